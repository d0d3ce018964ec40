/** The range of a search as buckets of time, and which parts of it were read. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** The range in milliseconds, cut into equal buckets. */
export type TimeAxis = { sinceMs: number; beforeMs: number; buckets: number }

/** How many bars are drawn at most. */
const maxBuckets = 120

/** The axis of a range; `undefined` for an empty one. A bucket is at least a millisecond. */
export function findTimeAxis({ since, before }: ResolvedTimeRange): TimeAxis | undefined {
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined || beforeMs <= sinceMs) return undefined
  return { sinceMs, beforeMs, buckets: Math.min(maxBuckets, beforeMs - sinceMs) }
}

/** The instant at which a bucket begins; that of `buckets` is the end of the range. */
export function toBucketMs({ sinceMs, beforeMs, buckets }: TimeAxis, bucket: number): number {
  return Math.round(sinceMs + ((beforeMs - sinceMs) * bucket) / buckets)
}

/** The bucket boundary nearest to an instant. */
export function toBoundary({ sinceMs, beforeMs, buckets }: TimeAxis, ms: number): number {
  const place = Math.round(((ms - sinceMs) / (beforeMs - sinceMs)) * buckets)
  return Math.max(0, Math.min(buckets, place))
}

/** A part of the axis, from 0 to 1. */
export type Gap = { from: number; to: number }

/** Where on the axis the log begins, from 0 to 1; 0 when it holds all of the range. */
export function findStart({ sinceMs, beforeMs }: TimeAxis, notBefore: string | undefined): number {
  const ms = findEpochMs(notBefore ?? '') ?? sinceMs
  return Math.max(0, Math.min(1, (ms - sinceMs) / (beforeMs - sinceMs)))
}

/** The parts of the axis from `start` on that were not read. */
export function findGaps(
  axis: TimeAxis,
  coverage: readonly ResolvedTimeRange[],
  start = 0,
): readonly Gap[] {
  const length = axis.beforeMs - axis.sinceMs
  const toPlace = (instant: string) => ((findEpochMs(instant) ?? 0) - axis.sinceMs) / length
  const gaps: Gap[] = []
  let from = start
  const read = coverage.map(({ since, before }) => [toPlace(since), toPlace(before)] as const)
  for (const [begin, end] of [...read].sort(([a], [b]) => a - b)) {
    if (begin > from) gaps.push({ from, to: Math.min(1, begin) })
    from = Math.max(from, end)
  }
  if (from < 1) gaps.push({ from, to: 1 })
  return gaps
}

/** Whether a bucket lies in a part that was not read whole. */
export function isInGap(axis: TimeAxis, gaps: readonly Gap[], bucket: number): boolean {
  const [from, to] = [bucket / axis.buckets, (bucket + 1) / axis.buckets]
  return gaps.some((gap) => gap.from < to && gap.to > from)
}
