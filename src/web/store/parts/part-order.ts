/** The rows of a part of the list, in the order of the list, and those of them that a view shows. */
import { createRowList } from '../columns/row-list.ts'
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { PartDoubt, PartSize, StorePart, StoreView } from '../entry-store.ts'
import {
  countBySource,
  type EntryOrder,
  type SourcedRows,
  showsAll,
  toShownOf,
} from '../list/entry-order.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { RuleTests } from '../list/rule-tests.ts'
import type { TableSource } from '../list/table-source.ts'
import { createViewFilter, listRuleFilters } from '../list/view-filter.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { createPartFilter } from './part-filter.ts'

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
  /** Whether the same view may show other rows now. */
  isOutdated: () => boolean
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
  const parts = table.sources.filter(({ id }) => part.filters[id] !== undefined)
  const nothing = countBySource(table, { list: createRowList(), mask: createRowMask() })
  let selected: Selected = { all: nothing, shown: nothing, listed: 0, sources: {} }
  let view: StoreView = { localFilters: {} }

  const toRows = (mask: RowMask): SourcedRows =>
    countBySource(table, { list: createRowList(listAll().select(mask.bytes())), mask })

  async function applyView(all: SourcedRows, next: StoreView, signal: AbortSignal) {
    if (showsAll(next)) return all
    const mask = createRowMask(all.mask)
    const viewFilter = createViewFilter(table, tasks, rules, next)
    await viewFilter.prepare(all, signal)
    await viewFilter.apply(mask, signal)
    return toRows(mask)
  }

  async function select(next: StoreView, signal: AbortSignal): Promise<Selected> {
    const listed = listAll().length()
    const mask = createRowMask(allMask())
    const doubt = await filter(mask, signal)
    if (doubt) return { all: nothing, shown: nothing, listed, sources: {}, doubt }
    const all = toRows(mask)
    const shown = await applyView(all, next, signal)
    return { all, shown, listed, sources: countSources(table, parts, all, late) }
  }

  return {
    shown: () => selected.shown,
    passed: () => selected.shown.mask,
    entries: () => selected.shown.list,
    all: () => selected.all.list,
    allMask: () => selected.all.mask,
    hidden: () => view.hidden ?? [],
    findJoined: () => undefined,
    // The drawer may show an entry of the whole list.
    has,
    size() {
      const { all, shown, sources, doubt } = selected
      const unknownRules = rules.listUnknown(listRuleFilters(view))
      return {
        stored: all.list.length(),
        shown: shown.list.length(),
        ...toShownOf(table, shown.counts, all.counts),
        sources,
        ...(unknownRules.length > 0 && { unknownRules }),
        ...(doubt && { doubt }),
      }
    },
    // What rules match may have changed.
    isOutdated: () => listAll().length() !== selected.listed || listRuleFilters(view).length > 0,
    async setView(next, signal) {
      selected = await select(next, signal)
      view = next
    },
    async refresh(isOutdated) {
      if (selected.doubt || !isOutdated(listRuleFilters(view))) return
      const { signal } = new AbortController()
      selected = { ...selected, shown: await applyView(selected.all, view, signal) }
    },
  }
}

/** The rows of a part and those that are shown, selected from a list of `listed` rows. */
type Selected = {
  all: SourcedRows
  shown: SourcedRows
  listed: number
  sources: PartSize['sources']
  doubt?: PartDoubt
}

function countSources(
  { sourceOf }: EntryTable,
  parts: readonly TableSource[],
  { mask, counts }: SourcedRows,
  late: ReadonlySet<number>,
): PartSize['sources'] {
  const lateSources = [...late].filter(mask.has).map(sourceOf)
  return Object.fromEntries(
    parts.map((source) => [
      source.id,
      {
        stored: counts[source.number] ?? 0,
        late: lateSources.filter((each) => each === source).length,
      },
    ]),
  )
}
