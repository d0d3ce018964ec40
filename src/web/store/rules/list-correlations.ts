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
  /** Finds them in these rows, after earlier updates have ended. */
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
  let running: Promise<void> = Promise.resolve()
  const current = () => (last?.search === storeRules.current() ? last.results : new Map())

  async function correlateAll({ mask }: ShownRows): Promise<void> {
    const search = storeRules.current()
    last = { search, results: await correlateMatches(table, storeRules, mask, current()) }
  }

  return {
    update(listed) {
      const result = running.then(() => correlateAll(listed))
      running = result.catch(() => undefined)
      return result
    },
    find: ({ number }) => current().get(number),
  }
}
