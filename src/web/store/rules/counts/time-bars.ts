/**
 * Divides the time of a list into bars. Each is a power of two milliseconds long and starts at a multiple of its length.
 * So a longer bar covers shorter ones entirely, and counts of a list that grows can be added up.
 */

/** Bars that follow each other. */
export type TimeBars = {
  /** The length of each. */
  barMs: number
  /** The start of the first one, as a multiple of `barMs` since the epoch. */
  first: number
  /** How many there are: at most `maxBars`. */
  count: number
}

/** Maximum number of bars. A time of `maxBars` milliseconds and more has at least 13. */
export const maxBars = 24

/** The bars of a list in which no entry has a time. */
export const noBars: TimeBars = { barMs: 1, first: 0, count: 0 }

/** The shortest bars that cover both times and all between; none when there is no time, and both are infinite. */
export function toTimeBars(fromMs: number, toMs: number): TimeBars {
  if (!(fromMs <= toMs)) return noBars
  for (let barMs = 1; ; barMs *= 2) {
    const first = Math.floor(fromMs / barMs)
    const count = Math.floor(toMs / barMs) - first + 1
    if (count <= maxBars) return { barMs, first, count }
  }
}

/** The counts of bars, added up for bars that cover them. */
export function moveCounts(counts: Uint32Array, from: TimeBars, to: TimeBars): Uint32Array {
  const moved = new Uint32Array(maxBars)
  for (let at = 0; at < from.count; at++) {
    const bar = Math.floor(((from.first + at) * from.barMs) / to.barMs) - to.first
    moved[bar] = (moved[bar] ?? 0) + (counts[at] ?? 0)
  }
  return moved
}
