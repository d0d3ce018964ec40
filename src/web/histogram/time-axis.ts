/** The time axis of the histogram: the range of a search as buckets, and its parts that were not read. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** A range in epoch milliseconds, divided into equal buckets. */
export type TimeAxis = { sinceMs: number; beforeMs: number; buckets: number }

/** Maximum number of bars. */
const maxBuckets = 120

/** The axis of a range; `undefined` for an empty range. A bucket is at least one millisecond wide. */
export function findTimeAxis({ since, before }: ResolvedTimeRange): TimeAxis | undefined {
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined || beforeMs <= sinceMs) return undefined
  return { sinceMs, beforeMs, buckets: Math.min(maxBuckets, beforeMs - sinceMs) }
}

/** The start of a bucket in epoch milliseconds; for `buckets` it is the end of the range. */
export function toBucketMs({ sinceMs, beforeMs, buckets }: TimeAxis, bucket: number): number {
  return Math.round(sinceMs + ((beforeMs - sinceMs) * bucket) / buckets)
}

/** The bucket boundary that is nearest to an instant. */
export function toBoundary({ sinceMs, beforeMs, buckets }: TimeAxis, ms: number): number {
  const boundary = Math.round(((ms - sinceMs) / (beforeMs - sinceMs)) * buckets)
  return Math.max(0, Math.min(buckets, boundary))
}

/** A part of the axis that was not read; the whole axis is 0 to 1. */
export type Gap = { from: number; to: number }

/** The position on the axis, from 0 to 1, at which the log begins; 0 if it covers the whole range. */
export function getLogStart(
  { sinceMs, beforeMs }: TimeAxis,
  notBefore: string | undefined,
): number {
  const ms = findEpochMs(notBefore ?? '') ?? sinceMs
  return Math.max(0, Math.min(1, (ms - sinceMs) / (beforeMs - sinceMs)))
}

/** The parts of the axis from `start` on that were not read. */
export function listGaps(
  axis: TimeAxis,
  coverage: readonly ResolvedTimeRange[],
  start = 0,
): readonly Gap[] {
  const length = axis.beforeMs - axis.sinceMs
  const toFraction = (instant: string) => ((findEpochMs(instant) ?? 0) - axis.sinceMs) / length
  const gaps: Gap[] = []
  let from = start
  const read = coverage.map(({ since, before }) => [toFraction(since), toFraction(before)] as const)
  for (const [begin, end] of [...read].sort(([a], [b]) => a - b)) {
    if (begin > from) gaps.push({ from, to: Math.min(1, begin) })
    from = Math.max(from, end)
  }
  if (from < 1) gaps.push({ from, to: 1 })
  return gaps
}

/** Whether any part of a bucket was not read. */
export function isInGap(axis: TimeAxis, gaps: readonly Gap[], bucket: number): boolean {
  const [from, to] = [bucket / axis.buckets, (bucket + 1) / axis.buckets]
  return gaps.some((gap) => gap.from < to && gap.to > from)
}
