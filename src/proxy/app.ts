/**
 * The proxy: checks every request, then lets one endpoint of a closed list answer it. Requests can only
 * select known API calls, and responses carry no header that upstream wrote.
 */
import type { Access } from './access/access.ts'
import { type Audit, createAudit, createRequestId } from './audit/audit.ts'
import { createMetrics, type Metrics } from './audit/metrics.ts'
import { recordOutcome } from './audit/record-outcome.ts'
import { type Config, toAllowedOrigins } from './config/config.ts'
import { createEndpoints } from './create-endpoints.ts'
import { checkCrossSite } from './guard/check-cross-site.ts'
import { checkHeaders } from './guard/check-headers.ts'
import { checkHost } from './guard/check-host.ts'
import { checkMethod } from './guard/check-method.ts'
import { checkTarget } from './guard/check-target.ts'
import { type Endpoint, findEndpoint } from './guard/endpoints.ts'
import { addSecurityHeaders } from './http/add-security-headers.ts'
import { createErrorResponse } from './http/error-response.ts'
import type { FinalResponse, ProxyResponse } from './http/proxy-response.ts'
import type { ProxyRequest, RequestRecord } from './http/request-context.ts'
import type { Assets } from './pages.ts'
import type { AskAuthority } from './timestamp/ask-authority.ts'
import type { TokenWatch } from './token/token-watch.ts'
import type { Sleep } from './upstream/deadline.ts'
import type { Quota } from './upstream/quota.ts'
import type { Upstream } from './upstream/seam.ts'
import type { WitnessSettings } from './witness/witness.ts'

/** The configuration, with the port and version that are known once the server listens. */
export type ProxyConfig = Pick<
  Config,
  'mode' | 'credential' | 'publicOrigin' | 'deadlines' | 'metrics' | 'audit'
> & {
  /** The port that was bound. */
  port: number
  version: string
}

/**
 * What the proxy gets from outside: it opens no connection and reads no file by itself. Only durations
 * (`performance.now`), the timers of deadlines, request ids and random secrets come from globals.
 */
export type ProxyTools = {
  config: ProxyConfig
  /** Where requests go: the real API, or the emulator. */
  upstream: Upstream
  quota: Quota
  /** Milliseconds since the epoch. */
  now: () => number
  sleep: Sleep
  /** A number from 0 (included) to 1 (excluded). */
  random: () => number
  /** Writes one line. */
  log: (line: string) => void
  assets: Assets
  /** Signs what upstream answered. */
  witness: WitnessSettings
  /** Counts every request; by default created here. */
  metrics?: Metrics | undefined
  audit?: Audit | undefined
  /** Set on Workers, where one request must not wait for the input or output of another. */
  keepsRequestsApart?: boolean | undefined
  /** Set on Workers, where a response that has begun cannot be broken off. */
  sendsWholeBodies?: boolean | undefined
  /** Identifies the caller. */
  access: Access
  /** Reports which logs the credential can read; absent in demo mode. */
  tokenWatch?: TokenWatch | undefined
  /** Asks the timestamp authority; absent without `TSA_URL`. */
  askAuthority?: AskAuthority | undefined
}

/** The proxy as the HTTP edge of a runtime uses it. */
export type ProxyApp = {
  /** Answers a request; never rejects. */
  answer: (request: ProxyRequest) => Promise<FinalResponse>
  /** The closed list of endpoints. */
  endpoints: readonly Endpoint[]
}

/** Creates the proxy. */
export function createProxy(tools: ProxyTools): ProxyApp {
  const { config, access } = tools
  const origins = toAllowedOrigins(config.publicOrigin, config.port)
  const hosts = new Set(origins.map((origin) => new URL(origin).host))
  const metrics = tools.metrics ?? createMetrics()
  const audit = tools.audit ?? createAudit({ ...tools, metrics })
  const endpoints = createEndpoints({ ...tools, metrics })

  /** Runs all checks in order; the first that fails answers. */
  async function checkAndAnswer(
    request: ProxyRequest,
    record: RequestRecord,
  ): Promise<ProxyResponse> {
    const endpoint = findEndpoint(endpoints, request.path)
    const refusal =
      checkHost(request, hosts) ??
      checkHeaders(request) ??
      (endpoint?.for === 'open' ? undefined : checkCrossSite(request, origins)) ??
      checkTarget(request) ??
      checkMethod(request, endpoint?.methods ?? [], endpoint?.for === 'known' && endpoint.takesBody)
    if (refusal) return refusal
    if (!endpoint) return createErrorResponse('not-found')
    if (endpoint.for !== 'known') return endpoint.answer(request, record)
    const found = await access.identify(request)
    if ('refusal' in found) {
      record.refused = found.name
      return found.refusal
    }
    record.principal = found.principal
    return endpoint.answer(request, record, found.principal)
  }

  async function answer(request: ProxyRequest): Promise<FinalResponse> {
    const startedMs = performance.now()
    // An id that the client sent is ignored, so that log lines cannot be forged.
    const record: RequestRecord = { id: createRequestId(), route: '(none)' }
    let response: ProxyResponse
    try {
      response = await checkAndAnswer(request, record)
    } catch (error) {
      record.fault = error instanceof Error ? error.name : 'unknown'
      response = createErrorResponse('internal')
    }
    recordOutcome(audit, request, record, response, startedMs)
    const final = addSecurityHeaders(response, record.id)
    return request.method === 'HEAD' ? { ...final, body: null } : final
  }

  return { answer, endpoints }
}
