/**
 * Finds where enough happens within a timespan. The window slides: it is at no fixed boundary, and contains all matches of
 * which the last is at most the timespan after the first.
 */
import type { StepMatch } from './group-matches.ts'

/** Matches from one index until before another, and the indexes at which the condition was met. */
export type MatchRange = { from: number; to: number; metAt: readonly number[] }

/** How a window counts: different keys of its matches. */
export type WindowCount = {
  keyOf: (match: StepMatch) => string | number
  isMet: (count: number) => boolean
}

/**
 * The ranges in which windows meet the condition; windows that share a match are one range. Only windows that cannot contain
 * more are tested, so that the beginning of a burst of 500 does not match “at most 10”. The matches are ordered by time.
 * Linear in their number.
 */
export function findWindows(
  matches: readonly StepMatch[],
  timespanMs: number,
  { keyOf, isMet }: WindowCount,
): readonly MatchRange[] {
  const ranges: { from: number; to: number }[] = []
  const metAt: number[] = []
  const counts = new Map<string | number, number>()
  const timeOf = (index: number) => matches[index]?.timeMs ?? Number.POSITIVE_INFINITY
  let from = 0
  for (let at = 0; at < matches.length; ) {
    const timeMs = timeOf(at)
    let to = at
    for (; timeOf(to) === timeMs; to++) changeCount(counts, matches[to], keyOf, 1)
    for (; timeMs - timeOf(from) > timespanMs; from++) changeCount(counts, matches[from], keyOf, -1)
    if (isMet(counts.size)) {
      for (let index = at; index < to; index++) metAt.push(index)
      // Otherwise the next window contains all of this one.
      if (timeOf(to) - timeOf(from) > timespanMs) addRange(ranges, from, to)
    }
    at = to
  }
  return splitByRange(ranges, metAt)
}

function changeCount(
  counts: Map<string | number, number>,
  match: StepMatch | undefined,
  keyOf: WindowCount['keyOf'],
  change: 1 | -1,
): void {
  if (!match) return
  const key = keyOf(match)
  const count = (counts.get(key) ?? 0) + change
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}

function addRange(ranges: { from: number; to: number }[], from: number, to: number): void {
  const last = ranges.at(-1)
  if (last && from < last.to) last.to = to
  else ranges.push({ from, to })
}

/** Both are in ascending order. */
function splitByRange(
  ranges: readonly { from: number; to: number }[],
  indexes: readonly number[],
): readonly MatchRange[] {
  let next = 0
  const takeBefore = (end: number) => {
    const first = next
    while ((indexes[next] ?? Number.POSITIVE_INFINITY) < end) next += 1
    return indexes.slice(first, next)
  }
  return ranges.map(({ from, to }) => {
    takeBefore(from)
    return { from, to, metAt: takeBefore(to) }
  })
}
