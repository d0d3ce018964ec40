/**
 * The list of entries: a grid of which only the visible rows exist. It asks for more when its end
 * comes near, and nothing in it moves because something was loaded.
 */
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { EntryStore, StoredEntry } from '../store/entry-store.ts'
import { usePivots } from '../ui/pivot-context.ts'
import { entryTableFeatures, toColumns, toShownColumn } from './columns.ts'
import { createRowKeyHandler } from './create-row-key-handler.ts'
import { EntryRow, getFields, type RowState, rowHeight } from './entry-row.tsx'
import { findPivotTarget } from './find-pivot-target.ts'
import { useRows } from './use-rows.ts'

const headerHeight = 32
/** How many rows before the end the next page is asked for. */
const rowsAhead = 40
const noRows: StoredEntry[] = []

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
  list: { store: EntryStore; size: number; revision: number; isWhole: boolean }
  timeZone: string
  openIndex: number | undefined
  onOpen: (entry: StoredEntry) => void
  onNearEnd: () => void
  /** Stands after the last row: loading, the end, or an error with a retry. */
  endNotice: ReactNode
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const { openMenu } = usePivots()
  const model = useMemo(() => toColumns(dataset), [dataset])
  const table = useTable({ features: entryTableFeatures, columns: model, data: noRows })
  const columns = table.getAllLeafColumns().map(toShownColumn)
  const width = columns.reduce((sum, column) => sum + column.width, 0)

  const virtualizer = useVirtualizer({
    count: size,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headerHeight,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? -1
  const findRow = useRows(store, first, last + 1, { size, revision })

  useEffect(() => {
    if (last >= size - rowsAhead) onNearEnd()
  }, [last, size, onNearEnd])

  // Stepping in the drawer moves the current row along, and closing it leaves the row where it is.
  if (openIndex !== undefined && openIndex !== current) setCurrent(openIndex)
  useEffect(() => {
    if (openIndex !== undefined) virtualizer.scrollToIndex(openIndex, { align: 'auto' })
  }, [openIndex, virtualizer])

  async function open(index: number) {
    setCurrent(index)
    const [entry] = await store.rows(index, index + 1)
    if (entry) onOpen(entry)
  }

  function openRowMenu(index: number) {
    const entry = findRow(index)
    const anchor = scroller.current?.querySelector(`#row-${index}`)
    if (!entry || !anchor) return
    const fields = getFields(dataset)
    openMenu(
      columns.flatMap((column) => findPivotTarget(entry, column, fields) ?? []),
      anchor,
    )
  }

  function move(index: number) {
    setCurrent(index)
    virtualizer.scrollToIndex(index, { align: 'auto' })
    if (openIndex !== undefined) open(index)
  }

  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2)
  return (
    <div ref={scroller} data-scroller className="min-h-0 flex-1 overflow-auto bg-kumo-base">
      <div
        role="grid"
        aria-label={dataset.title}
        aria-rowcount={isWhole ? size + 1 : -1}
        aria-colcount={columns.length}
        aria-activedescendant={current >= first && current <= last ? `row-${current}` : undefined}
        tabIndex={0}
        onKeyDown={createRowKeyHandler({
          ...{ current, size, pageRows },
          ...{ onMove: move, onOpen: open, onMenu: openRowMenu },
        })}
        onContextMenu={(event) => {
          // Some systems send this after the menu key, which was heard already.
          if (event.target === event.currentTarget) event.preventDefault()
        }}
        className="group/grid w-fit min-w-full outline-none"
      >
        <div role="rowgroup" className="sticky top-0 z-10 min-w-full" style={{ width }}>
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
                className="truncate px-3 font-medium text-[12px] text-kumo-strong"
                style={{ flex: `${column.width} 0 ${column.width}px` }}
              >
                {column.label}
              </div>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className="relative min-w-full"
          style={{ height: virtualizer.getTotalSize(), width }}
        >
          {items.map(({ index, start }) => (
            <EntryRow
              key={index}
              dataset={dataset}
              index={index}
              top={start}
              row={findRow(index)}
              timeZone={timeZone}
              state={toRowState(index, current, openIndex)}
              columns={columns}
              onOpen={open}
            />
          ))}
        </div>
      </div>
      <div className="sticky left-0 w-fit px-3 py-3 text-kumo-subtle">{endNotice}</div>
    </div>
  )
}

function toRowState(index: number, current: number, openIndex: number | undefined): RowState {
  if (index === openIndex) return 'open'
  return index === current ? 'current' : 'plain'
}
