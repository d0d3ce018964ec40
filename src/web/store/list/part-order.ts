/** The rows of a part of the list, in the order of the list, and those of them that a view shows. */
import { createRowList } from '../columns/row-list.ts'
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { PartDoubt, PartSize, StorePart, StoreView } from '../entry-store.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { type EntryOrder, showsAll } from './entry-order.ts'
import type { EntryTable } from './entry-table.ts'
import { createPartFilter } from './part-filter.ts'
import type { RuleTests, ShownRows } from './rule-tests.ts'
import { createViewFilter, listRuleFilters } from './view-filter.ts'

/** A part of an order. */
export type PartOrder = Pick<
  EntryOrder,
  | 'shown'
  | 'passed'
  | 'entries'
  | 'all'
  | 'allMask'
  | 'has'
  | 'hidden'
  | 'findJoined'
  | 'setView'
  | 'refresh'
> & {
  size: () => PartSize
}

/** Creates a part of the order of a table; it is empty until `setView` has selected it. */
export function createPartOrder(
  table: EntryTable,
  tasks: PageTasks,
  rules: RuleTests,
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
  let view: StoreView = { localFilters: {} }

  async function applyView(signal: AbortSignal): Promise<void> {
    shown = all
    if (doubt || showsAll(view)) return
    const mask = createRowMask(all.mask)
    const viewFilter = createViewFilter(table, tasks, rules, view)
    await viewFilter.prepare(all, signal)
    await viewFilter.apply(mask, signal)
    shown = select(mask)
  }

  const select = (mask: RowMask): ShownRows => ({
    list: createRowList(listAll().select(mask.bytes())),
    mask,
  })

  return {
    shown: () => shown,
    passed: () => shown.mask,
    entries: () => shown.list,
    all: () => all.list,
    allMask: () => all.mask,
    hidden: () => view.hidden ?? [],
    findJoined: () => undefined,
    // The drawer may show an entry of the whole list.
    has,
    size() {
      const unknownRules = rules.listUnknown(listRuleFilters(view))
      return {
        stored: all.list.length(),
        shown: shown.list.length(),
        late: lateCount,
        ...(unknownRules.length > 0 && { unknownRules }),
        ...(doubt && { doubt }),
      }
    },
    async setView(next: StoreView, signal) {
      view = next
      const mask = createRowMask(allMask())
      doubt = await filter(mask, signal)
      all = doubt ? nothing : select(mask)
      lateCount = [...late].filter((row) => all.mask.has(row)).length
      await applyView(signal)
    },
    async refresh(isOutdated) {
      if (isOutdated(listRuleFilters(view))) await applyView(new AbortController().signal)
    },
  }
}
