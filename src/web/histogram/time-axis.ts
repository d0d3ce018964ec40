/** The time axis of the histogram: the range of a search as buckets, and its parts that were not read. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import { findClockBuckets } from '../../query/time/clock-buckets.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'

/** A range in epoch milliseconds, divided into buckets by the clocks of a zone. */
export type TimeAxis = {
  sinceMs: number
  beforeMs: number
  /** The start of each bucket, and the end of the last one. */
  edges: readonly number[]
  /** The length of a bucket in words: `30 min`. */
  interval: string
  timeZone: string
}

/** The axis of a range; `undefined` for an empty range. */
export function findTimeAxis(
  { since, before }: ResolvedTimeRange,
  timeZone: string,
): TimeAxis | undefined {
  const [sinceMs, beforeMs] = [findEpochMs(since), findEpochMs(before)]
  if (sinceMs === undefined || beforeMs === undefined) return undefined
  const buckets = findClockBuckets(sinceMs, beforeMs, timeZone)
  return (
    buckets && { sinceMs, beforeMs, edges: buckets.edges, interval: buckets.step.name, timeZone }
  )
}

/** The number of buckets. */
export function countBuckets({ edges }: TimeAxis): number {
  return edges.length - 1
}

/** The start of a bucket in epoch milliseconds; for the number of buckets it is the end of the range. */
export function toBucketMs({ edges, beforeMs }: TimeAxis, bucket: number): number {
  return edges[bucket] ?? beforeMs
}

/** The position of an edge on the axis, from 0 to 1. */
export function toEdgeFraction(axis: TimeAxis, edge: number): number {
  return toFraction(axis, toBucketMs(axis, edge))
}

/** The bucket that contains an instant; the first or the last one for an instant outside of the range. */
export function findBucket(axis: TimeAxis, ms: number): number {
  const next = axis.edges.findIndex((edge) => edge > ms)
  return next === -1 ? countBuckets(axis) - 1 : Math.max(0, next - 1)
}

/** The edge that is nearest to an instant. */
export function toBoundary(axis: TimeAxis, ms: number): number {
  const bucket = findBucket(axis, ms)
  const [from, to] = [toBucketMs(axis, bucket), toBucketMs(axis, bucket + 1)]
  return ms - from < to - ms ? bucket : bucket + 1
}

/** The edges of a brush between two instants: at least the bucket in which it is. */
export function toBrush(axis: TimeAxis, fromMs: number, toMs: number): [from: number, to: number] {
  const [from, to] = [toBoundary(axis, fromMs), toBoundary(axis, toMs)]
  const middle = findBucket(axis, (fromMs + toMs) / 2)
  return from < to ? [from, to] : [middle, middle + 1]
}

/** A part of the axis that was not read; the whole axis is 0 to 1. */
export type Gap = { from: number; to: number }

/** The position on the axis, from 0 to 1, at which the log begins; 0 if it covers the whole range. */
export function getLogStart(axis: TimeAxis, notBefore: string | undefined): number {
  const ms = findEpochMs(notBefore ?? '') ?? axis.sinceMs
  return Math.max(0, Math.min(1, toFraction(axis, ms)))
}

/** The parts of the axis from `start` on that were not read. */
export function listGaps(
  axis: TimeAxis,
  coverage: readonly ResolvedTimeRange[],
  start = 0,
): readonly Gap[] {
  const toPosition = (instant: string) => toFraction(axis, findEpochMs(instant) ?? 0)
  const gaps: Gap[] = []
  let from = start
  const read = coverage.map(({ since, before }) => [toPosition(since), toPosition(before)] as const)
  for (const [begin, end] of [...read].sort(([a], [b]) => a - b)) {
    if (begin > from) gaps.push({ from, to: Math.min(1, begin) })
    from = Math.max(from, end)
  }
  if (from < 1) gaps.push({ from, to: 1 })
  return gaps
}

/** Whether a part of a bucket or the whole was not read; `undefined` when all of it was read. */
export function findUnread(
  axis: TimeAxis,
  gaps: readonly Gap[],
  bucket: number,
): 'part' | 'whole' | undefined {
  const [from, to] = [toEdgeFraction(axis, bucket), toEdgeFraction(axis, bucket + 1)]
  if (gaps.some((gap) => gap.from <= from && gap.to >= to)) return 'whole'
  return gaps.some((gap) => gap.from < to && gap.to > from) ? 'part' : undefined
}

function toFraction({ sinceMs, beforeMs }: TimeAxis, ms: number): number {
  return (ms - sinceMs) / (beforeMs - sinceMs)
}
