/**
 * A proxy for tests: in live mode with a recognizable token, on an upstream that records what it is
 * sent. Whatever the proxy says or logs is kept, so that it can be searched for the token.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Access } from '../access/access.ts'
import { createOpenAccess } from '../access/access.ts'
import type { ProxyTools } from '../app.ts'
import { createProxy } from '../app.ts'
import { type Deadlines, type Environment, parseConfig } from '../config/config.ts'
import { toAbortSignal } from '../http/abort-source.ts'
import type { Assets } from '../pages.ts'
import { noLimits } from '../routes/scope-limits.ts'
import { createFetchUpstream, type Fetch } from '../upstream/fetch-upstream.ts'
import { createUnlimitedQuota, type Quota } from '../upstream/quota.ts'
import type { Upstream } from '../upstream/seam.ts'
import { toProxyRequest, toWebResponse } from '../web-edge.ts'

/** The token of the tests; it must appear nowhere but in the upstream's request headers. */
export const canary = 'Canary-token_0123456789.abcdefXYZ~/+Q'

/** An account, a zone, and another account. */
export const accountId = '0123456789abcdef0123456789abcdef'
export const zoneId = 'fedcba9876543210fedcba9876543210'
export const otherAccountId = 'ffffffffffffffff0000000000000000'

/** A valid question to audit log v2, and its path. */
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

/** What a test proxy is made from; all has a default. */
export type TestOptions = {
  env?: Environment
  answer?: Fetch
  /** Instead of the one that records and answers. */
  upstream?: Upstream
  assets?: Assets
  deadlines?: Partial<Deadlines>
  /** By default everybody is let in, so that a test meets the check that it is about. */
  access?: Access
  quota?: Quota
} & Partial<Pick<ProxyTools, 'now' | 'sleep' | 'random' | 'tokenWatch'>>

/** Creates one. `ask` sends as the app would; `headers` replace its headers, `raw` is Node's target. */
export function createTestProxy(options: TestOptions = {}) {
  const calls: Request[] = []
  const said: string[] = []
  const lines: string[] = []
  const parsed = parseConfig(options.env ?? { CLOUDFLARE_API_TOKEN: canary })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const { config } = parsed
  const proxy = createProxy({
    config: {
      ...config,
      port: 8787,
      version: '0.0.0',
      deadlines: { ...config.deadlines, ...options.deadlines },
    },
    upstream:
      options.upstream ??
      createFetchUpstream((request) => {
        calls.push(request)
        return (options.answer ?? (async () => answerJson(emptyPage)))(request)
      }),
    quota: options.quota ?? createUnlimitedQuota(),
    now: options.now ?? (() => Date.parse('2026-11-21T12:00:00Z')),
    sleep:
      options.sleep ?? ((ms, signal) => sleep(ms, undefined, { signal: toAbortSignal(signal) })),
    random: options.random ?? Math.random,
    log: (line) => lines.push(line),
    assets: options.assets ?? { find: () => undefined },
    access: options.access ?? createOpenAccess(config.limits),
    tokenWatch: options.tokenWatch,
  })

  async function ask(
    path: string,
    init: RequestInit & { raw?: string; base?: string; host?: string[]; address?: string } = {},
  ) {
    const {
      raw,
      base = 'http://localhost:8787',
      host = ['localhost:8787'],
      address,
      ...rest
    } = init
    const request = new Request(`${base}${path}`, { headers: ownHeaders, ...rest })
    const asked = toProxyRequest(request)
    const [target = '', query = ''] = (raw ?? '').split(/\?(.*)/s)
    const odd =
      raw === undefined ? {} : { path: target, query, hosts: host, address: address ?? '' }
    const response = toWebResponse(await proxy.answer({ ...asked, ...odd }))
    said.push(JSON.stringify([...response.headers]))
    return response
  }

  async function read(response: Response): Promise<string> {
    const text = await response.text()
    said.push(text)
    return text
  }

  return {
    ask,
    read,
    calls,
    lines,
    said,
    /** Asks, reads the whole answer, and gives it as status, first own code and text. */
    async answer(...parameters: Parameters<typeof ask>) {
      const response = await ask(...parameters)
      const text = await read(response)
      const isJson = response.headers.get('content-type') === 'application/json'
      const body = isJson && text !== '' ? JSON.parse(text) : undefined
      return { status: response.status, headers: response.headers, text, body }
    },
    expectNoCanary: () => expectNoCanary([...said, ...lines]),
  }
}

/** Believes what a header says, for tests with several who ask. */
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

/** Fails when a text holds the token, as it is or in a usual encoding. */
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
