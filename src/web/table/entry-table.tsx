/**
 * The list of entries: a grid in which only the visible rows have elements. It requests more entries near its end,
 * and its rows do not move when entries are loaded.
 */
import { type ReactNode, useMemo, useRef } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type Density, useViewPreferences } from '../preferences/view-preferences.ts'
import { useRules } from '../rules/rule-library.ts'
import type { StoredEntry } from '../store/entry-store.ts'
import { useNames } from '../store/names/use-names.ts'
import { useEntryOrigins } from '../store/origins/entry-origins.ts'
import { usePivots } from '../ui/pivot-context.ts'
import { useWidth } from '../ui/size/use-width.ts'
import { toFormColumns } from './columns/columns.ts'
import { DeferredHeadings } from './columns/deferred-headings.tsx'
import type { RowForm } from './columns/row-form.ts'
import { useColumnLayout } from './columns/use-column-layout.ts'
import type { GridPosition } from './grid/grid-position.ts'
import type { RowMarks } from './grid/grid-view.ts'
import { useGrid } from './grid/use-grid.ts'
import type { ShownPairs } from './rows/log-cell.ts'
import type { RowSource } from './rows/row-cache.ts'

/** Height of a row in pixels. */
const rowHeights: Readonly<Record<Density, number>> = { compact: 24, regular: 30, roomy: 38 }
/** A card has two lines of the sentence, one of the other cells, and room between cards. */
const cardHeight = 74

const ignore = () => undefined

/** The table of one search. Remount it (by key) for another search, and when cards take the place of lines. */
export function EntryTable({
  dataset,
  list: { store, firstEntries, isWhole, position, rulesVersion = 0, ...numbers },
  form,
  timeZone,
  hiddenYear,
  marks,
  pairs,
  onTogglePair,
  onOpen,
  onSelect,
  onNearEnd,
  endNotice,
}: {
  dataset: Dataset
  /** The entries, the numbers of shown and loaded ones, the revisions, and whether the list is complete. */
  list: {
    store: RowSource
    /** The entries of the list while the store does not have them yet. */
    firstEntries?: readonly StoredEntry[] | undefined
    size: number
    loaded: number
    revision: number
    quietRevision: number | undefined
    /** Changes when rows may have other rules. */
    rulesVersion?: number
    isWhole: boolean
    position: GridPosition
  }
  form: RowForm
  timeZone: string
  /** The year of the whole range, which its times do not need to say. */
  hiddenYear: string | undefined
  /** The highlighted rows. */
  marks: RowMarks
  /** How pairs of entries are shown; a new object when that has changed. Without it, each entry has a row of its own. */
  pairs?: ShownPairs | undefined
  onTogglePair?: ((entry: StoredEntry) => void) | undefined
  onOpen: (entry: StoredEntry) => void
  /** Toggles the selection of one entry, or selects several. */
  onSelect: (entries: readonly StoredEntry[]) => void
  onNearEnd: () => void
  /** Shown after the last row: loading, the end, or an error with a retry. */
  endNotice: ReactNode
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const available = useWidth(scroller)
  const { layout } = useColumnLayout(dataset)
  const { density } = useViewPreferences()
  const { nameOf } = useNames()
  const origins = useEntryOrigins()
  const { byId: rules } = useRules()
  const isCard = form === 'card'
  const shown = useMemo(
    () => toFormColumns(form, dataset, layout, { available, hasYear: hiddenYear === undefined }),
    [form, dataset, layout, available, hiddenYear],
  )
  const style = useMemo(
    () => ({ dataset, timeZone, hiddenYear, form, names: nameOf, origins, pairs, rules }),
    [dataset, timeZone, hiddenYear, form, nameOf, origins, pairs, rules],
  )
  const view = {
    ...numbers,
    source: store,
    firstEntries,
    rulesVersion,
    columns: shown,
    style,
    isCard,
    rowHeight: isCard ? cardHeight : rowHeights[density],
    marks,
    position,
  }
  const { grid, body, layer, announcer } = useGrid(scroller, view, {
    onOpen,
    onSelect,
    onNearEnd,
    onTogglePair: onTogglePair ?? ignore,
    onMenu: usePivots().openMenu,
  })
  return (
    <div
      ref={scroller}
      data-scroller
      className="min-h-0 flex-1 overflow-auto bg-kumo-base contain-strict [overflow-anchor:none]"
    >
      <div
        ref={grid}
        role="grid"
        aria-label={dataset.title}
        aria-rowcount={isWhole ? numbers.size + 1 : -1}
        aria-colcount={shown.length}
        aria-multiselectable
        tabIndex={0}
        className="group/grid w-fit min-w-full outline-none"
      >
        <div
          role="rowgroup"
          className={isCard ? 'sr-only' : 'sticky top-0 z-10 w-(--row) min-w-full'}
        >
          <div
            role="row"
            aria-rowindex={1}
            className="flex h-7 items-center border-kumo-line border-b bg-kumo-recessed"
          >
            <DeferredHeadings
              dataset={dataset}
              columns={shown}
              timeZone={timeZone}
              hasMenus={form === 'cells'}
            />
          </div>
        </div>
        <div
          ref={body}
          role="presentation"
          className="relative w-(--row) min-w-full overflow-x-clip"
        >
          <div ref={layer} role="rowgroup" className="absolute top-0 left-0 w-full" />
        </div>
      </div>
      <div className="sticky left-0 w-fit px-3 py-3 text-kumo-subtle">{endNotice}</div>
      <output ref={announcer} className="sr-only" />
    </div>
  )
}
