/** Reports on the proxy: `/healthz` for anyone, `/gumshoe/status` for identified callers. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import { statusPath } from '../contract/paths.ts'
import type { DatasetState, StatusAnswer } from '../contract/status.ts'
import type { Access } from './access/access.ts'
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
import type { SigningKey } from './witness/signing-key.ts'

/** Answers `/healthz` with the mode and nothing else. */
export function answerHealth({ mode }: Pick<Config, 'mode'>): OpenAnswer {
  const text = JSON.stringify({ status: 'ok', mode })
  return function health(_, record) {
    record.route = '/healthz'
    return createJsonResponse(text)
  }
}

/** Dependencies of the status. */
export type StatusTools = {
  config: Pick<Config, 'mode'> & { version: string }
  now: () => number
  quota: Quota
  circuit: Circuit
  access: Pick<Access, 'signOutUrl'>
  /** The key that signs witness records. */
  key: Pick<SigningKey, 'publicKey'>
  /** Absent in demo mode. */
  tokenWatch?: TokenWatch | undefined
}

/**
 * Answers `/gumshoe/status` with a `StatusAnswer`. Callers with limits learn nothing about the credential
 * or about how many requests others make.
 */
export function answerStatus({
  config: { mode, version },
  now,
  quota,
  circuit,
  access,
  key,
  tokenWatch,
}: StatusTools): GuardedAnswer {
  const { fingerprint, isEphemeral } = key.publicKey
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
      signOutUrl: access.signOutUrl ?? null,
      witness: { fingerprint, isEphemeral },
    }
    return createJsonResponse(JSON.stringify(answer))
  }
}

/** Reasons for callers with limits; the details are for the operator. */
const partReasons = {
  notGranted:
    'What you may read here does not include this log. The person who runs Gumshoe decides that.',
  notPermitted:
    'The credential of this server may not read this log. The person who runs Gumshoe can change that.',
} as const

/** A dataset in an unknown state counts as readable; the first request shows whether it is. */
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
