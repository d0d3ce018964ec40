/**
 * Finds the rows that may have an id, by its hash, in an open-addressing table of row numbers: a million
 * ids as texts would take a hundred bytes each. Hashes may collide, so callers compare the entries.
 */
import type { ChunkedArray } from './chunked-array.ts'

/** Hashes of ids by row, as `hashId` returns them. */
export type IdHashes = { high: ChunkedArray<Uint8Array>; low: ChunkedArray }

/** Rows by the hash of their id. */
type IdIndex = {
  add: (row: number) => void
  /** Other rows with the hash of this row, lowest first. */
  findLike: (row: number) => readonly number[]
  /** Rows with this hash, lowest first. */
  find: (high: number, low: number) => readonly number[]
}

/** Shared, because most ids are not found. */
const none: readonly number[] = []

/** Creates an empty index over hashes. */
export function createIdIndex({ high, low }: IdHashes): IdIndex {
  /** Row number plus one; 0 is a free slot. */
  let slots = new Uint32Array(1024)
  let used = 0

  function insert(row: number): void {
    let at = low.at(row) % slots.length
    while (slots[at] !== 0) at = at + 1 === slots.length ? 0 : at + 1
    slots[at] = row + 1
  }

  function grow(): void {
    const old = slots
    // Grow by half, to an odd length: an even one would use only the low bits of the hash.
    slots = new Uint32Array(Math.floor(old.length * 1.5) | 1)
    for (const slot of old) if (slot !== 0) insert(slot - 1)
  }

  function find(wantedHigh: number, wantedLow: number): readonly number[] {
    let rows: number[] | undefined
    for (let at = wantedLow % slots.length; ; at = at + 1 === slots.length ? 0 : at + 1) {
      const slot = slots[at] ?? 0
      if (slot === 0) return rows?.sort((a, b) => a - b) ?? none
      const row = slot - 1
      if (low.at(row) === wantedLow && high.at(row) === wantedHigh) {
        rows ??= []
        rows.push(row)
      }
    }
  }

  return {
    add(row) {
      if (++used > slots.length * 0.75) grow()
      insert(row)
    },
    findLike(row) {
      const rows = find(high.at(row), low.at(row))
      return rows.length === 0 ? rows : rows.filter((other) => other !== row)
    },
    find,
  }
}
