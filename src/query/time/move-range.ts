/** Moves and widens the time range of a search: the range before or after it, and one of twice its length. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import type { TimeRange } from '../log-query.ts'
import type { ResolvedTimeRange } from './time-range.ts'

type AbsoluteRange = Extract<TimeRange, { kind: 'absolute' }>

/**
 * The range of the same length directly before (`-1`) or after (`1`) a range; `undefined` when it would begin at or after
 * the present (`nowMs`, in epoch milliseconds). It may end after the present.
 */
export function shiftRange(
  { since, before }: ResolvedTimeRange,
  by: -1 | 1,
  nowMs: number,
): AbsoluteRange | undefined {
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined) return undefined
  const distanceMs = (beforeMs - sinceMs) * by
  return sinceMs + distanceMs >= nowMs
    ? undefined
    : toAbsolute(sinceMs + distanceMs, beforeMs + distanceMs)
}

/** The range of twice the length around the middle of a range; one that would end after the present ends there. */
export function zoomOutRange(
  { since, before }: ResolvedTimeRange,
  nowMs: number,
): AbsoluteRange | undefined {
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined) return undefined
  const lengthMs = Math.max(1, beforeMs - sinceMs)
  const nextBeforeMs = Math.max(beforeMs, Math.min(beforeMs + lengthMs / 2, nowMs))
  return toAbsolute(Math.floor(nextBeforeMs - lengthMs * 2), nextBeforeMs)
}

const [minMs, maxMs] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T00:00:00Z')]

function toAbsolute(sinceMs: number, beforeMs: number): AbsoluteRange | undefined {
  if (sinceMs < minMs || beforeMs > maxMs) return undefined
  return { kind: 'absolute', since: formatInstant(sinceMs), before: formatInstant(beforeMs) }
}
