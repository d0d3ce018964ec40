/** Whether a failure passes by itself, and how long requests wait until then. */
import type { FailureDetail } from '../api/api-failure.ts'

/** A wait. `untilMs` is by this computer's clock; absent while the network is gone. */
export type Hold = { kind: 'limited' | 'unavailable' | 'offline'; untilMs: number | undefined }

/** Without a time from the API: what a limit lasts, and the most that any answer may impose. */
const defaultWaitS = 60
const longestWaitS = 300

/**
 * The wait that a failure calls for; `undefined` when trying again is the analyst's choice. `earlier`
 * counts waits in a row: without a time from the API they grow.
 */
export function findHold(failure: FailureDetail, nowMs: number, earlier: number): Hold | undefined {
  if (failure.kind === 'offline') return { kind: 'offline', untilMs: undefined }
  if (failure.kind !== 'refused') return undefined
  const { status, retryAfterS } = failure
  if (status !== 429 && (status !== 503 || retryAfterS === undefined)) return undefined
  const askedS = retryAfterS ?? defaultWaitS * 2 ** earlier
  const waitS = Math.min(longestWaitS, Math.max(1, askedS))
  const kind = status === 429 ? 'limited' : 'unavailable'
  return { kind, untilMs: nowMs + waitS * 1000 }
}
