/** The rows of a part of the list, in the order of the list, and those of them that a view shows. */
import { createRowList } from '../columns/row-list.ts'
import { createRowMask } from '../columns/row-mask.ts'
import type { PartDoubt, PartSize, StorePart, StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { type EntryOrder, type ShownRows, showsAll } from './entry-order.ts'
import type { EntryTable } from './entry-table.ts'
import { createPartFilter } from './part-filter.ts'
import { createViewFilter } from './view-filter.ts'

/** A part of an order. */
export type PartOrder = Pick<
  EntryOrder,
  'shown' | 'passed' | 'entries' | 'all' | 'has' | 'setView'
> & {
  size: () => PartSize
}

/** Creates a part of the order of a table; it is empty until `setView` has selected it. */
export function createPartOrder(
  table: EntryTable,
  tasks: PageTasks,
  { all: listAll, allMask, has }: EntryOrder,
  late: ReadonlySet<number>,
  part: StorePart,
): PartOrder {
  const filter = createPartFilter(table, tasks, part)
  const nothing: ShownRows = { list: createRowList(), mask: createRowMask() }
  let all = nothing
  let shown = nothing
  let lateCount = 0
  let doubt: PartDoubt | undefined

  return {
    shown: () => shown,
    passed: () => shown.mask,
    entries: () => shown.list,
    all: () => all.list,
    // The drawer may show an entry of the whole list.
    has,
    size: () => ({
      stored: all.list.length(),
      shown: shown.list.length(),
      late: lateCount,
      ...(doubt && { doubt }),
    }),
    async setView(view: StoreView, signal) {
      const mask = createRowMask(allMask())
      doubt = await filter(mask, signal)
      const select = (selected: typeof mask): ShownRows => ({
        list: createRowList(listAll().select(selected.bytes())),
        mask: selected,
      })
      all = doubt ? nothing : select(mask)
      shown = all
      lateCount = [...late].filter((row) => all.mask.has(row)).length
      if (doubt || showsAll(view)) return
      const viewMask = createRowMask(mask)
      await createViewFilter(table, tasks, view).apply(viewMask, signal)
      shown = select(viewMask)
    },
  }
}
