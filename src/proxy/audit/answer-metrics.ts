/** Answers `/metrics` if configured, and only with its token if one is set. */
import type { Config } from '../config/config.ts'
import type { OpenAnswer } from '../http/open-answer.ts'
import type { Circuit } from '../upstream/circuit.ts'
import type { Quota } from '../upstream/quota.ts'
import { createMetricsTokenCheck } from './check-metrics-token.ts'
import type { Metrics } from './metrics.ts'

/** Dependencies of the metrics endpoint. */
export type MetricsTools = {
  config: Pick<Config, 'metrics'>
  metrics: Metrics
  quota: Quota
  circuit: Circuit
}

/** Creates the handler; `undefined` when metrics are not configured. */
export function answerMetrics({
  config,
  metrics,
  quota,
  circuit,
}: MetricsTools): OpenAnswer | undefined {
  if (!config.metrics) return undefined
  const { token } = config.metrics
  const checkToken = token && createMetricsTokenCheck(token)
  return async function answer(request, record) {
    record.route = '/metrics'
    const refusal = await checkToken?.(request)
    if (refusal) return refusal
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
    const body = new TextEncoder().encode(text)
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain; version=0.0.4',
        'content-length': String(body.byteLength),
      },
      body,
    }
  }
}
