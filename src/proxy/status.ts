/** What the proxy says of itself: to anyone that it runs, to its own app what can be read. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import { statusPath } from '../contract/paths.ts'
import type { DatasetState, StatusAnswer } from '../contract/status.ts'
import type { Principal } from './access/principal.ts'
import type { Config } from './config/config.ts'
import type { GuardedAnswer } from './guard/endpoints.ts'
import { createJsonResponse } from './http/error-response.ts'
import type { OpenAnswer } from './http/open-answer.ts'
import { stayFor } from './http/request-context.ts'
import { findUnreadableReason } from './routes/scope-limits.ts'
import type { TokenReport } from './token/token-report.ts'
import type { TokenWatch } from './token/token-watch.ts'
import type { Circuit } from './upstream/circuit.ts'
import { type Quota, unknownQuota } from './upstream/quota.ts'

/** Answers `/healthz` with the mode and nothing else. */
export function answerHealth({ mode }: Pick<Config, 'mode'>): OpenAnswer {
  const text = JSON.stringify({ status: 'ok', mode })
  return function health(_, record) {
    record.route = '/healthz'
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

/**
 * Answers `/gumshoe/status`: mode, clock, version, datasets, the token, quota, circuit, and who asks. Whoever
 * may read a part only is not told of the credential, nor how much others ask.
 */
export function answerStatus({
  config: { mode, version },
  now,
  quota,
  circuit,
  tokenWatch,
}: StatusTools): GuardedAnswer {
  return async function status(request, record, principal) {
    record.route = statusPath
    const { kind, name, seesAll } = principal
    if (tokenWatch) stayFor(request, tokenWatch.refresh())
    const report = tokenWatch?.report()
    const quotaState = await quota.state()
    const answer: StatusAnswer = {
      mode,
      now: new Date(now()).toISOString(),
      version,
      datasets: datasets.map((dataset) => toDatasetState(dataset, principal, report)),
      token:
        seesAll && report
          ? { state: report.state, words: report.words, checkedAt: report.checkedAt }
          : null,
      quota: seesAll ? quotaState : { ...unknownQuota, coolOffUntil: quotaState.coolOffUntil },
      circuit: circuit.state(),
      principal: kind === 'anyone' ? null : { kind, name },
    }
    return createJsonResponse(JSON.stringify(answer))
  }
}

/** What somebody is told who may read a part only: the rest is for whoever runs the server. */
const partReasons = {
  notGranted:
    'What you may read here does not include this log. Whoever runs Gumshoe decides that.',
  notPermitted:
    'The credential of this server may not read this log. Whoever runs Gumshoe can change that.',
} as const

/** What could not be found out counts as readable; asking will tell. */
function toDatasetState(
  dataset: Dataset,
  { limits, seesAll }: Principal,
  report: TokenReport | undefined,
): DatasetState {
  const { id } = dataset
  const limitReason = findUnreadableReason(dataset, limits)
  if (limitReason !== undefined) {
    return { id, readable: false, reason: seesAll ? limitReason : partReasons.notGranted }
  }
  const found = report?.logs.find((log) => log.id === id)
  const readable = found?.state !== 'unreadable'
  const reason = seesAll ? found?.reason : readable ? undefined : partReasons.notPermitted
  return { id, readable, ...(reason !== undefined && { reason }) }
}
