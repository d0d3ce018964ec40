/** Sums up the rows of a list that count: those of sources that are not hidden. */
import { chunkSize } from '../../columns/chunked-array.ts'
import type { RowMask } from '../../columns/row-mask.ts'
import type { EntryTable } from '../../list/entry-table.ts'
import type { RowRange } from '../../list/source-rows.ts'

/** How many rows there are, and their first and last time; infinite when no row has one. */
export type ListSums = { of: number; fromMs: number; toMs: number }

/** The sums of no row. */
export const noSums: ListSums = {
  ...{ of: 0, fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY },
}

/** A 1 for each row of the list whose source is not hidden. Must not be changed, and is valid until the list grows. */
export function toCounted(
  table: Pick<EntryTable, 'sources' | 'rangesOf'>,
  listed: RowMask,
  hidden: readonly string[],
): Uint8Array {
  if (hidden.length === 0) return listed.bytes()
  const counted = listed.bytes().slice()
  for (const source of table.sources) {
    if (!hidden.includes(source.id)) continue
    for (const { from, to } of table.rangesOf(source)) counted.fill(0, from, to)
  }
  return counted
}

/**
 * The rows that count now and did not before, as ranges. Some rows of the last range, which is beyond the earlier rows, may
 * not count. `undefined` when a row does not count any more. There are at least as many rows as before.
 */
export function findAdded(before: Uint8Array, now: Uint8Array): readonly RowRange[] | undefined {
  const added: RowRange[] = []
  // Most rows are as they were: four of them are compared at a time.
  const wordCount = before.length >> 2
  const words = new Uint32Array(before.buffer, before.byteOffset, wordCount)
  const nowWords = new Uint32Array(now.buffer, now.byteOffset, wordCount)
  for (let row = 0; row < before.length; row++) {
    const word = row % 4 === 0 ? row >> 2 : wordCount
    if (word < wordCount && words[word] === nowWords[word]) row += 3
    if (before[row] === now[row]) continue
    if (now[row] !== 1) return undefined
    const last = added.at(-1)
    if (last?.to === row) last.to++
    else added.push({ from: row, to: row + 1 })
  }
  added.push({ from: before.length, to: now.length })
  return added
}

/** The same rows in ranges that each lie in one chunk of the columns; none of them is empty. */
export function splitByChunk(ranges: readonly RowRange[]): readonly RowRange[] {
  const split: RowRange[] = []
  for (const { from, to } of ranges) {
    for (let row = from; row < to; ) {
      const end = Math.min(to, (Math.floor(row / chunkSize) + 1) * chunkSize)
      split.push({ from: row, to: end })
      row = end
    }
  }
  return split
}

/** The sums with those of the rows that count in ranges, each of which lies in one chunk. */
export function addSums(
  { of, fromMs, toMs }: ListSums,
  { times: { chunks } }: Pick<EntryTable, 'times'>,
  counted: Uint8Array,
  ranges: readonly RowRange[],
): ListSums {
  for (const { from, to } of ranges) {
    const number = Math.floor(from / chunkSize)
    const { baseMs, times } = chunks[number] ?? { baseMs: 0, times: [] }
    for (let row = from; row < to; row++) {
      if (counted[row] !== 1) continue
      of++
      // Without a time it is NaN.
      const timeMs = baseMs + (times[row % chunkSize] ?? Number.NaN)
      if (timeMs < fromMs) fromMs = timeMs
      if (timeMs > toMs) toMs = timeMs
    }
  }
  return { of, fromMs, toMs }
}
