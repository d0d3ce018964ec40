/**
 * A proxy for tests: in live mode with a recognizable token, and with an upstream that records requests. All answers
 * and log lines of the proxy are kept, so that tests can search them for the token.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Access } from '../access/access.ts'
import { createOpenAccess } from '../access/access.ts'
import type { ProxyTools } from '../app.ts'
import { createProxy } from '../app.ts'
import { type Config, type Deadlines, type Environment, parseConfig } from '../config/config.ts'
import { toAbortSignal } from '../http/abort-source.ts'
import type { Assets } from '../pages.ts'
import { noLimits } from '../routes/scope-limits.ts'
import { createFetchUpstream, type Fetch } from '../upstream/fetch-upstream.ts'
import { createUnlimitedQuota, type Quota } from '../upstream/quota.ts'
import type { Upstream } from '../upstream/seam.ts'
import { toProxyRequest, toWebResponse } from '../web-edge.ts'
import { createTestWitness } from './test-witness.ts'

/** The token of the tests; it must appear only in the request headers for upstream. */
export const canary = 'Canary-token_0123456789.abcdefXYZ~/+Q'

/** The ids of an account, a zone, and another account. */
export const accountId = '0123456789abcdef0123456789abcdef'
export const zoneId = 'fedcba9876543210fedcba9876543210'
export const otherAccountId = 'ffffffffffffffff0000000000000000'

/** The path of audit log v2, and a valid request for it. */
export const logPath = `/client/v4/accounts/${accountId}/logs/audit`
export const question = `${logPath}?since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z`

/** The headers that the app sends. */
export const ownHeaders = { 'x-gumshoe': '1', 'sec-fetch-site': 'same-origin' }

/** An upstream's answer in JSON. */
export function answerJson(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers)
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { ...init, headers })
}

/** An empty page of a log. */
export const emptyPage = { success: true, errors: [], messages: [], result: [], result_info: {} }

/** The options of a test proxy; all have a default. */
export type TestOptions = {
  env?: Environment
  answer?: Fetch
  /** Replaces the upstream that records requests and answers them. */
  upstream?: Upstream
  assets?: Assets
  deadlines?: Partial<Deadlines>
  /** By default every caller is let in, so that requests reach the check under test. */
  access?: Access
  quota?: Quota
} & Partial<
  Pick<ProxyTools, 'now' | 'sleep' | 'random' | 'tokenWatch' | 'askAuthority' | 'witness'>
>

/** Creates one. `ask` sends requests like the app; `headers` replace its headers, `raw` is the target on Node. */
export function createTestProxy(options: TestOptions = {}) {
  const calls: Request[] = []
  const answerTexts: string[] = []
  const lines: string[] = []
  const parsed = parseConfig(options.env ?? { CLOUDFLARE_API_TOKEN: canary })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const { config } = parsed
  const upstream = createFetchUpstream((request) => {
    calls.push(request)
    return (options.answer ?? (async () => answerJson(emptyPage)))(request)
  })
  const proxy = createProxy(
    toProxyTools(options, { config, upstream, log: (line) => lines.push(line) }),
  )

  async function ask(
    path: string,
    init: RequestInit & { raw?: string; base?: string; host?: string[]; address?: string } = {},
  ) {
    const {
      raw,
      base = 'http://localhost:8787',
      host = ['localhost:8787'],
      address,
      ...requestInit
    } = init
    const request = new Request(`${base}${path}`, { headers: ownHeaders, ...requestInit })
    const proxyRequest = toProxyRequest(request)
    const [target = '', query = ''] = (raw ?? '').split(/\?(.*)/s)
    const rawTarget =
      raw === undefined ? {} : { path: target, query, hosts: host, address: address ?? '' }
    const response = toWebResponse(await proxy.answer({ ...proxyRequest, ...rawTarget }))
    answerTexts.push(JSON.stringify([...response.headers]))
    return response
  }

  async function read(response: Response): Promise<string> {
    const text = await response.text()
    answerTexts.push(text)
    return text
  }

  return {
    ask,
    read,
    calls,
    lines,
    answerTexts,
    /** Sends a request, reads the whole answer, and returns its status, first own code and text. */
    async answer(...parameters: Parameters<typeof ask>) {
      const response = await ask(...parameters)
      const text = await read(response)
      const isJson = response.headers.get('content-type') === 'application/json'
      const body = isJson && text !== '' ? JSON.parse(text) : undefined
      return { status: response.status, headers: response.headers, text, body }
    },
    expectNoCanary: () => expectNoCanary([...answerTexts, ...lines]),
  }
}

/** The tools of a proxy: those of the options, else defaults. */
function toProxyTools(
  options: TestOptions,
  { config, upstream, log }: { config: Config; upstream: Upstream; log: (line: string) => void },
): ProxyTools {
  const now = options.now ?? (() => Date.parse('2026-11-21T12:00:00Z'))
  return {
    config: {
      ...config,
      port: 8787,
      version: '0.0.0',
      deadlines: { ...config.deadlines, ...options.deadlines },
    },
    upstream: options.upstream ?? upstream,
    quota: options.quota ?? createUnlimitedQuota(),
    now,
    witness: options.witness ?? createTestWitness(now),
    sleep:
      options.sleep ?? ((ms, signal) => sleep(ms, undefined, { signal: toAbortSignal(signal) })),
    random: options.random ?? Math.random,
    log,
    assets: options.assets ?? { find: () => undefined },
    access: options.access ?? createOpenAccess(config.limits),
    tokenWatch: options.tokenWatch,
    askAuthority: options.askAuthority,
  }
}

/** Takes the caller's name from a header, for tests with several callers. */
export const namedAccess: Access = {
  identify: async ({ headers }) => ({
    principal: {
      kind: 'person',
      name: headers.get('x-name') ?? 'alice',
      limits: noLimits,
      seesAll: true,
    },
  }),
}

/** Fails when a text contains the token, plain or in a usual encoding. */
export function expectNoCanary(texts: readonly string[], token = canary): void {
  const bytes = Buffer.from(token)
  const forms = [
    token,
    [...token].reverse().join(''),
    encodeURIComponent(token),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    bytes.toString('base64url').slice(0, -1),
    JSON.stringify(token).slice(1, -1),
  ]
  const all = texts.join('\n').toLowerCase()
  for (const form of forms) expect(all).not.toContain(form.toLowerCase())
}
