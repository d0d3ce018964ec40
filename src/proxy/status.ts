/** What the proxy says of itself: to anyone that it runs, to its own app what can be read. */
import type { Context } from 'hono'
import type { Dataset } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import type { Config } from './config/config.ts'
import { createJsonResponse } from './error-response.ts'
import { type ProxyEnv, stayFor } from './request-context.ts'
import { findUnreadableReason, type ScopeLimits } from './routes/scope-limits.ts'
import type { TokenReport } from './token/token-report.ts'
import type { TokenWatch } from './token/token-watch.ts'
import type { Circuit } from './upstream/circuit.ts'
import type { Quota } from './upstream/quota.ts'

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
  config: Pick<Config, 'mode'> & { version: string }
  now: () => number
  quota: Quota
  circuit: Circuit
  /** In demo mode there is none. */
  tokenWatch?: TokenWatch | undefined
}

/** Answers `/gumshoe/status`: mode, clock, version, datasets, the token, quota, circuit, and who asks. */
export function answerStatus({
  config: { mode, version },
  now,
  quota,
  circuit,
  tokenWatch,
}: StatusTools): (c: Context<ProxyEnv>) => Promise<Response> {
  return async function status(c) {
    c.get('record').route = '/gumshoe/status'
    const { kind, name, limits } = c.get('principal')
    if (tokenWatch) stayFor(c, tokenWatch.refresh())
    const report = tokenWatch?.report()
    return createJsonResponse(
      JSON.stringify({
        mode,
        now: new Date(now()).toISOString(),
        version,
        datasets: datasets.map((dataset) => toDatasetState(dataset, limits, report)),
        token: report
          ? { state: report.state, words: report.words, checkedAt: report.checkedAt }
          : null,
        quota: await quota.state(),
        circuit: circuit.state(),
        principal: kind === 'anyone' ? null : { kind, name },
      }),
    )
  }
}

/** What could not be found out counts as readable; asking will tell. */
function toDatasetState(
  dataset: Dataset,
  limits: ScopeLimits,
  report: TokenReport | undefined,
): { id: string; readable: boolean; reason?: string } {
  const { id } = dataset
  const limitReason = findUnreadableReason(dataset, limits)
  if (limitReason !== undefined) return { id, readable: false, reason: limitReason }
  const found = report?.logs.find((log) => log.id === id)
  const reason = found?.reason
  return { id, readable: found?.state !== 'unreadable', ...(reason !== undefined && { reason }) }
}
