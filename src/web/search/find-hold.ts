/** Whether a failure passes by itself, and how long requests wait until then. */
import type { FailureDetail } from '../api/api-failure.ts'

/** A wait. `untilMs` is by the proxy's clock; absent while the network is gone. */
export type Hold = {
  kind: 'limited' | 'share' | 'busy' | 'unavailable' | 'unreachable' | 'offline'
  untilMs: number | undefined
}

/** Without a time from the API: what a limit lasts, and the most that any answer may impose. */
const defaultWaitS = 60
const longestWaitS = 300

/** While the proxy does not answer: the first wait, the longest, and after how many it is given up. */
const absence = { firstWaitS: 5, longestWaitS: 30, mostWaits: 10 } as const

/** Codes of the proxy's own: its share of the API's limit is used up, it is busy, and it is being stopped. */
const ownCodes = { quotaExhausted: 990032, tooManyAtOnce: 990033, shuttingDown: 990062 } as const

/**
 * The wait that a failure calls for; `undefined` when trying again is the analyst's choice. `earlier`
 * counts waits in a row: without a time from the API they grow.
 */
export function findHold(failure: FailureDetail, nowMs: number, earlier: number): Hold | undefined {
  if (failure.kind === 'offline') return { kind: 'offline', untilMs: undefined }
  if (failure.kind === 'unreachable') return findAbsence(nowMs, earlier)
  if (failure.kind !== 'refused') return undefined
  const { status, retryAfterS, errors } = failure
  const says = (code: number) => errors.some((error) => error.code === code)
  if (says(ownCodes.shuttingDown)) return findAbsence(nowMs, earlier)
  if (status !== 429 && (status !== 503 || retryAfterS === undefined)) return undefined
  const askedS = retryAfterS ?? defaultWaitS * 2 ** earlier
  const waitS = Math.min(longestWaitS, Math.max(1, askedS))
  const isBusy = says(ownCodes.tooManyAtOnce)
  const limit = says(ownCodes.quotaExhausted) ? 'share' : isBusy ? 'busy' : 'limited'
  return { kind: status === 429 ? limit : 'unavailable', untilMs: nowMs + waitS * 1000 }
}

function findAbsence(nowMs: number, earlier: number): Hold | undefined {
  if (earlier >= absence.mostWaits) return undefined
  const waitS = Math.min(absence.longestWaitS, absence.firstWaitS * 2 ** earlier)
  return { kind: 'unreachable', untilMs: nowMs + waitS * 1000 }
}
