/** Doubles a time range, within the times that the log can hold. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { findLatestLimit, listRangeLimits } from '../../query/time/range-limits.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** The earliest and the latest time of a log, in epoch milliseconds. */
export type LogSpan = { fromMs: number; toMs: number }

/** The times of a log up to now: from its retention or its first day on, or from 1970 when neither is known. */
export function getLogSpan(
  dataset: Pick<Dataset, 'retentionDays' | 'coveredFrom'>,
  nowMs: number,
): LogSpan {
  const limit = findLatestLimit(listRangeLimits(dataset, 0, nowMs))
  return { fromMs: findEpochMs(limit?.before ?? '') ?? 0, toMs: nowMs }
}

/**
 * The range of double length around the same middle. Where it would leave the span, it grows at the other end instead.
 * `undefined` when the range already covers the span.
 */
export function findWiderRange(
  { since, before }: ResolvedTimeRange,
  { fromMs, toMs }: LogSpan,
): ResolvedTimeRange | undefined {
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined) return undefined
  // A range that is partly outside of the span is not cut.
  const [minMs, maxMs] = [Math.min(fromMs, sinceMs), Math.max(toMs, beforeMs)]
  if (sinceMs <= minMs && beforeMs >= maxMs) return undefined
  const lengthMs = 2 * (beforeMs - sinceMs)
  const wantedMs = sinceMs - lengthMs / 4
  const startMs = Math.max(minMs, Math.min(wantedMs, maxMs - lengthMs))
  return {
    since: formatInstant(Math.round(startMs)),
    before: formatInstant(Math.round(Math.min(maxMs, startMs + lengthMs))),
  }
}
