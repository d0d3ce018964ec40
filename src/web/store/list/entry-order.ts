/** The rows of the list in their order, and those that the view shows. */

import type { RuleFilter } from '../../../query/log-query.ts'
import { createRowList, type RowList } from '../columns/row-list.ts'
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { CommitOptions, SourceId, StoreSize, StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'
import { insertByTime } from './insert-by-time.ts'
import type { RuleTests, ShownRows } from './rule-tests.ts'
import { createViewFilter, listRuleFilters, type ViewFilter } from './view-filter.ts'

type AddOptions = Pick<CommitOptions, 'at' | 'direction' | 'ties'>

/** Rows, and how many of them each source has, by its number. */
export type SourcedRows = ShownRows & { counts: Uint32Array }

/** The order of a list, and its view. */
export type EntryOrder = {
  shown: () => ShownRows
  /** The rows that pass the filters, whether pairs are joined or not. */
  passed: () => RowMask
  /** The shown rows, and with joined pairs also the second entries that are hidden. */
  entries: () => RowList
  /** All rows of the list, whether the view shows them or not. */
  all: () => RowList
  /** The same rows as a mask. */
  allMask: () => RowMask
  size: () => StoreSize
  /** Whether a row is part of the list. */
  has: (row: number) => boolean
  /** Whether the view shows a row, or would show it if it were in the list. */
  passes: (row: number) => boolean | Promise<boolean>
  /** Ids of the sources of which the view shows no entry. */
  hidden: () => readonly SourceId[]
  /** Of the hidden second entry of a joined pair, the row that shows the pair. */
  findJoined: (row: number) => number | undefined
  /** Adds rows: at the end in the given order, at the start by their time. */
  add: (rows: Uint32Array, options: AddOptions) => Promise<void>
  /** Changes the view. When aborted, rejects with the signal's reason and does not change it. */
  setView: (view: StoreView, signal: AbortSignal) => Promise<void>
  /** Applies the view again when its filters by rules are outdated. */
  refresh: (isOutdated: (filters: readonly RuleFilter[]) => boolean) => Promise<void>
}

/** Creates an empty order that shows everything. Calls of `add` and `setView` must not overlap. */
export function createEntryOrder(
  table: EntryTable,
  tasks: PageTasks,
  rules: RuleTests,
): EntryOrder {
  const all = countBySource(table, { list: createRowList(), mask: createRowMask() })
  let view: StoreView = { localFilters: {} }
  let filter: ViewFilter | undefined
  let shown = all

  async function applyView(signal: AbortSignal): Promise<void> {
    const next = createViewFilter(table, tasks, rules, view)
    const mask = createRowMask(all.mask)
    await next.prepare(all, signal)
    await next.apply(mask, signal)
    filter = next
    shown = countBySource(table, { list: createRowList(all.list.select(mask.bytes())), mask })
  }

  return {
    shown: () => shown,
    passed: () => shown.mask,
    entries: () => shown.list,
    all: () => all.list,
    allMask: () => all.mask,
    size() {
      const unknownRules = rules.listUnknown(listRuleFilters(view))
      return {
        stored: all.list.length(),
        shown: shown.list.length(),
        ...toShownOf(table, shown.counts, all.counts),
        ...(unknownRules.length > 0 && { unknownRules }),
      }
    },
    has: (row) => all.mask.has(row),
    passes: (row) => filter?.passes(row) ?? true,
    hidden: () => view.hidden ?? [],
    findJoined: () => undefined,
    async add(rows, options) {
      const passed = filter ? await listPassing(rows, filter) : rows
      insertRows(table, all, rows, options)
      if (shown !== all) insertRows(table, shown, passed, options)
    },
    async setView(next, signal) {
      const previous = view
      view = next
      if (showsAll(next)) {
        filter = undefined
        shown = all
        return
      }
      try {
        await applyView(signal)
      } catch (error) {
        view = previous
        throw error
      }
    },
    async refresh(isOutdated) {
      if (isOutdated(listRuleFilters(view))) await applyView(new AbortController().signal)
    },
  }
}

/** Counts the rows of each source. Reads the mask, so rows that are added are counted by `insertRows`. */
export function countBySource(
  { sources, rangesOf }: EntryTable,
  { list, mask }: ShownRows,
): SourcedRows {
  const ranges = sources.map(rangesOf)
  const sizes = ranges.map((own) => own.reduce((sum, { from, to }) => sum + to - from, 0))
  const largest = sizes.indexOf(Math.max(...sizes))
  const counts = Uint32Array.from(ranges, (own, number) =>
    number === largest ? 0 : own.reduce((sum, { from, to }) => sum + mask.countIn(from, to), 0),
  )
  // The others are of the largest source, whose rows need not be read.
  counts[largest] = counts.reduce((rest, count) => rest - count, list.length())
  return { list, mask, counts }
}

/** The member `shownOf` of a size; nothing where the counts are those of all rows, or there is only one source. */
export function toShownOf(
  { sources }: EntryTable,
  shown: Uint32Array,
  all?: Uint32Array,
): Pick<StoreSize, 'shownOf'> {
  if (sources.length === 1) return {}
  if (all && shown.every((count, number) => count === all[number])) return {}
  return { shownOf: Object.fromEntries(sources.map(({ id, number }) => [id, shown[number] ?? 0])) }
}

/** Adds rows: at the end in the given order, at the start by their time. */
export function insertRows(
  { times, sourceOf }: EntryTable,
  { list, mask, counts }: SourcedRows,
  added: Uint32Array,
  { at, ...options }: AddOptions,
): void {
  mask.add(added)
  const sourceAt = (row: number) => sourceOf(row).number
  for (const row of added) {
    const number = sourceAt(row)
    counts[number] = (counts[number] ?? 0) + 1
  }
  if (at === 'start') insertByTime(list, added, { timeAt: times.at, sourceAt, ...options })
  else list.append(added)
}

/** Whether a view shows all entries. */
export function showsAll({ localFilters, roleFilters = {}, hidden = [] }: StoreView): boolean {
  const filters = [...Object.values(localFilters), ...Object.values(roleFilters)]
  return hidden.length === 0 && filters.every((each) => each.length === 0)
}

async function listPassing(rows: Uint32Array, filter: ViewFilter): Promise<Uint32Array> {
  const passed: number[] = []
  for (const row of rows) {
    const passes = filter.passes(row)
    if (typeof passes === 'boolean' ? passes : await passes) passed.push(row)
  }
  return Uint32Array.from(passed)
}
