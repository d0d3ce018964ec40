/** The correlations in one list, found anew after it or the matches have changed. */
import type { EntryTable } from '../list/entry-table.ts'
import type { ShownRows } from '../list/rule-tests.ts'
import {
  type CorrelatedRows,
  type CorrelationResults,
  correlateMatches,
} from './correlate-matches.ts'
import type { RuleSearch } from './rule-search.ts'
import type { SetRule } from './rule-set.ts'
import type { StoreRules } from './store-rules.ts'

/** The correlations. */
export type ListCorrelations = {
  update: (listed: ShownRows) => Promise<void>
  /** What a correlation found; `undefined` for other rules, and before the first update. */
  find: (rule: SetRule) => CorrelatedRows | undefined
}

/** Starts without any. */
export function createListCorrelations(
  table: EntryTable,
  storeRules: StoreRules,
): ListCorrelations {
  let last: { search: RuleSearch; results: CorrelationResults } | undefined
  const current = () => (last?.search === storeRules.current() ? last.results : new Map())
  return {
    async update({ mask }) {
      const search = storeRules.current()
      last = { search, results: await correlateMatches(table, storeRules, mask, current()) }
    },
    find: ({ number }) => current().get(number),
  }
}
