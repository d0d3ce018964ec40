/** Inserts rows by time into a list that is ordered by time. */
import type { Direction } from '../../../query/log-query.ts'
import type { RowList } from '../columns/row-list.ts'

/**
 * Inserts each row by its time, before listed rows of the same time. A row without a time follows the row before
 * it. Rewrites the start of the list only, down to the last added row.
 */
export function insertByTime(
  list: RowList,
  added: Uint32Array,
  timeAt: (row: number) => number,
  direction: Direction,
): void {
  const sign = direction === 'desc' ? -1 : 1
  const merged: number[] = []
  let mergedCount = 0
  for (const { row, timeMs } of sortByTime(added, timeAt, sign)) {
    while (mergedCount < list.length() && !((timeAt(list.at(mergedCount)) - timeMs) * sign >= 0)) {
      merged.push(list.at(mergedCount++))
    }
    merged.push(row)
  }
  list.replaceStart(mergedCount, Uint32Array.from(merged))
}

function sortByTime(rows: Uint32Array, timeAt: (row: number) => number, sign: number) {
  let lastMs = -sign * Number.POSITIVE_INFINITY
  const timed = Array.from(rows, (row) => {
    const timeMs = timeAt(row)
    if (!Number.isNaN(timeMs)) lastMs = timeMs
    return { row, timeMs: lastMs }
  })
  // Two rows without a time may both be at infinity, and the difference of infinities is NaN.
  return timed.sort((a, b) => (a.timeMs === b.timeMs ? 0 : (a.timeMs - b.timeMs) * sign))
}
