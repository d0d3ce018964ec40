/**
 * Recognizes entries without an id by their text. Two equal entries may both be real, so they are counted: an entry is
 * new when its chain of requests has brought the text more often than it is stored.
 */
import { hashText } from '../columns/text-hash.ts'
import type { EntryTable } from './entry-table.ts'

/** The known texts of one source. */
type KnownTexts = {
  /** Compares a row with the known ones, and adds it to them when it is new. */
  judge: (row: number, chain: number) => Promise<'new' | 'repeated'>
  /** How many stored entries have a text. */
  count: (text: string) => number
  /** The number of a stored entry among equal ones, from 1. */
  occurrenceOf: (row: number) => number
}

/** Equal entries: the stored rows, and how often each chain brought the text. */
type Duplicates = { rows: number[]; countByChain: Map<number, number> }

/** Creates an empty set. */
export function createKnownTexts(archive: EntryTable['archive']): KnownTexts {
  const duplicatesByHash = new Map<string, Duplicates>()
  /** Of the second and further equal entries, by row. */
  const occurrences = new Map<number, number>()
  return {
    async judge(row, chain) {
      const text = await archive.read(row)
      const key = toTextKey(text)
      const duplicates: Duplicates = duplicatesByHash.get(key) ?? {
        rows: [],
        countByChain: new Map(),
      }
      duplicatesByHash.set(key, duplicates)
      const count = (duplicates.countByChain.get(chain) ?? 0) + 1
      duplicates.countByChain.set(chain, count)
      const known = duplicates.rows[count - 1]
      if (known !== undefined && (await archive.read(known)) === text) return 'repeated'
      duplicates.rows.push(row)
      if (duplicates.rows.length > 1) occurrences.set(row, duplicates.rows.length)
      return 'new'
    },
    count: (text) => duplicatesByHash.get(toTextKey(text))?.rows.length ?? 0,
    occurrenceOf: (row) => occurrences.get(row) ?? 1,
  }
}

function toTextKey(text: string): string {
  const { high, low } = hashText(text)
  return `${high} ${low}`
}
