/** Resolves the time range of a question that may be answered from an earlier read. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { TimeRange } from '../log-query.ts'
import { findRangeMs, type ResolvedTimeRange, resolveTimeRange } from '../time/time-range.ts'
import type { AskedQuestion } from './find-narrowing.ts'

/** Another range that ends now may end at the moment of the read while that is at most this part of it ago. */
const maxAgeShare = 0.1

/**
 * The time range that `next` has in a read. The same range as that of the read has the bounds of the read. Another
 * range that ends now ends with the read, unless the read is too old for that; it then ends at `nowMs`.
 */
export function resolveRangeInRead(
  read: AskedQuestion,
  next: TimeRange,
  nowMs: number,
): ResolvedTimeRange {
  const { timeRange } = read.query
  if (isSameRange(timeRange, next)) return read.timeRange
  const readMs = findEpochMs(read.timeRange.before)
  if (readMs === undefined || !endsNow(timeRange) || !endsNow(next)) {
    return resolveTimeRange(next, nowMs)
  }
  const lengthMs =
    next.kind === 'relative'
      ? (findRangeMs(next.range) ?? 0)
      : readMs - (findEpochMs(next.since ?? '') ?? readMs)
  const isRecent = nowMs - readMs <= lengthMs * maxAgeShare
  return resolveTimeRange(next, isRecent ? readMs : nowMs)
}

function isSameRange(one: TimeRange, other: TimeRange): boolean {
  if (one.kind === 'relative') return other.kind === 'relative' && other.range === one.range
  return other.kind === 'absolute' && other.since === one.since && other.before === one.before
}

function endsNow(range: TimeRange): boolean {
  return range.kind === 'relative' || findEpochMs(range.before ?? '') === undefined
}
