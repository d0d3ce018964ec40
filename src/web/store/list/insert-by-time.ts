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
 * source. A row without a time follows the row before it. Rewrites the list only from the first added row to the last.
 */
export function insertByTime(list: RowList, added: Uint32Array, order: InsertOrder): void {
  const { timeAt, sourceAt, direction, ties = 'before' } = order
  const sign = direction === 'desc' ? -1 : 1
  /** The added rows, and the listed ones between them: from `start` up to, not including, `next`. */
  const merged: number[] = []
  let start: number | undefined
  let next = 0

  /** Whether a listed row comes after a row that is added. A row without a time belongs to the row before it. */
  function isAfter(listed: number, row: number, timeMs: number): boolean {
    const apartMs = (timeAt(listed) - timeMs) * sign
    if (apartMs !== 0) return apartMs > 0
    const apart = sourceAt(listed) - sourceAt(row)
    return ties === 'before' ? apart >= 0 : apart > 0
  }

  for (const { row, timeMs } of sortByTime(added, order, sign)) {
    const index = list.findIndex(next, (listed) => isAfter(listed, row, timeMs))
    start ??= index
    if (start < index)
      for (const listed of list.slice(Math.max(next, start), index)) merged.push(listed)
    merged.push(row)
    next = index
  }
  if (start !== undefined) list.replace(start, next - start, Uint32Array.from(merged))
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
