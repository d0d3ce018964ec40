/** Joins rows to a list of which the newest come first, each where its time belongs. */
import type { RowList } from '../columns/row-list.ts'

/**
 * Late entries stand among those that happened with them; what is as old as a listed row comes before it.
 * A row without a time follows the one before it. Only the start of the list, down to the oldest row
 * added, is written anew.
 */
export function insertByTime(
  list: RowList,
  added: Uint32Array,
  timeAt: (row: number) => number,
): void {
  const merged: number[] = []
  let taken = 0
  for (const { row, timeMs } of sortByTime(added, timeAt)) {
    while (taken < list.length() && !(timeAt(list.at(taken)) <= timeMs)) {
      merged.push(list.at(taken++))
    }
    merged.push(row)
  }
  list.replaceStart(taken, Uint32Array.from(merged))
}

function sortByTime(rows: Uint32Array, timeAt: (row: number) => number) {
  let lastMs = Number.POSITIVE_INFINITY
  const timed = Array.from(rows, (row) => {
    const timeMs = timeAt(row)
    if (!Number.isNaN(timeMs)) lastMs = timeMs
    return { row, timeMs: lastMs }
  })
  // Two rows without a time may both be at infinity, whose difference is no number.
  return timed.sort((a, b) => (a.timeMs === b.timeMs ? 0 : b.timeMs - a.timeMs))
}
