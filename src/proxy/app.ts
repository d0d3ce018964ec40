/**
 * The proxy, from the first check to the last answer. It keeps the credential: what comes in can
 * only choose among known questions, and what goes out carries no header of the upstream's making.
 */
import { Hono } from 'hono'
import type { Access } from './access/access.ts'
import { answerSession } from './access/answer-session.ts'
import { answerMetrics } from './audit/answer-metrics.ts'
import { type Audit, createAudit } from './audit/audit.ts'
import { createMetrics, type Metrics } from './audit/metrics.ts'
import { type Config, toAllowedOrigins } from './config/config.ts'
import { createErrorResponse } from './error-response.ts'
import { addSecurityHeaders } from './middleware/add-security-headers.ts'
import { checkCrossSite } from './middleware/check-cross-site.ts'
import { checkHeaders } from './middleware/check-headers.ts'
import { checkHost } from './middleware/check-host.ts'
import { checkMethod } from './middleware/check-method.ts'
import { checkTarget } from './middleware/check-target.ts'
import { identify } from './middleware/identify.ts'
import { limitConcurrency } from './middleware/limit-concurrency.ts'
import { logRequests } from './middleware/log-requests.ts'
import { type Assets, servePages } from './pages.ts'
import { forwardData } from './relay/forward.ts'
import type { ProxyEnv } from './request-context.ts'
import { answerHealth, answerStatus } from './status.ts'
import type { TokenWatch } from './token/token-watch.ts'
import { createCircuit } from './upstream/circuit.ts'
import type { Sleep } from './upstream/deadline.ts'
import type { Quota } from './upstream/quota.ts'
import { createRetryPolicy } from './upstream/retry-policy.ts'
import type { Upstream } from './upstream/upstream.ts'

/** The configuration, completed by what is known once the server listens. */
export type ProxyConfig = Pick<
  Config,
  'mode' | 'credential' | 'publicOrigin' | 'deadlines' | 'metrics'
> & {
  /** The port that was bound. */
  port: number
  version: string
}

/** Everything the proxy takes from outside; nothing else in it reads a clock, a network or a disk. */
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
  /** Counts, and takes down, every request; by default made here. */
  metrics?: Metrics | undefined
  audit?: Audit | undefined
  /** Set where requests must not wait for each other, because each has its own input and output. */
  keepsRequestsApart?: boolean | undefined
  /** Finds out who asks. */
  access: Access
  /** Knows what the credential can read; in demo mode there is none. */
  tokenWatch?: TokenWatch | undefined
}

/** Creates the proxy. Its `fetch(request, bindings?)` takes Node's `{ incoming }` as bindings. */
export function createProxy(tools: ProxyTools): Hono<ProxyEnv> {
  const { config, now, assets, access } = tools
  const origins = toAllowedOrigins(config.publicOrigin, config.port)
  const circuit = createCircuit(now)
  const metrics = tools.metrics ?? createMetrics()
  const audit = tools.audit ?? createAudit({ ...tools, metrics })
  const retries = createRetryPolicy(tools.random)
  const app = new Hono<ProxyEnv>()

  app.use(logRequests(audit, tools), addSecurityHeaders(), checkHost(origins), checkHeaders())
  for (const guarded of ['/client/*', '/gumshoe/*']) {
    app.use(guarded, checkCrossSite(origins), checkTarget())
  }
  app.use('/gumshoe/session', checkMethod(['POST', 'DELETE']))
  app.on(['POST', 'DELETE'], '/gumshoe/session', answerSession(access))
  for (const guarded of ['/client/*', '/gumshoe/*']) {
    app.use(guarded, checkMethod(['GET']), identify(access))
  }
  app.use(checkTarget(), checkMethod(['GET', 'HEAD']))

  app.get('/healthz', answerHealth(config))
  app.get('/gumshoe/status', answerStatus({ ...tools, circuit }))
  app.get('/metrics', answerMetrics({ ...tools, metrics, circuit }))
  app.use('/client/*', limitConcurrency())
  app.get('/client/*', forwardData({ ...tools, circuit, retries }))
  app.get('*', servePages(assets))

  app.notFound(() => createErrorResponse('not-found'))
  app.onError((error, c) => {
    c.get('record').fault = error.name
    return createErrorResponse('internal')
  })
  return app
}
