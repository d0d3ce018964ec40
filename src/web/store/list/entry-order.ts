/** The rows of the list in their order, and those that the view shows. */

import { createRowList, type RowList } from '../columns/row-list.ts'
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { CommitOptions, StoreSize, StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'
import { insertByTime } from './insert-by-time.ts'
import { createViewFilter, type ViewFilter } from './view-filter.ts'

/** Rows in their order, and the same rows as a mask for counting. */
export type ShownRows = { list: RowList; mask: RowMask }

type AddOptions = Pick<CommitOptions, 'at' | 'direction' | 'ties'>

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
  /** Adds rows: at the end in the given order, at the start by their time. */
  add: (rows: Uint32Array, options: AddOptions) => Promise<void>
  /** Changes the view. When aborted, rejects with the signal's reason and does not change it. */
  setView: (view: StoreView, signal: AbortSignal) => Promise<void>
}

/** Creates an empty order that shows everything. Calls of `add` and `setView` must not overlap. */
export function createEntryOrder(table: EntryTable, tasks: PageTasks): EntryOrder {
  const all: ShownRows = { list: createRowList(), mask: createRowMask() }
  let filter: ViewFilter | undefined
  let shown = all

  return {
    shown: () => shown,
    passed: () => shown.mask,
    entries: () => shown.list,
    all: () => all.list,
    allMask: () => all.mask,
    size: () => ({ stored: all.list.length(), shown: shown.list.length() }),
    has: (row) => all.mask.has(row),
    passes: (row) => filter?.passes(row) ?? true,
    async add(rows, options) {
      const passed = filter ? await listPassing(rows, filter) : rows
      insertRows(table, all, rows, options)
      if (shown !== all) insertRows(table, shown, passed, options)
    },
    async setView(view, signal) {
      if (showsAll(view)) {
        filter = undefined
        shown = all
        return
      }
      const next = createViewFilter(table, tasks, view)
      const mask = createRowMask(all.mask)
      await next.apply(mask, signal)
      filter = next
      shown = { list: createRowList(all.list.select(mask.bytes())), mask }
    },
  }
}

/** Adds rows: at the end in the given order, at the start by their time. */
export function insertRows(
  { times, sourceOf }: EntryTable,
  { list, mask }: ShownRows,
  added: Uint32Array,
  { at, ...options }: AddOptions,
): void {
  mask.add(added)
  const sourceAt = (row: number) => sourceOf(row).number
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
