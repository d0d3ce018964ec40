/** The correlations in one list, found anew after it or the matches have changed. */
import type { EntryTable } from '../list/entry-table.ts'
import type { ShownRows } from '../list/rule-tests.ts'
import { type CorrelatedRows, correlateMatches } from './correlate-matches.ts'
import type { RuleSearch } from './rule-search.ts'
import type { SetRule } from './rule-set.ts'
import type { StoreRules } from './store-rules.ts'

/** The correlations. */
export type ListCorrelations = {
  update: (listed: ShownRows) => Promise<void>
  /** What a correlation found; `undefined` for other rules, and before the first update. */
  find: (rule: SetRule) => ReturnType<CorrelatedRows['get']>
}

/** Starts without any. */
export function createListCorrelations(
  table: EntryTable,
  storeRules: StoreRules,
): ListCorrelations {
  let last: { search: RuleSearch; state: string; rows: CorrelatedRows } | undefined
  const isCurrent = () => last?.search === storeRules.current()
  return {
    async update({ list, mask }) {
      const search = storeRules.current()
      const state = `${search.searchedTo()} ${list.length()}`
      if (isCurrent() && last?.state === state) return
      last = { search, state, rows: await correlateMatches(table, search, mask) }
    },
    find: ({ number }) => (isCurrent() ? last?.rows.get(number) : undefined),
  }
}
