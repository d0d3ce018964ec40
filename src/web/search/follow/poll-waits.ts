/** How polls and readings for late entries wait: one rule for both. */
import type { FailureDetail } from '../../api/api-failure.ts'
import { findBackoff } from '../engine/backoff.ts'

/** The time between polls. */
export const pollEveryMs = 15_000

/** After a poll had too much to read: the share of what it read that the next one asks for. */
export const shareOfOverrun = 0.7

/** How long to wait after a failure, after this many consecutive `waits`; `undefined` when it is not tried again. */
export function findPollWaitMs(
  failure: FailureDetail,
  nowMs: number,
  waits: number,
): number | undefined {
  const backoff = findBackoff(failure, nowMs, waits)
  if (!backoff) return undefined
  return backoff.untilMs === undefined ? pollEveryMs : backoff.untilMs - nowMs
}
