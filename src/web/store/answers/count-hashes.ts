/** Counts the values of a field whose column holds hashes. */
import { chunkSize } from '../columns/chunked-array.ts'
import type { HashedValues } from '../columns/field-column.ts'
import type { RowMask } from '../columns/row-mask.ts'

/** For each distinct value: one row that has it, and how many rows have it. */
export type HashCounts = {
  rows: Uint32Array
  counts: Uint32Array
  missing: number
  distinct: number
}

/** Counts the distinct hashes of the rows of a mask, in an open-addressing table. */
export function countHashes({ high, low }: HashedValues, mask: RowMask): HashCounts {
  let slots = new Int32Array(4096).fill(-1)
  let rows = new Uint32Array(2048)
  let counts = new Uint32Array(2048)
  let missing = 0
  let distinct = 0

  function findSlot(row: number): number {
    const wantedHigh = high.at(row)
    const wantedLow = low.at(row)
    const last = slots.length - 1
    for (let at = wantedLow & last; ; at = (at + 1) & last) {
      const value = slots[at] ?? -1
      if (value === -1) return at
      const example = rows[value] ?? 0
      if (low.at(example) === wantedLow && high.at(example) === wantedHigh) return at
    }
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2).fill(-1)
    rows = copyTo(new Uint32Array(rows.length * 2), rows)
    counts = copyTo(new Uint32Array(counts.length * 2), counts)
    for (let value = 0; value < distinct; value++) slots[findSlot(rows[value] ?? 0)] = value
  }

  function count(row: number): void {
    if (high.at(row) === 0) {
      missing++
      return
    }
    const slot = findSlot(row)
    let value = slots[slot] ?? -1
    if (value === -1) {
      value = distinct++
      slots[slot] = value
      rows[value] = row
    }
    counts[value] = (counts[value] ?? 0) + 1
    if (distinct === rows.length) grow()
  }

  high.chunks.forEach((_, number) => {
    for (const offset of mask.offsetsIn(number)) count(number * chunkSize + offset)
  })
  return { rows, counts: counts.subarray(0, distinct), missing, distinct }
}

function copyTo<T extends Uint32Array>(target: T, source: Uint32Array): T {
  target.set(source)
  return target
}
