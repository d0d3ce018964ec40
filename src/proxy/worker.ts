/**
 * The entry point on Cloudflare Workers. Identity comes from Cloudflare Access or another sign-in proxy, files from
 * static assets, the quota from one Durable Object, and the witness records of each search from one of their own.
 */
import { version } from '../../package.json'
import { toSha256 } from '../query/identity/sha-256.ts'
import { createAccess } from './access/create-access.ts'
import { createProxy, type ProxyApp, type ProxyTools } from './app.ts'
import { assembleAudit } from './audit/assemble-audit.ts'
import { createMetrics } from './audit/metrics.ts'
import { type Config, type Environment, parseConfig } from './config/config.ts'
import { toUnusableKeyProblem } from './config/parse-witness-key.ts'
import type { AbortSignalLike } from './http/abort-source.ts'
import { addSecurityHeaders } from './http/add-security-headers.ts'
import { createErrorResponse } from './http/error-response.ts'
import { type Assets, findContentType } from './pages.ts'
import { apiOrigin } from './routes/route-table.ts'
import { createFetchAuthority } from './timestamp/ask-authority.ts'
import { createTokenWatch } from './token/token-watch.ts'
import { createFetchUpstream } from './upstream/fetch-upstream.ts'
import {
  createObjectQuota,
  createQuotaKeeper,
  type ObjectNamespace,
  type ObjectState,
} from './upstream/quota-object.ts'
import { type Stay, toProxyRequest, toWebResponse } from './web-edge.ts'
import {
  createObjectKeeper,
  createSearchObject,
  type SearchObjectState,
} from './witness/object-keeper.ts'
import { createEphemeralKey, importSigningKey } from './witness/signing-key.ts'
import type { WitnessSettings } from './witness/witness.ts'

/** Settings and secrets as strings, and the bindings of `wrangler.jsonc`. */
export type WorkerBindings = Record<string, unknown> & {
  ASSETS: { fetch: (request: Request) => Promise<Response> }
  QUOTA: ObjectNamespace
  WITNESS: ObjectNamespace
}

/** One proxy per isolate; settings do not change during its life. */
let proxy: Pick<ProxyApp, 'answer'> | undefined

export default {
  async fetch(request: Request, bindings: WorkerBindings, context: Stay): Promise<Response> {
    if (!proxy) {
      const assembled = await assemble(bindings)
      // The first of several requests at the same time decides, because keys differ that are made here.
      proxy ??= assembled
    }
    return toWebResponse(await proxy.answer(toProxyRequest(request, context)))
  },
}

/** The Durable Object that keeps the quota for all isolates. */
export class QuotaKeeper {
  readonly fetch: (request: Request) => Promise<Response>

  constructor(state: ObjectState, bindings: WorkerBindings) {
    const parsed = readConfig(bindings)
    const limit = 'config' in parsed ? parsed.config.quotaPer5Min : 1
    this.fetch = createQuotaKeeper(limit, state, Date.now)
  }
}

/** The Durable Object that keeps the witness records of one search. */
export class WitnessKeeper {
  readonly #search: ReturnType<typeof createSearchObject>

  constructor(state: SearchObjectState) {
    this.#search = createSearchObject(state, Date.now)
  }

  fetch(request: Request): Promise<Response> {
    return this.#search.answer(request)
  }

  alarm(): Promise<void> {
    return this.#search.expire()
  }
}

async function assemble(bindings: WorkerBindings): Promise<Pick<ProxyApp, 'answer'>> {
  const parsed = readConfig(bindings)
  if ('problems' in parsed) return refuseAll(parsed.problems)
  const { config } = parsed
  const witness = await assembleWitness(config, bindings)
  if ('problem' in witness) return refuseAll([witness.problem])
  const joined = {
    upstream: createFetchUpstream((request) => fetch(request)),
    now: Date.now,
    quota: createObjectQuota(bindings.QUOTA),
  }
  const metrics = createMetrics()
  const log = (line: string) => console.log(line)
  const auditTools = { log, now: Date.now, metrics, signer: witness.key }
  const { audit } = assembleAudit({ ...auditTools, settings: config.audit, beginsNow: false })
  const tools: ProxyTools = {
    ...joined,
    config: { ...config, port: 443, version },
    tokenWatch: createTokenWatch({ config: { ...config, version }, ...joined }),
    access: createAccess({ config, now: Date.now, fetchKeys: (url, init) => fetch(url, init) })
      .access,
    witness,
    sleep,
    random: Math.random,
    askAuthority:
      config.timestampUrl === undefined
        ? undefined
        : createFetchAuthority(config.timestampUrl, (request) => fetch(request)),
    log,
    metrics,
    audit,
    assets: toAssets(bindings.ASSETS),
    keepsRequestsApart: true,
    // When a stream fails, workerd ends the response as if it were whole.
    sendsWholeBodies: true,
  }
  return createProxy(tools)
}

async function assembleWitness(
  { witnessKey }: Config,
  bindings: WorkerBindings,
): Promise<WitnessSettings | { problem: string }> {
  const key = await (witnessKey ? importSigningKey(witnessKey) : createEphemeralKey())
  if (!key) return { problem: toUnusableKeyProblem(toEnvironment(bindings)) }
  return {
    key,
    keeper: createObjectKeeper(bindings.WITNESS),
    hash: toSha256,
    upstreamName: apiOrigin,
    // A Worker has 128 MB for all its requests.
    maxCopyBytes: 32 * 1_048_576,
  }
}

/**
 * A Worker is reachable by everyone, hence HOST=0.0.0.0. It has no files, so `ACCESS_POLICY_FILE` names the
 * variable that holds the policy.
 */
function readConfig(bindings: WorkerBindings): ReturnType<typeof parseConfig> {
  const env = toEnvironment(bindings)
  if (!bindings.WITNESS) return { problems: [missingObject] }
  const parsed = parseConfig(env, (name) => env[name])
  if ('config' in parsed && parsed.config.mode === 'demo') {
    return { problems: ['CLOUDFLARE_API_TOKEN is missing. Set it with “wrangler secret put”.'] }
  }
  if ('config' in parsed && parsed.config.trustedProxy) {
    return {
      problems: ['TRUSTED_PROXY is of no use on Workers: Cloudflare states the client. Unset it.'],
    }
  }
  return parsed
}

const missingObject =
  'The binding WITNESS is missing. Copy durable_objects and migrations from wrangler.jsonc of this version.'

function toEnvironment(bindings: WorkerBindings): Environment {
  const texts = Object.entries(bindings).filter(([, value]) => typeof value === 'string')
  return { ...Object.fromEntries(texts as [string, string][]), HOST: '0.0.0.0' }
}

/** A Worker cannot refuse to start: it refuses to answer, and its log says why. */
function refuseAll(problems: readonly string[]): Pick<ProxyApp, 'answer'> {
  for (const problem of problems) console.error(`Gumshoe does not start: ${problem}`)
  return { answer: async () => addSecurityHeaders(createErrorResponse('misconfigured')) }
}

function sleep(ms: number, signal: AbortSignalLike): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(new Error('The wait was ended.'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
  })
}

function toAssets(files: WorkerBindings['ASSETS']): Assets {
  return {
    async find(path) {
      const type = findContentType(path)
      if (!type) return undefined
      const response = await files.fetch(new Request(new URL(path, 'https://assets.internal')))
      if (response.status !== 200) return undefined
      const body = new Uint8Array(await response.arrayBuffer())
      return { body, type, immutable: path.startsWith('/assets/') }
    },
  }
}
