/**
 * The list of entries: a grid of which only the visible rows exist. It asks for more when its end
 * comes near, and nothing in it moves because something was loaded.
 */
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { StoredEntry } from '../store/entry-store.ts'
import { usePivots } from '../ui/pivot-context.ts'
import { getFields, toShownColumns } from './columns.ts'
import { createEntryGrid, type EntryGrid } from './entry-grid.ts'
import type { GridEvents, GridView } from './grid-view.ts'
import type { RowSource } from './row-cache.ts'

/** Height of a row in pixels. */
const rowHeight = 30

/** The table of one search. Remount it (by key) for another search. */
export function EntryTable({
  dataset,
  list: { store, size, revision, isWhole },
  timeZone,
  openIndex,
  onOpen,
  onNearEnd,
  endNotice,
}: {
  dataset: Dataset
  /** The entries, how many are shown, when that changed, and whether that is all there is. */
  list: { store: RowSource; size: number; revision: number; isWhole: boolean }
  timeZone: string
  openIndex: number | undefined
  onOpen: (entry: StoredEntry) => void
  onNearEnd: () => void
  /** Stands after the last row: loading, the end, or an error with a retry. */
  endNotice: ReactNode
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const available = useWidth(scroller)
  const columns = useMemo(() => toShownColumns(dataset, available), [dataset, available])
  const view = {
    source: store,
    size,
    revision,
    columns,
    fields: getFields(dataset),
    timeZone,
    rowHeight,
    openIndex,
  }
  const { grid, body, layer, announcer } = useGrid(scroller, view, {
    onOpen,
    onNearEnd,
    onMenu: usePivots().openMenu,
  })
  return (
    <div
      ref={scroller}
      data-scroller
      className="min-h-0 flex-1 overflow-auto bg-kumo-base [overflow-anchor:none]"
    >
      <div
        ref={grid}
        role="grid"
        aria-label={dataset.title}
        aria-rowcount={isWhole ? size + 1 : -1}
        aria-colcount={columns.length}
        tabIndex={0}
        className="group/grid w-fit min-w-full outline-none"
      >
        <div role="rowgroup" className="sticky top-0 z-10 w-(--row) min-w-full">
          <div
            role="row"
            aria-rowindex={1}
            className="flex h-8 items-center border-kumo-line border-b bg-kumo-recessed"
          >
            {columns.map((column, i) => (
              <div
                key={column.source.field}
                role="columnheader"
                aria-colindex={i + 1}
                className="shrink-0 truncate px-2.5 font-medium text-[12px] text-kumo-strong"
                style={{ width: `var(--w${i})` }}
              >
                {column.label}
              </div>
            ))}
          </div>
        </div>
        <div ref={body} role="presentation" className="relative w-(--row) min-w-full">
          <div ref={layer} role="rowgroup" className="absolute top-0 left-0 w-full" />
        </div>
      </div>
      <div className="sticky left-0 w-fit px-3 py-3 text-kumo-subtle">{endNotice}</div>
      <output ref={announcer} className="sr-only" />
    </div>
  )
}

/** The inner width of an element. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(() => setWidth(current.clientWidth))
    setWidth(current.clientWidth)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** Runs the grid in its elements, and hands it every change. */
function useGrid(
  scroller: React.RefObject<HTMLElement | null>,
  view: GridView,
  events: GridEvents,
) {
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const announcer = useRef<HTMLOutputElement>(null)
  const running = useRef<EntryGrid>(undefined)
  useLayoutEffect(() => {
    if (running.current) {
      running.current.update(view, events)
      return
    }
    const [a, b, c, d, e] = [scroller, grid, body, layer, announcer].map(({ current }) => current)
    if (!a || !b || !c || !d || !e) return
    const parts = { scroller: a, grid: b, body: c, layer: d, announcer: e }
    running.current = createEntryGrid(parts, view, events)
  })
  useEffect(
    () => () => {
      running.current?.destroy()
      running.current = undefined
    },
    [],
  )
  return { grid, body, layer, announcer }
}
