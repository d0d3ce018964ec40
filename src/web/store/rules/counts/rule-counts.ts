/** Counts the rows that one rule matches. */
import { chunkSize } from '../../columns/chunked-array.ts'
import type { TimeChunk } from '../../columns/time-column.ts'
import type { EntryTable } from '../../list/entry-table.ts'
import type { RowRange } from '../../list/source-rows.ts'
import type { MatchRows } from '../match-rows.ts'
import { maxBars, moveCounts, noBars, type TimeBars } from './time-bars.ts'

/** The counts of a rule. */
export type RuleCounts = {
  /** The rows that the rule matches, whether they count or not. */
  matches: MatchRows
  count: number
  /** The times of the first and the last match; infinite when none has one. */
  firstMs: number
  lastMs: number
  /** How many matches are in each of the bars. */
  inBars: Uint32Array
  bars: TimeBars
}

/** The counts of a rule before any match was counted. */
export const createRuleCounts = (matches: MatchRows): RuleCounts => ({
  ...{ matches, count: 0, inBars: new Uint32Array(maxBars), bars: noBars },
  ...{ firstMs: Number.POSITIVE_INFINITY, lastMs: Number.NEGATIVE_INFINITY },
})

/**
 * The counts with those of further rows: rows that have a 1 in `counted`, in ranges that each lie in one chunk. The bars are
 * those of the list, and cover the bars before.
 */
export function addMatches(
  before: RuleCounts,
  { times }: Pick<EntryTable, 'times'>,
  counted: Uint8Array,
  ranges: readonly RowRange[],
  bars: TimeBars,
): RuleCounts {
  const { matches } = before
  const counts = { ...before, inBars: moveCounts(before.inBars, before.bars, bars), bars }
  for (const { from, to } of ranges) {
    const rows = matches.all().subarray(matches.countBelow(from), matches.countBelow(to))
    const chunk = times.chunks[Math.floor(from / chunkSize)]
    if (chunk) addRows(counts, rows, counted, chunk)
  }
  return counts
}

/** When all is counted there may be millions of matches: little is done for each. */
function addRows(
  counts: RuleCounts,
  rows: Uint32Array,
  counted: Uint8Array,
  { baseMs, times }: TimeChunk,
): void {
  let { count, firstMs, lastMs } = counts
  const { inBars, bars } = counts
  const barsPerMs = 1 / bars.barMs
  const startMs = bars.first * bars.barMs
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    if (counted[row] !== 1) continue
    count++
    const timeMs = baseMs + (times[row % chunkSize] ?? Number.NaN)
    if (timeMs < firstMs) firstMs = timeMs
    if (timeMs > lastMs) lastMs = timeMs
    const bar = Math.floor((timeMs - startMs) * barsPerMs)
    // Without a time it is NaN.
    if (bar >= 0) inBars[bar] = (inBars[bar] ?? 0) + 1
  }
  Object.assign(counts, { count, firstMs, lastMs })
}
