/** Counts entries of the list around an instant that have a value in a field. */

import { hashId } from '../columns/text-hash.ts'
import type { NearQuestion } from '../entry-store.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { findEqualRows } from './equal-rows.ts'

/** The number of other listed entries for each value; the entry with `exceptId` is not counted. */
export async function countNear(
  table: EntryTable,
  isListed: (row: number) => boolean,
  { sinceMs, beforeMs, values, exceptId }: NearQuestion,
): Promise<number[]> {
  // The hash is one object that the next call overwrites.
  const { high, low } = { ...hashId(exceptId) }
  const isOther = (row: number) => table.ids.low.at(row) !== low || table.ids.high.at(row) !== high
  const counts: number[] = []
  for (const { path, value } of values) {
    let count = 0
    for (const source of table.sources) {
      const rows = (await findEqualRows(table, source, path, [value])).get(value) ?? []
      for (const row of rows) {
        const timeMs = table.times.at(row)
        if (timeMs >= sinceMs && timeMs < beforeMs && isListed(row) && isOther(row)) count++
      }
    }
    counts.push(count)
  }
  return counts
}
