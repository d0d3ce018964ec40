/** The time range of a list that reaches beyond the requested one. */
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** The time range that the list covers; following extends it beyond the requested range. */
export function toReachedRange(
  timeRange: ResolvedTimeRange | undefined,
  reachesUntil: string | undefined,
): ResolvedTimeRange | undefined {
  return timeRange && reachesUntil !== undefined
    ? { ...timeRange, before: reachesUntil }
    : timeRange
}
