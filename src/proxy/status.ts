/** What the proxy says of itself: to anyone that it runs, to its own app what can be read. */
import type { Context } from 'hono'
import { datasets } from '../catalog/index.ts'
import type { Config } from './config.ts'
import { createJsonResponse } from './error-response.ts'
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

/** Answers `/gumshoe/status`: mode, clock, version, datasets; quota and principal are unknown. */
export function answerStatus(
  { mode, version, limits }: Pick<Config, 'mode' | 'limits'> & { version: string },
  now: () => number,
): (c: Context<ProxyEnv>) => Response {
  const readable = datasets.map((dataset) => {
    const reason = findUnreadableReason(dataset, limits)
    return { id: dataset.id, readable: reason === undefined, ...(reason && { reason }) }
  })
  return function status(c) {
    c.get('record').route = '/gumshoe/status'
    return createJsonResponse(
      JSON.stringify({
        mode,
        now: new Date(now()).toISOString(),
        version,
        datasets: readable,
        quota: { remaining: null, resetsAt: null, coolOffUntil: null },
        principal: null,
      }),
    )
  }
}
