/** Answers `/metrics` where that is configured, to whoever has its token if there is one. */
import type { Context, Next } from 'hono'
import { matchesSecret } from '../access/match-secret.ts'
import type { Config } from '../config/config.ts'
import { createErrorResponse } from '../error-response.ts'
import type { ProxyEnv } from '../request-context.ts'
import type { Circuit } from '../upstream/circuit.ts'
import type { Quota } from '../upstream/quota.ts'
import type { Metrics } from './metrics.ts'

/** What it needs. */
export type MetricsTools = {
  config: Pick<Config, 'metrics'>
  metrics: Metrics
  quota: Quota
  circuit: Circuit
}

/** Creates the handler; where nothing is configured, the path is left to others. */
export function answerMetrics({ config, metrics, quota, circuit }: MetricsTools) {
  return async function answer(c: Context<ProxyEnv>, next: Next): Promise<Response | undefined> {
    if (!config.metrics) {
      await next()
      return undefined
    }
    c.get('record').route = '/metrics'
    const { token } = config.metrics
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    if (token && !(await matchesSecret(bearer, token.reveal()))) {
      return createErrorResponse('wrong-key')
    }
    const { used, remaining } = await quota.state()
    const text = metrics.format([
      {
        name: 'gumshoe_quota_remaining',
        help: 'Upstream requests left of five minutes.',
        value: remaining ?? undefined,
      },
      {
        name: 'gumshoe_quota_used',
        help: 'Upstream requests of the last five minutes.',
        value: used ?? undefined,
      },
      {
        name: 'gumshoe_circuit_open',
        help: 'Whether requests are held back because upstream fails.',
        value: circuit.state().state === 'closed' ? 0 : 1,
      },
    ])
    return new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4' } })
  }
}
