/** Correlates the matches of rules. */
import type { RowMask } from '../columns/row-mask.ts'
import type { EntryCorrelation } from '../findings.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { MatchRows } from './match-rows.ts'
import type { RuleSearch } from './rule-search.ts'

/** Entries that were found together. */
export type Correlation = Omit<EntryCorrelation, 'rule'>

/** What each correlation found, by its number. */
export type CorrelatedRows = ReadonlyMap<
  number,
  { groups: readonly Correlation[]; rows: MatchRows }
>

/** TEMPORARY: finds none until `detection/correlate` lands. */
export async function correlateMatches(
  _table: EntryTable,
  _search: RuleSearch,
  _listed: RowMask,
): Promise<CorrelatedRows> {
  return new Map()
}
