/** What a list needs to know of rules: the tests of its view, and the rules that a view names. */
import type { RuleFilter } from '../../../query/log-query.ts'
import type { RowList } from '../columns/row-list.ts'
import type { RowMask } from '../columns/row-mask.ts'

/** Rows in their order, and the same rows as a mask for counting. */
export type ShownRows = { list: RowList; mask: RowMask }

/** Tests rows by filters of kind `rule`. */
export type RuleTests = {
  /** Searches all rows that the table has, before they are tested. */
  search: (signal?: AbortSignal) => Promise<void>
  isSearched: (row: number) => boolean
  /** Finds the correlations among the rows of the list, if the filters need them. */
  correlate: (filters: readonly RuleFilter[], listed: ShownRows) => Promise<void>
  /** Prepares to test rows by the rules that there are now. */
  createTest: (filters: readonly RuleFilter[]) => RuleTest
  /** The ids and tags that no rule has; none before there are rules. */
  listUnknown: (filters: readonly RuleFilter[]) => readonly string[]
}

/** A test of rows. */
export type RuleTest = {
  passes: (row: number) => boolean
  /** A 1 for each row that passes, of this many rows. */
  toMask: (length: number) => Uint8Array
}
