/** The rules of a store, and the search by them. All lists of the store share it. */
import type { Rule } from '../../../detection/rule.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { createRuleSearch, type RuleSearch } from './rule-search.ts'
import { createRuleSet } from './rule-set.ts'
import { createStoreBaseline, type StoreBaseline } from './store-baseline.ts'

/** The rules of a store. */
export type StoreRules = {
  /** Replaces the rules. What the earlier ones found is forgotten. Throws for a rule that cannot be evaluated. */
  set: (rules: readonly Rule[]) => void
  /** Whether there are rules, or a list of them that is empty. */
  isSet: () => boolean
  /** The search by the present rules. */
  current: () => RuleSearch
  /** Searches all rows that the table has. When the rules are replaced meanwhile, it searches by the new ones. */
  search: (onProgress?: (share: number) => void) => Promise<void>
  /** The values with which entries are compared. */
  baseline: StoreBaseline
  stop: () => void
}

/** Starts without rules. */
export function createStoreRules(table: EntryTable, tasks: PageTasks): StoreRules {
  let search = createRuleSearch(table, tasks, createRuleSet([], table.sources))
  let isSet = false
  return {
    set(rules) {
      const next = createRuleSearch(table, tasks, createRuleSet(rules, table.sources))
      search.stop()
      search = next
      isSet = true
    },
    isSet: () => isSet,
    current: () => search,
    async search(onProgress) {
      for (let last: RuleSearch | undefined; last !== search; ) {
        last = search
        await last.run(onProgress)
      }
    },
    baseline: createStoreBaseline(table),
    stop: () => search.stop(),
  }
}
