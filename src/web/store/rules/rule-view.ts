/** What the rules found in one list: the whole one of a store, or a part of it. */
import { findSealKind } from '../../../query/local/seal-filters.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { RuleFilter } from '../../../query/log-query.ts'
import { findNewFor } from '../baseline-values.ts'
import type { EntryCorrelation } from '../findings.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { RuleTests, ShownRows } from '../list/rule-tests.ts'
import type { CorrelatedRows } from './correlate-matches.ts'
import { createListCorrelations } from './list-correlations.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
import type { SetRule } from './rule-set.ts'
import { createRuleTest, untilAborted } from './rule-test.ts'
import type { StoreBaseline } from './store-baseline.ts'
import type { StoreRules } from './store-rules.ts'

/** What the rules found in a list. */
export type RuleView = RuleTests & {
  /** The rules, most severe first. */
  rules: () => readonly SetRule[]
  /** The rows that a rule matches; they may be in no list. */
  matchesOf: (rule: SetRule) => MatchRows
  /** Searches all rows that the table has; reports which share of them was searched. */
  searchAll: (onProgress: (share: number) => void) => Promise<void>
  /** Finds the correlations of all rules. */
  correlateAll: (listed: ShownRows) => Promise<void>
  /** Whether filters mean a correlation. */
  meansCorrelation: (filters: readonly RuleFilter[]) => boolean
  /** What a correlation found; `undefined` for other rules. */
  findCorrelated: (rule: SetRule) => CorrelatedRows | undefined
  /** The ids of the reported rules that match a row, most severe first. */
  listIds: (row: number) => readonly string[]
  /** The same for rules that match one of two rows. */
  listIdsOfBoth: (one: number, other: number) => readonly string[]
  listCorrelations: (row: number) => readonly EntryCorrelation[]
  isProductSeen: (rule: SetRule) => boolean
  searchedTo: () => number
  /** The values with which entries are compared. */
  baseline: StoreBaseline
}

/** Starts without correlations. */
export function createRuleView(table: EntryTable, storeRules: StoreRules): RuleView {
  const correlations = createListCorrelations(table, storeRules)
  const { baseline } = storeRules
  const none = createMatchRows()
  const rules = () => storeRules.current().set.rules
  const find = (idOrTag: string) => storeRules.current().set.find(idOrTag)

  const matchesOf = (rule: SetRule) =>
    rule.rule.kind === 'correlation'
      ? (correlations.find(rule)?.rows ?? none)
      : storeRules.current().matchesOf(rule.number)

  /** The rows that any of these filters means. */
  const listMeant = (filters: readonly RuleFilter[]) => [
    ...findMeant(filters).map(matchesOf),
    ...filters.flatMap(
      ({ rule }) => baseline.findRows(rule) ?? storeRules.findSealRows(rule) ?? [],
    ),
  ]

  const listReported = (isMatch: (rows: MatchRows) => boolean) =>
    rules()
      .filter((each) => each.isReported && isMatch(matchesOf(each)))
      .map(({ rule }) => rule.id)

  const findMeant = (filters: readonly RuleFilter[]) => filters.flatMap(({ rule }) => find(rule))

  const meansCorrelation = (filters: readonly RuleFilter[]) =>
    findMeant(filters).some(({ rule }) => rule.kind === 'correlation')

  return {
    rules,
    matchesOf,
    searchAll: (onProgress) => searchWithBaseline(storeRules, onProgress),
    correlateAll: correlations.update,
    meansCorrelation,
    findCorrelated: correlations.find,
    listIds: (row) => listReported((rows) => rows.has(row)),
    listIdsOfBoth: (one, other) => listReported((rows) => rows.has(one) || rows.has(other)),
    listCorrelations: (row) => listCorrelationsOf(row, rules(), correlations.find),
    isProductSeen: (rule) => storeRules.current().isProductSeen(rule),
    searchedTo: () => storeRules.current().searchedTo(),
    isSearched: (row) => row < storeRules.current().searchedTo() && baseline.isSearched(row),
    search: (signal) => untilAborted(searchWithBaseline(storeRules), signal),
    async correlate(filters, listed) {
      if (meansCorrelation(filters)) await correlations.update(listed)
    },
    createTest: (filters) =>
      createRuleTest(
        groupLocalFilters(filters).map((group) => ({
          isInclude: group[0].mode === 'include',
          listMatches: () => listMeant(group),
        })),
      ),
    listUnknown: (filters) =>
      storeRules.isSet()
        ? [...new Set(filters.map(({ rule }) => rule))].filter(
            (each) => find(each).length === 0 && !findNewFor(each) && !findSealKind(each),
          )
        : [],
    baseline,
  }
}

async function searchWithBaseline(
  storeRules: StoreRules,
  onProgress?: (share: number) => void,
): Promise<void> {
  await storeRules.search(onProgress)
  await storeRules.baseline.search()
}

function listCorrelationsOf(
  row: number,
  rules: readonly SetRule[],
  find: (rule: SetRule) => CorrelatedRows | undefined,
): readonly EntryCorrelation[] {
  return rules.flatMap((each) =>
    (find(each)?.groups ?? [])
      .filter(({ rows }) => rows.includes(row))
      .map(({ rows, fromMs, toMs, group, count }) => ({
        ...{ rule: each.rule.id, rows, fromMs, toMs, group, count },
      })),
  )
}
