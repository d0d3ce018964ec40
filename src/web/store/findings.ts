/** What detection rules find among the entries of a list. */
import type { Rule } from '../../detection/rule.ts'
import type { SealKind } from '../../query/local/seal-filters.ts'
import type { BaselineValues, NewCounts, NewValue } from './baseline-values.ts'
import type { StoreSize } from './store-size.ts'

/** How far a search by rules has come: entries searched, of all that the list has. */
export type DetectProgress = { searched: number; of: number }

/** What one rule found. Entries of hidden sources do not count. */
export type Finding = {
  /** The id of the rule. */
  rule: string
  /** Entries of the list that the rule matches, and how many rows of the view show them. */
  count: number
  shown: number
  /** The times of the first and the last of them, in milliseconds; absent when none of them has a time. */
  firstMs?: number
  lastMs?: number
  /**
   * How many of them are in each of equal parts of the time of the list: 13 to 24 parts, fewer of a list of less than 24
   * milliseconds, and none without a time. A part is a power of two milliseconds long and starts at a multiple of its length.
   */
  bars: readonly number[]
  /**
   * Whether an entry of the list has a product that the rule needs, or the rule needs none. If not, the rule may have
   * found nothing because it names the product otherwise than the log does.
   */
  isProductSeen: boolean
  /** Of a correlation, how many groups of entries it found. */
  groups?: number
  /** How many of the entries are in each of the groups, up to three; of more groups, in the smallest and the largest. */
  groupSizes?: readonly number[]
  /** Of a correlation, whether a rule has more matches than it looked at, so that there may be more groups. */
  isCut?: boolean
  /** Whether the rule compares with a baseline, and there is none: then it found nothing. */
  needsBaseline?: boolean
  /** The ids of the sources whose entries were searched: empty when no log of the rule is in the list. */
  sources: readonly string[]
}

/** What the rules found in the entries that were searched. */
export type Findings = {
  /** Entries that were searched, and entries of the list. Entries of hidden sources do not count. */
  searched: number
  of: number
  /** The times of the first and the last entry of the list, which are in its first and last bar; absent without a time. */
  fromMs?: number
  toMs?: number
  /**
   * One for each rule that is reported, the most severe first. A detection is not reported when only correlations use it,
   * and none of them says `generate`.
   */
  findings: readonly Finding[]
  /** How many entries have a value that the baseline does not have; absent without one. */
  news?: NewCounts
}

/** Entries that a correlation found together. */
export type EntryCorrelation = {
  /** The id of the correlation. */
  rule: string
  /** The rows, in order of time. */
  rows: readonly number[]
  fromMs: number
  toMs: number
  /** The values that all entries have, by the names of the fields by which the rule groups. */
  group: Readonly<Record<string, string>>
  /** What the rule counted: entries, or different values. */
  count: number
}

/** The rows that differ from those behind the fingerprint of a link, each kind in ascending order. */
export type SealRows = Readonly<Record<SealKind, Uint32Array>>

/** The methods of a store that has detection rules. */
export interface RuleStore {
  /** Replaces the rules; a store has none at first. A view with filters by rules is applied again. */
  setRules(rules: readonly Rule[]): Promise<StoreSize>
  /**
   * Searches the list by the rules. Entries that were added since the last call are searched, and correlations are found
   * anew. Commits and changes of view do not wait for it.
   */
  detect(onProgress?: (progress: DetectProgress) => void): Promise<Findings & StoreSize>
  /** The values of the entries of the list, with which other entries can be compared. Searches by the rules first. */
  collectBaseline(): Promise<BaselineValues>
  /** Compares the entries with these values from now on; with nothing when they are absent. Views are applied again. */
  setBaseline(values: BaselineValues | undefined): Promise<StoreSize>
  /** From now on, filters by `seal.new` and `seal.changed` mean these rows. Views with such filters are applied again. */
  setSealRows(rows: SealRows): Promise<StoreSize>
  /** The values of an entry that the baseline does not have. */
  newOf(row: number): Promise<readonly NewValue[]>
  /** The correlations of an entry, as `detect` found them. */
  correlationsOf(row: number): Promise<readonly EntryCorrelation[]>
  /**
   * The ids of the reported rules that match, for each of these rows that some match, most severe first. Searches them if
   * necessary.
   */
  rulesOf(rows: Uint32Array): Promise<ReadonlyMap<number, readonly string[]>>
}
