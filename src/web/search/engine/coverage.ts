/** The parts of the time range that were read completely. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** Adds the time between two instants, in any order, and merges adjacent parts. */
export function addCoverage(
  coverage: readonly ResolvedTimeRange[],
  aMs: number,
  bMs: number,
): readonly ResolvedTimeRange[] {
  let [from, to] = [Math.min(aMs, bMs), Math.max(aMs, bMs)]
  const apart = coverage.filter(({ since, before }) => {
    const sinceMs = findEpochMs(since) ?? 0
    const beforeMs = findEpochMs(before) ?? 0
    if (beforeMs < from || sinceMs > to) return true
    from = Math.min(from, sinceMs)
    to = Math.max(to, beforeMs)
    return false
  })
  if (from === to) return coverage
  const merged = { since: formatInstant(from), before: formatInstant(to) }
  return [...apart, merged].sort((a, b) => (a.since < b.since ? -1 : 1))
}

/** The time that is covered by all of these. */
export function intersectCoverage(
  coverages: readonly (readonly ResolvedTimeRange[])[],
): readonly ResolvedTimeRange[] {
  const [first = [], ...others] = coverages
  return others.reduce((common, coverage) => {
    const parts = common.flatMap((one) => coverage.flatMap((other) => findOverlap(one, other)))
    return parts.sort((a, b) => (a.since < b.since ? -1 : 1))
  }, first)
}

/** The time that two ranges share, as a list of one range or none. */
export function findOverlap(
  one: ResolvedTimeRange,
  other: ResolvedTimeRange,
): readonly ResolvedTimeRange[] {
  const ms = (instant: string) => findEpochMs(instant) ?? 0
  const since = ms(one.since) >= ms(other.since) ? one.since : other.since
  const before = ms(one.before) <= ms(other.before) ? one.before : other.before
  return ms(since) < ms(before) ? [{ since, before }] : []
}
