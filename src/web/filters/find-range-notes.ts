/** Where a time range reaches beyond what its log can show: said before anybody trusts an empty result. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { TimeRange } from '../../query/log-query.ts'
import { findRangeMs, type ResolvedTimeRange } from '../../query/time-range.ts'

const dayMs = 86_400_000

/** Sentences about a range; none while the log covers it. `nowMs` is the proxy's clock. */
export function findRangeNotes(
  dataset: Dataset,
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  nowMs: number | undefined,
): readonly string[] {
  const beforeMs = findEpochMs(
    (timeRange.kind === 'absolute' && timeRange.before) || (resolved?.before ?? ''),
  )
  // The end of a range is never later than the moment from which retention is counted back.
  const latestMs = nowMs ?? beforeMs
  const sinceMs = findSinceMs(timeRange, resolved, latestMs)
  const notes: string[] = []
  const { retentionDays, coveredFrom } = dataset
  const days = findDays(timeRange, sinceMs, latestMs)
  if (retentionDays !== undefined && days !== undefined && days > retentionDays) {
    notes.push(
      `This log keeps entries for about ${toMonths(retentionDays)}; the range begins ${Math.ceil(days)} days back, and what is older cannot appear.`,
    )
  }
  if (coveredFrom && sinceMs !== undefined && sinceMs < Date.parse(coveredFrom.date)) {
    notes.push(`This log begins on ${coveredFrom.date}. ${coveredFrom.instead}`)
  }
  if (nowMs !== undefined && sinceMs !== undefined && sinceMs > nowMs) {
    notes.push('The range begins in the future; nothing can be in it yet.')
  } else if (nowMs !== undefined && beforeMs !== undefined && beforeMs > nowMs + 1000) {
    notes.push('The range ends in the future; what is recorded until then is not in it yet.')
  }
  return notes
}

function findSinceMs(
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  latestMs: number | undefined,
): number | undefined {
  if (timeRange.kind === 'absolute') return findEpochMs(timeRange.since ?? resolved?.since ?? '')
  return latestMs === undefined ? undefined : latestMs - (findRangeMs(timeRange.range) ?? 0)
}

function findDays(
  timeRange: TimeRange,
  sinceMs: number | undefined,
  latestMs: number | undefined,
): number | undefined {
  if (timeRange.kind === 'relative') return (findRangeMs(timeRange.range) ?? 0) / dayMs
  if (sinceMs === undefined || latestMs === undefined) return undefined
  return (latestMs - sinceMs) / dayMs
}

function toMonths(days: number): string {
  return days >= 60 ? `${Math.round(days / 30.44)} months` : `${days} days`
}
