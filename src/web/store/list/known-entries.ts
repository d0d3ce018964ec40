/**
 * Recognizes entries that are already in the list. An entry with an id is identified by it: the same text is a
 * repetition, another text is a conflict. Two equal entries without an id may both be real, so they are
 * counted: an entry is new when its chain of requests has brought the text more often than it is stored.
 */

import { createIdIndex } from '../columns/id-index.ts'
import { hashId, hashText } from '../columns/text-hash.ts'
import type { EntryTable } from './entry-table.ts'

/** The result of comparing an entry with the known ones. */
export type Judgment = 'new' | 'repeated' | 'conflicting'

/** The known entries of one source. */
export type KnownEntries = {
  /** Compares a row with the known ones, and adds it to them unless it is a repetition. */
  judge: (row: number, chain: number) => Judgment | Promise<Judgment>
  /**
   * A key for a row that is not known: its text, or the hash of its id; `undefined` when the entry is known.
   * Without an id, an entry with a known text counts as known.
   */
  findNewKey: (row: number) => Promise<string | undefined>
  /** Whether an entry with exactly this id and this text is known. */
  holds: (id: string, text: string) => Promise<boolean>
  /** Rows with this id, lowest first. */
  find: (id: string) => Promise<number[]>
  isConflicting: (row: number) => boolean
}

/** The parts of a table that are needed to compare entries of one source. */
type KnownTable = Pick<EntryTable, 'ids' | 'times' | 'archive' | 'readEntry'> & {
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
}

/** Equal entries without an id: the stored rows, and how often each chain brought the text. */
type Duplicates = { rows: number[]; countByChain: Map<number, number> }

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
  const duplicatesByHash = new Map<string, Duplicates>()

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

  async function judgeText(row: number, chain: number): Promise<Judgment> {
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
    return 'new'
  }

  return {
    judge(row, chain) {
      if (ids.high.at(row) === 0) {
        // Equal entries without an id and a time are never treated as one.
        return Number.isNaN(times.at(row)) ? 'new' : judgeText(row, chain)
      }
      const candidates = index.findLike(row)
      if (candidates.length > 0) return judgeId(row, candidates)
      index.add(row)
      return 'new'
    },
    async findNewKey(row) {
      if (ids.high.at(row) === 0) {
        const text = await archive.read(row)
        return duplicatesByHash.has(toTextKey(text)) ? undefined : text
      }
      const candidates = index.findLike(row)
      const text = candidates.length > 0 ? await archive.read(row) : ''
      for (const known of candidates) if ((await archive.read(known)) === text) return undefined
      return `${ids.high.at(row)} ${ids.low.at(row)}`
    },
    async holds(id, text) {
      const { high, low } = hashId(id)
      for (const row of index.find(high, low)) if ((await archive.read(row)) === text) return true
      return false
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
  }
}

function toTextKey(text: string): string {
  const { high, low } = hashText(text)
  return `${high} ${low}`
}
