/** The time range of what is in the list, which following a search extends beyond what was asked at first. */
import type { ResolvedTimeRange } from '../../query/time-range.ts'

/** The range up to where the list reaches. */
export function toReachedRange(
  timeRange: ResolvedTimeRange | undefined,
  reachesUntil: string | undefined,
): ResolvedTimeRange | undefined {
  return timeRange && reachesUntil !== undefined
    ? { ...timeRange, before: reachesUntil }
    : timeRange
}
