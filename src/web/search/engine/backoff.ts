/** Decides whether requests wait and retry after a failure, and for how long. */
import type { FailureDetail } from '../../api/api-failure.ts'
import { findOwnRefusal } from '../../api/own-refusals.ts'

/** A wait before a retry. `untilMs` is by the proxy's clock; absent while the network is gone. */
export type Backoff = {
  kind: 'limited' | 'share' | 'busy' | 'attempts' | 'unavailable' | 'unreachable' | 'offline'
  untilMs: number | undefined
}

/** The wait when the API names no time, and the longest wait that an answer may ask for. */
const defaultWaitS = 60
const maxWaitS = 300

/** Waits while the proxy does not answer: the first, the longest, and how many before giving up. */
const absence = { firstWaitS: 5, maxWaitS: 30, maxWaits: 10 } as const

/**
 * The backoff after a failure; `undefined` when only the analyst may retry. `waits` counts the
 * consecutive waits before this one: they grow when the API names no time.
 */
export function findBackoff(
  failure: FailureDetail,
  nowMs: number,
  waits: number,
): Backoff | undefined {
  if (failure.kind === 'offline') return { kind: 'offline', untilMs: undefined }
  if (failure.kind === 'unreachable') return findAbsence(nowMs, waits)
  if (failure.kind !== 'refused') return undefined
  const { status, retryAfterS, errors } = failure
  const own = findOwnRefusal(errors)?.wait
  if (own === 'absent') return findAbsence(nowMs, waits)
  if (status !== 429 && (status !== 503 || retryAfterS === undefined)) return undefined
  const requestedS = retryAfterS ?? defaultWaitS * 2 ** waits
  const waitS = Math.min(maxWaitS, Math.max(1, requestedS))
  return {
    kind: status === 429 ? (own ?? 'limited') : 'unavailable',
    untilMs: nowMs + waitS * 1000,
  }
}

function findAbsence(nowMs: number, waits: number): Backoff | undefined {
  if (waits >= absence.maxWaits) return undefined
  const waitS = Math.min(absence.maxWaitS, absence.firstWaitS * 2 ** waits)
  return { kind: 'unreachable', untilMs: nowMs + waitS * 1000 }
}
