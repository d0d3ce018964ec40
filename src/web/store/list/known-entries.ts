/**
 * Recognizes entries that are already in the list. An entry with an id is identified by it: the same text is a
 * repetition, another text is a conflict. Two equal entries without an id may both be real, so they are
 * counted: an entry is new when its chain of requests has brought the text more often than it is stored.
 */

import { createIdIndex } from '../columns/id-index.ts'
import { hashId } from '../columns/text-hash.ts'
import type { EntryTable } from './entry-table.ts'
import { createKnownTexts } from './known-texts.ts'

/** The result of comparing an entry with the known ones. */
export type Judgment = 'new' | 'repeated' | 'conflicting'

/** The known entries of one source. */
export type KnownEntries = {
  /** Compares a row with the known ones, and adds it to them unless it is a repetition. */
  judge: (row: number, chain: number) => Judgment | Promise<Judgment>
  /**
   * A key for a row that is not known: the hash of its id, or its text with its number among equal ones; `undefined`
   * when the entry is known. `countText` returns how often the chain of the row has brought a text, this row included.
   */
  findNewKey: (row: number, countText: (text: string) => number) => Promise<string | undefined>
  /** The row of a known entry with exactly this id and this text. */
  findSame: (id: string, text: string) => Promise<number | undefined>
  /** Rows with this id, lowest first. */
  find: (id: string) => Promise<number[]>
  isConflicting: (row: number) => boolean
  /** The number of an entry without an id among equal ones, from 1. */
  occurrenceOf: (row: number) => number
}

/** The parts of a table that are needed to compare entries of one source. */
type KnownTable = Pick<EntryTable, 'ids' | 'times' | 'archive' | 'readEntry'> & {
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
}

/** Creates an empty set of known entries of one source. */
export function createKnownEntries({
  ids,
  times,
  archive,
  idOf,
  readEntry,
}: KnownTable): KnownEntries {
  const index = createIdIndex(ids)
  const conflicting = new Set<number>()
  const texts = createKnownTexts(archive)

  async function judgeId(row: number, candidates: readonly number[]): Promise<Judgment> {
    const text = await archive.read(row)
    const id = idOf(JSON.parse(text))
    let isConflicting = false
    for (const known of candidates) {
      const knownText = await archive.read(known)
      if (knownText === text) return 'repeated'
      if (idOf(JSON.parse(knownText)) !== id) continue
      isConflicting = true
      conflicting.add(known)
    }
    index.add(row)
    if (isConflicting) conflicting.add(row)
    return isConflicting ? 'conflicting' : 'new'
  }

  return {
    judge(row, chain) {
      if (ids.high.at(row) === 0) {
        // Equal entries without an id and a time are never treated as one.
        return Number.isNaN(times.at(row)) ? 'new' : texts.judge(row, chain)
      }
      const candidates = index.findLike(row)
      if (candidates.length > 0) return judgeId(row, candidates)
      index.add(row)
      return 'new'
    },
    async findNewKey(row, countText) {
      if (ids.high.at(row) === 0) {
        const text = await archive.read(row)
        const occurrence = countText(text)
        return occurrence <= texts.count(text) ? undefined : `${occurrence} ${text}`
      }
      const candidates = index.findLike(row)
      const text = candidates.length > 0 ? await archive.read(row) : ''
      for (const known of candidates) if ((await archive.read(known)) === text) return undefined
      return `${ids.high.at(row)} ${ids.low.at(row)}`
    },
    async findSame(id, text) {
      const { high, low } = hashId(id)
      for (const row of index.find(high, low)) if ((await archive.read(row)) === text) return row
      return undefined
    },
    async find(id) {
      const { high, low } = hashId(id)
      const rows: number[] = []
      for (const row of index.find(high, low)) {
        if (idOf(await readEntry(row)) === id) rows.push(row)
      }
      return rows
    },
    isConflicting: (row) => conflicting.has(row),
    occurrenceOf: texts.occurrenceOf,
  }
}
