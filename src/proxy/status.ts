/** What the proxy says of itself: to anyone that it runs, to its own app what can be read. */
import type { Context } from 'hono'
import { datasets } from '../catalog/index.ts'
import type { Circuit } from './circuit.ts'
import type { Config } from './config.ts'
import { createJsonResponse } from './error-response.ts'
import type { Quota } from './quota.ts'
import type { ProxyEnv } from './request-context.ts'
import { findUnreadableReason } from './scope-limits.ts'

/** Answers `/healthz` with the mode and nothing else. */
export function answerHealth({ mode }: Pick<Config, 'mode'>): (c: Context<ProxyEnv>) => Response {
  const text = JSON.stringify({ status: 'ok', mode })
  return function health(c) {
    c.get('record').route = '/healthz'
    return createJsonResponse(text)
  }
}

/** What the status is made from. */
export type StatusTools = {
  config: Pick<Config, 'mode' | 'limits'> & { version: string }
  now: () => number
  quota: Quota
  circuit: Circuit
}

/** Answers `/gumshoe/status`: mode, clock, version, datasets, quota and circuit; the principal is unknown. */
export function answerStatus({
  config: { mode, version, limits },
  now,
  quota,
  circuit,
}: StatusTools): (c: Context<ProxyEnv>) => Promise<Response> {
  const readable = datasets.map((dataset) => {
    const reason = findUnreadableReason(dataset, limits)
    return { id: dataset.id, readable: reason === undefined, ...(reason && { reason }) }
  })
  return async function status(c) {
    c.get('record').route = '/gumshoe/status'
    return createJsonResponse(
      JSON.stringify({
        mode,
        now: new Date(now()).toISOString(),
        version,
        datasets: readable,
        quota: await quota.state(),
        circuit: circuit.state(),
        principal: null,
      }),
    )
  }
}
