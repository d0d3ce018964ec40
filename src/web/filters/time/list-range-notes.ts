/** Lists where a time range reaches beyond what its log can contain, so that an empty result is not misread. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import { listRangeLimits } from '../../../query/time/range-limits.ts'
import { findRangeMs, type ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** A note about a range: `mark` in two or three words, and a sentence. */
export type RangeNote = { mark: string; sentence: string }

/** The notes about a range; empty if the log covers it. `nowMs` is the time of the proxy's clock. */
export function listRangeNotes(
  dataset: Dataset,
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  nowMs: number | undefined,
): readonly RangeNote[] {
  const beforeMs = findEpochMs(
    (timeRange.kind === 'absolute' && timeRange.before) || (resolved?.before ?? ''),
  )
  // Retention is counted back from now; without the proxy's clock, the end of the range is the best estimate.
  const latestMs = nowMs ?? beforeMs
  const sinceMs = findSinceMs(timeRange, resolved, latestMs)
  const notes: RangeNote[] = []
  if (nowMs !== undefined && sinceMs !== undefined && sinceMs > nowMs) {
    notes.push({
      mark: 'in the future',
      sentence: 'The range begins in the future; nothing can be in it yet.',
    })
  } else if (nowMs !== undefined && beforeMs !== undefined && beforeMs > nowMs + 1000) {
    notes.push({
      mark: 'ends in the future',
      sentence: 'The range ends in the future; what is recorded until then is not in it yet.',
    })
  }
  return [...notes, ...listRangeLimits(dataset, sinceMs, latestMs)]
}

function findSinceMs(
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  latestMs: number | undefined,
): number | undefined {
  if (timeRange.kind === 'absolute') return findEpochMs(timeRange.since ?? resolved?.since ?? '')
  return latestMs === undefined ? undefined : latestMs - (findRangeMs(timeRange.range) ?? 0)
}
