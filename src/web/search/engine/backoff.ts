/** Whether a failure passes by itself, and how long requests wait until then. */
import type { FailureDetail } from '../../api/api-failure.ts'
import { findOwnRefusal } from '../../api/own-refusals.ts'

/** A wait. `untilMs` is by the proxy's clock; absent while the network is gone. */
export type Backoff = {
  kind: 'limited' | 'share' | 'busy' | 'attempts' | 'unavailable' | 'unreachable' | 'offline'
  untilMs: number | undefined
}

/** Without a time from the API: what a limit lasts, and the most that any answer may impose. */
const defaultWaitS = 60
const maxWaitS = 300

/** While the proxy does not answer: the first wait, the longest, and after how many it is given up. */
const absence = { firstWaitS: 5, maxWaitS: 30, maxWaits: 10 } as const

/**
 * The wait that a failure calls for; `undefined` when trying again is the analyst's choice. `earlier`
 * counts waits in a row: without a time from the API they grow.
 */
export function findBackoff(
  failure: FailureDetail,
  nowMs: number,
  earlier: number,
): Backoff | undefined {
  if (failure.kind === 'offline') return { kind: 'offline', untilMs: undefined }
  if (failure.kind === 'unreachable') return findAbsence(nowMs, earlier)
  if (failure.kind !== 'refused') return undefined
  const { status, retryAfterS, errors } = failure
  const own = findOwnRefusal(errors)?.wait
  if (own === 'absent') return findAbsence(nowMs, earlier)
  if (status !== 429 && (status !== 503 || retryAfterS === undefined)) return undefined
  const askedS = retryAfterS ?? defaultWaitS * 2 ** earlier
  const waitS = Math.min(maxWaitS, Math.max(1, askedS))
  return {
    kind: status === 429 ? (own ?? 'limited') : 'unavailable',
    untilMs: nowMs + waitS * 1000,
  }
}

function findAbsence(nowMs: number, earlier: number): Backoff | undefined {
  if (earlier >= absence.maxWaits) return undefined
  const waitS = Math.min(absence.maxWaitS, absence.firstWaitS * 2 ** earlier)
  return { kind: 'unreachable', untilMs: nowMs + waitS * 1000 }
}
