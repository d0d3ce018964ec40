/** What the store says of entries of two logs that record the same event, and how it shows them. */
import type { EntryPair } from '../../query/timeline/pair-entries.ts'

/** Ids of two sources of one account whose logs record the same events: audit log v2 first, v1 second. */
export type Counterparts = readonly (readonly [first: string, second: string])[]

/** The entry of the other log that records the same event, by its row and the id of its source; for words, see `formatPair`. */
export type StoredPair = Omit<EntryPair, 'one' | 'other'> & {
  row: number
  source: string
  /** Set where the filters hide that entry, so that the pair is not counted as one. */
  isHidden?: true
}

/** For each of some rows the row of its partner, -1 without one, and whether the pair is certain (1) or not (0). */
export type Partners = { rows: Int32Array<ArrayBuffer>; certain: Uint8Array<ArrayBuffer> }

/** How many pairs two counterparts have, and how many of their entries have no partner. */
export type PairSummary = {
  /** The ids of the two sources. */
  first: string
  second: string
  /** `likely` and `certain` ones together. */
  pairs: number
  onlyFirst: number
  onlySecond: number
  likely: number
  certain: number
}

/** How pairs are shown. */
export type PairsView = {
  /**
   * `joined` hides the second entry of a pair while the view shows the first one, so everything that follows the view
   * (facets, histogram, find and selection) counts and finds a pair once, by its first entry. `only-first` and `only-second` show the entries of these logs that have no partner, and no entries of other logs.
   */
  shown: 'joined' | 'separate' | 'only-first' | 'only-second'
  /** Pairs, by a row of either entry, of which `joined` shows both. */
  expanded?: readonly number[]
}
