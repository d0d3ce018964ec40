/** Inserts rows by time into a list that is ordered by time. */
import type { Direction } from '../../../query/log-query.ts'
import type { RowList } from '../columns/row-list.ts'
import type { CommitOptions } from '../entry-store.ts'

/** What decides where rows are inserted. */
export type InsertOrder = {
  timeAt: (row: number) => number
  /** The number of the source of a row: at the same instant, rows of earlier sources come first. */
  sourceAt: (row: number) => number
  direction: Direction
  ties?: CommitOptions['ties']
}

/**
 * Inserts each row by its time, among listed rows of the same time by its source, and before or after those of the same
 * source. A row without a time follows the row before it. Rewrites the start of the list only, down to the last added
 * row.
 */
export function insertByTime(list: RowList, added: Uint32Array, order: InsertOrder): void {
  const { timeAt, sourceAt, direction, ties = 'before' } = order
  const sign = direction === 'desc' ? -1 : 1
  const merged: number[] = []
  let mergedCount = 0

  /** Whether a listed row comes after a row that is added. A row without a time belongs to the row before it. */
  function isAfter(listed: number, row: number, timeMs: number): boolean {
    const apartMs = (timeAt(listed) - timeMs) * sign
    if (apartMs !== 0) return apartMs > 0
    const apart = sourceAt(listed) - sourceAt(row)
    return ties === 'before' ? apart >= 0 : apart > 0
  }

  for (const { row, timeMs } of sortByTime(added, order, sign)) {
    while (mergedCount < list.length() && !isAfter(list.at(mergedCount), row, timeMs)) {
      merged.push(list.at(mergedCount++))
    }
    merged.push(row)
  }
  list.replaceStart(mergedCount, Uint32Array.from(merged))
}

function sortByTime(rows: Uint32Array, { timeAt, sourceAt }: InsertOrder, sign: number) {
  let lastMs = -sign * Number.POSITIVE_INFINITY
  const timed = Array.from(rows, (row) => {
    const timeMs = timeAt(row)
    if (!Number.isNaN(timeMs)) lastMs = timeMs
    return { row, timeMs: lastMs }
  })
  // Two rows without a time may both be at infinity, and the difference of infinities is NaN.
  return timed.sort((a, b) =>
    a.timeMs === b.timeMs ? sourceAt(a.row) - sourceAt(b.row) : (a.timeMs - b.timeMs) * sign,
  )
}
