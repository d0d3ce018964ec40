/**
 * The column model, by TanStack Table: every field of a log is a column, and its state is their visibility, order,
 * pinning and width; so is the summary. It has no rows: those come from the store.
 */
import {
  createColumnHelper,
  functionalUpdate,
  type Table,
  type Updater,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import {
  type ColumnFeatures,
  type ColumnState,
  columnFeatures as features,
  type ModelColumn,
} from './column-features.ts'
import {
  type ColumnLayout,
  listColumnFields,
  readColumnState,
  toColumn,
  toColumnLabel,
  toColumnState,
} from './column-layout.ts'

/** The used part of the model of all columns of a log. */
export type ColumnModel = Pick<
  Table<ColumnFeatures, StoredEntry>,
  'getColumn' | 'getVisibleLeafColumns' | 'atoms'
>

const helper = createColumnHelper<ColumnFeatures, StoredEntry>()
const noRows: StoredEntry[] = []
const selectNothing = () => undefined

function defineColumns(dataset: Dataset) {
  return listColumnFields(dataset).map((field) => {
    const meta = toColumn(dataset, field)
    return helper.display({
      id: field.path,
      header: toColumnLabel(dataset, field),
      size: meta.width,
      meta,
    })
  })
}

/** The model of the columns in a layout. Every change of its state is passed to `change` as a change of the layout. */
export function useColumnModel(
  dataset: Dataset,
  layout: ColumnLayout,
  change: (toNext: (now: ColumnLayout) => ColumnLayout) => void,
): ColumnModel {
  const columns = useMemo(() => defineColumns(dataset), [dataset])
  const state = useMemo(() => toColumnState(dataset, layout), [dataset, layout])
  const options = useMemo(() => {
    const update =
      <K extends keyof ColumnState>(key: K) =>
      (updater: Updater<ColumnState[K]>) =>
        change((now) => {
          const before = toColumnState(dataset, now)
          const next = { ...before, [key]: functionalUpdate(updater, before[key]) }
          const shown = readColumnState(next)
          // The last column cannot be hidden.
          return shown.length > 0 ? shown : now
        })
    return {
      features,
      columns,
      state,
      data: noRows,
      onColumnVisibilityChange: update('columnVisibility'),
      onColumnOrderChange: update('columnOrder'),
      onColumnPinningChange: update('columnPinning'),
      onColumnSizingChange: update('columnSizing'),
    }
  }, [dataset, columns, state, change])
  return useTable(options, selectNothing)
}

/** Moves a column to another index among the shown ones; a pinned one among the pinned ones only. */
export function moveColumn(column: ModelColumn, to: number): void {
  const { id, table } = column
  const order = table
    .getVisibleLeafColumns()
    .map((shown) => shown.id)
    .filter((shownId) => shownId !== id)
  order.splice(Math.max(0, to), 0, id)
  if (column.getIsPinned()) {
    table.setColumnPinning(({ start, end }) => ({
      start: start.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
      end,
    }))
  } else {
    table.setColumnOrder(order)
  }
}

/** Sets the width of a column in pixels. */
export function resizeColumn({ id, table }: ModelColumn, width: number): void {
  table.setColumnSizing((now) => ({ ...now, [id]: width }))
}
