/**
 * The growing list of entries of one search, outside React. The interface is asynchronous so that
 * the list can move behind a worker; the contract tests are the same for every implementation.
 */
import type { Page } from '../../cloudflare/page.ts'

/** One entry in the order of the search. */
export type StoredEntry = {
  /** Place in the list, from 0. */
  index: number
  /** Empty when the entry has none. */
  id: string
  /** The time as the entry spells it; empty when it has none. */
  time: string
  entry: unknown
  /** Whether the entry has another shape than any source describes. */
  isStrange: boolean
}

/** What became of a page: entries added, known ones skipped, and known ids with another body. */
export type AppendReceipt = { added: number; repeated: number; conflicting: number }

/** The list of entries of one search. Entries are only ever added at the end. */
export interface PageEntryStore {
  append(page: Page): Promise<AppendReceipt>
  /**
   * Says that the next pages start with a part that was read before. There, entries without an id
   * are matched with the known ones by their text, each known one at most once.
   */
  startOverlap(): void
  /** How many entries there are. */
  size(): number
  /** Entries from `from` up to, not including, `to`; shorter at the end of the list. */
  rows(from: number, to: number): Promise<readonly StoredEntry[]>
  /** The text of one entry exactly as it was sent. */
  raw(index: number): Promise<string>
  /** The place of the entry with this id, else of the first one without id at this time. */
  find(id: string, time: string): Promise<number | undefined>
  /** Values of a field over all entries with their counts, most frequent first. */
  countValues(path: string, limit: number): Promise<readonly { value: string; count: number }[]>
}
