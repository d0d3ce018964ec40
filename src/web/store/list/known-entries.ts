/**
 * Tells new entries from known ones. An entry with an id is known by it: the same text again is a
 * repetition, another text is a conflict. Entries without an id may be alike and both be true, so they are
 * counted: a chain of requests brings nothing new until it has brought a text more often than it is stored.
 */

import { createIdIndex } from '../columns/id-index.ts'
import { hashId, hashText } from '../columns/text-hash.ts'
import type { EntryTable } from './entry-table.ts'

/** What an entry turned out to be. */
export type Judgment = 'new' | 'repeated' | 'conflicting'

/** The memory. */
export type KnownEntries = {
  /** Judges a row, and remembers it unless it is a repetition. */
  judge: (row: number, chain: number) => Judgment | Promise<Judgment>
  /**
   * Names a row that is in no list yet by its text, or its id's hash; `undefined` when the entry is known.
   * Without an id, an entry with a known text counts as known.
   */
  findNewKey: (row: number) => Promise<string | undefined>
  /** Whether an entry with this id and this very text is in the list. */
  holds: (id: string, text: string) => Promise<boolean>
  /** Rows with this id, lowest first. */
  find: (id: string) => Promise<number[]>
  isConflicting: (row: number) => boolean
}

/** The parts of a table that entries of one source are compared with. */
type KnownTable = Pick<EntryTable, 'ids' | 'times' | 'shelf' | 'readEntry'> & {
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
}

/** One text of entries without an id: the rows that are stored, and how often each chain brought it. */
type Twins = { rows: number[]; met: Map<number, number> }

/** Creates an empty memory of the rows of one source. */
export function createKnownEntries({
  ids,
  times,
  shelf,
  idOf,
  readEntry,
}: KnownTable): KnownEntries {
  const index = createIdIndex(ids)
  const conflicting = new Set<number>()
  const twinsByText = new Map<string, Twins>()

  async function judgeId(row: number, candidates: readonly number[]): Promise<Judgment> {
    const text = await shelf.read(row)
    const id = idOf(JSON.parse(text))
    let isConflicting = false
    for (const known of candidates) {
      const knownText = await shelf.read(known)
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
    const text = await shelf.read(row)
    const { high, low } = hashText(text)
    const key = `${high} ${low}`
    const twins: Twins = twinsByText.get(key) ?? { rows: [], met: new Map() }
    twinsByText.set(key, twins)
    const times = (twins.met.get(chain) ?? 0) + 1
    twins.met.set(chain, times)
    const known = twins.rows[times - 1]
    if (known !== undefined && (await shelf.read(known)) === text) return 'repeated'
    twins.rows.push(row)
    return 'new'
  }

  return {
    judge(row, chain) {
      if (ids.high.at(row) === 0) {
        // Without a time, too, nothing says that two alike entries are one.
        return Number.isNaN(times.at(row)) ? 'new' : judgeText(row, chain)
      }
      const candidates = index.findLike(row)
      if (candidates.length > 0) return judgeId(row, candidates)
      index.add(row)
      return 'new'
    },
    async findNewKey(row) {
      if (ids.high.at(row) === 0) {
        const text = await shelf.read(row)
        const { high, low } = hashText(text)
        return twinsByText.has(`${high} ${low}`) ? undefined : text
      }
      const candidates = index.findLike(row)
      const text = candidates.length > 0 ? await shelf.read(row) : ''
      for (const known of candidates) if ((await shelf.read(known)) === text) return undefined
      return `${ids.high.at(row)} ${ids.low.at(row)}`
    },
    async holds(id, text) {
      const { high, low } = hashId(id)
      for (const row of index.find(high, low)) if ((await shelf.read(row)) === text) return true
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
