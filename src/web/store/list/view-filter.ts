/**
 * Applies the filters of a view to rows. Filters on a column with a dictionary are evaluated once for each value; all
 * other filters, and rows whose value in the column does not decide, are evaluated on the entry's text.
 */
import { createHoursMatcher } from '../../../query/local/match-hours.ts'
import { isSealFilter } from '../../../query/local/seal-filters.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { LocalFilter, RuleFilter } from '../../../query/log-query.ts'
import {
  type ContentFilter,
  createLocalMatcher,
  isContentFilter,
} from '../../../query/match-local.ts'
import { createRoleMatcher } from '../../../query/timeline/match-role.ts'
import type { RoleFilter } from '../../../query/timeline/timeline-query.ts'
import { type LogRoleFilter, toRoleField } from '../columns/column-field.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'
import type { RuleTest, RuleTests, ShownRows } from './rule-tests.ts'
import type { RowRange } from './source-rows.ts'
import type { TableSource } from './table-source.ts'
import { createFieldTest, createRoleTest, type ValueTest } from './value-test.ts'

/** The filter of a view. */
export type ViewFilter = SourceFilter & {
  /** Searches the rows of the table by rules, and the list for correlations, as far as the view filters by them. */
  prepare: (listed: ShownRows, signal: AbortSignal) => Promise<void>
}

/** The filter for the rows of one source; it does not change rows of other sources. */
type SourceFilter = {
  /** Removes rows that do not pass from the mask. Rejects with the signal's reason when aborted. */
  apply: (mask: RowMask, signal: AbortSignal) => Promise<void>
  /** Whether one row passes. */
  passes: (row: number) => boolean | Promise<boolean>
}

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** Creates the filter of a view: the rows of each source are tested by the filters of that source. */
export function createViewFilter(
  table: EntryTable,
  tasks: PageTasks,
  rules: RuleTests,
  view: StoreView,
): ViewFilter {
  const { localFilters, roleFilters = {}, hidden = [] } = view
  const ruleFilters = listRuleFilters(view).filter((filter) => !isSealFilter(filter))
  const filters = table.sources.map((source) => {
    if (hidden.includes(source.id)) return createHiddenFilter(table, source)
    const own = localFilters[source.id] ?? []
    const ownRoles = roleFilters[source.id] ?? []
    return own.length + ownRoles.length > 0
      ? createSourceFilter(table, tasks, rules, source, own, ownRoles)
      : undefined
  })
  return {
    async prepare(listed, signal) {
      if (ruleFilters.length === 0) return
      await rules.search(signal)
      await rules.correlate(ruleFilters, listed)
    },
    async apply(mask, signal) {
      for (const filter of filters) await filter?.apply(mask, signal)
    },
    passes: (row) => filters[table.sourceOf(row).number]?.passes(row) ?? true,
  }
}

/** All filters by rules of a view. */
export function listRuleFilters({ localFilters }: StoreView): readonly RuleFilter[] {
  return Object.values(localFilters)
    .flat()
    .filter((filter) => filter.kind === 'rule')
}

/** Removes all rows of a source. */
function createHiddenFilter(table: EntryTable, source: TableSource): SourceFilter {
  return {
    async apply(mask) {
      const rows = mask.bytes()
      for (const { from, to } of table.rangesOf(source)) rows.fill(0, from, to)
    },
    passes: () => false,
  }
}

function createSourceFilter(
  table: EntryTable,
  tasks: PageTasks,
  rules: RuleTests,
  source: TableSource,
  localFilters: readonly LocalFilter[],
  roleFilters: readonly RoleFilter[],
): SourceFilter {
  const ruleFilters = localFilters.filter((filter) => filter.kind === 'rule')
  const ruleTest = ruleFilters.length > 0 ? rules.createTest(ruleFilters) : undefined
  // Which rows differ from those of a link is known without a search.
  const needsSearch = !ruleFilters.every(isSealFilter)
  const isInHours = createHoursMatcher(localFilters.filter((filter) => filter.kind === 'hours'))
  const filters = localFilters.filter(isContentFilter)
  const matches = createLocalMatcher(filters)
  const matchers = roleFilters.map((filter) => createRoleMatcher(source.dataset, filter))
  const roleTests = roleFilters.map((filter) => createRoleTest(table, source, filter))
  const tests = [
    ...groupLocalFilters(filters).map((group) => createFieldTest(table, source, group)),
    ...roleTests,
  ]

  /** Whether a row passes; `undefined` when the columns do not decide it. */
  function decide(row: number): boolean | undefined {
    let isCertain = true
    for (const test of tests) {
      const decision = test?.decide(row)
      if (decision === false) return false
      if (decision === undefined) isCertain = false
    }
    return isCertain || undefined
  }

  async function matchText(row: number): Promise<boolean> {
    const text = await table.archive.read(row)
    const entry: unknown = JSON.parse(text)
    return matches(entry, text) && matchers.every((matcher) => matcher(entry))
  }

  const passesSearched = (row: number) =>
    (ruleTest?.passes(row) ?? true) && (decide(row) ?? matchText(row))

  function passes(row: number): boolean | Promise<boolean> {
    if (!isInHours(table.times.at(row))) return false
    if (!needsSearch || rules.isSearched(row)) return passesSearched(row)
    return rules.search().then(() => passesSearched(row))
  }

  return {
    async apply(mask, signal) {
      const ranges = table.rangesOf(source)
      const isAllCoded = tests.every((test) => test?.isReady())
      if (ruleTest) keepMatches(ruleTest, ranges, mask)
      if (localFilters.some(({ kind }) => kind === 'hours'))
        removeOtherHours(table, ranges, isInHours, mask)
      for (const test of tests) test?.apply(mask, ranges)
      if (isAllCoded && !tests.some((test) => test?.mayBeUndecided())) return
      // A dictionary decides about roles in all rows, so only the other ones have to be read from the text.
      const unready = roleFilters.filter((_, at) => !roleTests[at]?.isReady())
      const undecidedPages: number[] = []
      for (let page = 0; table.archive.rowsOf(page).from < mask.length(); page++) {
        const { from, to } = table.archive.rowsOf(page)
        if (table.sourceOf(from) !== source || !hasRows(mask, from, to)) continue
        if (!isAllCoded || hasUndecided(tests, from, to)) undecidedPages.push(page)
      }
      const pageFilters = { localFilters: filters, roleFilters: toLogFilters(source, unready) }
      await matchPages(table, tasks, undecidedPages, pageFilters, mask, signal)
    },
    passes,
  }
}

function toLogFilters(
  { dataset }: TableSource,
  filters: readonly RoleFilter[],
): readonly LogRoleFilter[] {
  return filters.map((filter) => ({
    ...filter,
    dataset: toRoleField(dataset, filter.role).dataset,
  }))
}

function keepMatches(test: RuleTest, ranges: readonly RowRange[], mask: RowMask): void {
  const rows = mask.bytes()
  const passing = test.toMask(rows.length)
  for (const { from, to } of ranges) {
    for (let row = from; row < Math.min(to, rows.length); row++) {
      rows[row] = (rows[row] ?? 0) & (passing[row] ?? 0)
    }
  }
}

function removeOtherHours(
  { times }: EntryTable,
  ranges: readonly RowRange[],
  isInHours: (timeMs: number) => boolean,
  mask: RowMask,
): void {
  const rows = mask.bytes()
  for (const { from, to } of ranges) {
    for (let row = from; row < Math.min(to, rows.length); row++) {
      if (rows[row] === 1 && !isInHours(times.at(row))) rows[row] = 0
    }
  }
}

function hasRows(mask: RowMask, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (mask.has(row)) return true
  return false
}

function hasUndecided(
  tests: readonly (ValueTest | undefined)[],
  from: number,
  to: number,
): boolean {
  return tests.some((test) => {
    if (!test?.mayBeUndecided()) return false
    for (let row = from; row < to; row++) if (test.decide(row) === undefined) return true
    return false
  })
}

type PageFilters = {
  localFilters: readonly ContentFilter[]
  roleFilters: readonly LogRoleFilter[]
}

async function matchPages(
  { archive }: EntryTable,
  tasks: PageTasks,
  pages: readonly number[],
  { localFilters, roleFilters }: PageFilters,
  mask: RowMask,
  signal: AbortSignal,
): Promise<void> {
  const pageQueue = pages.values()
  async function matchQueued(): Promise<void> {
    for (const number of pageQueue) {
      signal.throwIfAborted()
      const page = archive.get(number)
      if (!page) continue
      const passed = new Set(await tasks.match(page, localFilters, roleFilters))
      const { from, to } = archive.rowsOf(number)
      for (let row = from; row < to; row++) if (!passed.has(row - from)) mask.remove(row)
    }
  }
  await Promise.all(Array.from({ length: maxPagesInFlight }, matchQueued))
  signal.throwIfAborted()
}
