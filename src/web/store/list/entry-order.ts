/** Which rows are part of the list, in which order, and which of them the view shows. */

import { createRowList, type RowList } from '../columns/row-list.ts'
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { CommitOptions, StoreSize, StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import type { EntryTable } from './entry-table.ts'
import { insertByTime } from './insert-by-time.ts'
import { createViewFilter, type ViewFilter } from './view-filter.ts'

/** Rows in the order of the view, and the same as a mask for counting. */
type ShownRows = { list: RowList; mask: RowMask }

/** The order. */
export type EntryOrder = {
  shown: () => ShownRows
  /** All rows of the list, whether the view shows them or not. */
  all: () => RowList
  size: () => StoreSize
  /** Whether a row is part of the list. */
  has: (row: number) => boolean
  /** Whether the view shows a row, or would. */
  passes: (row: number) => boolean | Promise<boolean>
  /** Adds rows: at the end in their order, at the start where their time belongs. */
  add: (rows: Uint32Array, place: CommitOptions['place']) => Promise<void>
  /** Rejects with the signal's reason, and shows what was shown before, when it is aborted. */
  setView: (view: StoreView, signal: AbortSignal) => Promise<void>
}

/** Creates an empty order that shows everything. Changes must not overlap; reading may at any time. */
export function createEntryOrder(table: EntryTable, labor: PageTasks): EntryOrder {
  const all: ShownRows = { list: createRowList(), mask: createRowMask() }
  let filter: ViewFilter | undefined
  let shown = all

  function put(rows: ShownRows, added: Uint32Array, place: CommitOptions['place']): void {
    rows.mask.add(added)
    if (place === 'start') insertByTime(rows.list, added, table.times.at)
    else rows.list.append(added)
  }

  return {
    shown: () => shown,
    all: () => all.list,
    size: () => ({ stored: all.list.length(), shown: shown.list.length() }),
    has: (row) => all.mask.has(row),
    passes: (row) => filter?.passes(row) ?? true,
    async add(rows, place) {
      const passed = filter ? await keepPassing(rows, filter) : rows
      put(all, rows, place)
      if (shown !== all) put(shown, passed, place)
    },
    async setView({ localFilters }, signal) {
      if (Object.values(localFilters).every((filters) => filters.length === 0)) {
        filter = undefined
        shown = all
        return
      }
      const next = createViewFilter(table, labor, localFilters)
      const mask = createRowMask(all.mask)
      await next.apply(mask, signal)
      filter = next
      shown = { list: createRowList(all.list.select(mask.bytes())), mask }
    },
  }
}

async function keepPassing(rows: Uint32Array, filter: ViewFilter): Promise<Uint32Array> {
  const passed: number[] = []
  for (const row of rows) {
    const passes = filter.passes(row)
    if (typeof passes === 'boolean' ? passes : await passes) passed.push(row)
  }
  return Uint32Array.from(passed)
}
