/** Inserts rows by time into a list that is ordered by time. */
import type { Direction } from '../../../query/log-query.ts'
import type { RowList } from '../columns/row-list.ts'

/** The time of a row in milliseconds, NaN without one, and the number of its source. */
type RowFacts = { timeAt: (row: number) => number; sourceAt: (row: number) => number }

/**
 * Inserts each row by its time. At the same instant it comes after rows of earlier sources, and before listed rows of its
 * own source and of later ones. A row without a time follows the row before it. Rewrites the start of the list only,
 * down to the last added row.
 */
export function insertByTime(
  list: RowList,
  added: Uint32Array,
  facts: RowFacts,
  direction: Direction,
): void {
  const sign = direction === 'desc' ? -1 : 1
  const merged: number[] = []
  let mergedCount = 0
  for (const { row, timeMs, source } of sortByTime(added, facts, sign)) {
    for (; mergedCount < list.length(); mergedCount++) {
      const listed = list.at(mergedCount)
      const beyondMs = (facts.timeAt(listed) - timeMs) * sign
      if (beyondMs > 0 || (beyondMs === 0 && facts.sourceAt(listed) >= source)) break
      merged.push(listed)
    }
    merged.push(row)
  }
  list.replaceStart(mergedCount, Uint32Array.from(merged))
}

function sortByTime(rows: Uint32Array, { timeAt, sourceAt }: RowFacts, sign: number) {
  let lastMs = -sign * Number.POSITIVE_INFINITY
  const timed = Array.from(rows, (row) => {
    const timeMs = timeAt(row)
    if (!Number.isNaN(timeMs)) lastMs = timeMs
    return { row, timeMs: lastMs, source: sourceAt(row) }
  })
  // Two rows without a time may both be at infinity, and the difference of infinities is NaN.
  return timed.sort((a, b) =>
    a.timeMs === b.timeMs ? a.source - b.source : (a.timeMs - b.timeMs) * sign,
  )
}
