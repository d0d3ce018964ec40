/** The rules of a store, and the search by them. All lists of the store share it. */
import type { Rule } from '../../../detection/rule.ts'
import { findSealKind, sealKinds } from '../../../query/local/seal-filters.ts'
import type { SealRows } from '../findings.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
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
  /** Which rows differ from those behind the fingerprint of a link. */
  setSealRows: (rows: SealRows) => void
  /** The rows that a filter by this tag means; `undefined` for other filters. */
  findSealRows: (tag: string) => MatchRows | undefined
  stop: () => void
}

/** Starts without rules. */
export function createStoreRules(table: EntryTable, tasks: PageTasks): StoreRules {
  let search = createRuleSearch(table, tasks, createRuleSet([], table.sources))
  let isSet = false
  let sealRows = toMatchRows({ new: new Uint32Array(), changed: new Uint32Array() })
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
    setSealRows(rows) {
      sealRows = toMatchRows(rows)
    },
    findSealRows(tag) {
      const kind = findSealKind(tag)
      return kind && sealRows[kind]
    },
    stop: () => search.stop(),
  }
}

function toMatchRows(rows: SealRows): Record<keyof SealRows, MatchRows> {
  const matches = { new: createMatchRows(), changed: createMatchRows() }
  for (const kind of sealKinds) matches[kind].add(rows[kind])
  return matches
}
