/**
 * The column model, which is TanStack Table's: every field of a log is a column, and which are shown, in
 * what order, pinned and how wide is its state. It is given no rows: those come from the store.
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
import { type ColumnLayout, readColumnState, toColumn, toColumnState } from './column-layout.ts'

/** What is asked of the model of all columns of a log. */
export type ColumnModel = Pick<
  Table<ColumnFeatures, StoredEntry>,
  'getColumn' | 'getVisibleLeafColumns' | 'atoms'
>

const helper = createColumnHelper<ColumnFeatures, StoredEntry>()
const noRows: StoredEntry[] = []
const selectNothing = () => undefined

function defineColumns(dataset: Dataset) {
  return dataset.fields.map((field) => {
    const meta = toColumn(dataset, field)
    return helper.display({ id: field.path, header: field.label, size: meta.width, meta })
  })
}

/** The columns in a layout. What is done with them comes back as a change of the layout. */
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
          // The last column stays.
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

/** Moves a column to another place among the shown ones, within the pinned ones or the others. */
export function moveColumn(column: ModelColumn, to: number): void {
  const { id, table } = column
  const shown = table.getVisibleLeafColumns().map((each) => each.id)
  const order = shown.filter((each) => each !== id)
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

/** Gives a column a width. */
export function resizeColumn({ id, table }: ModelColumn, width: number): void {
  table.setColumnSizing((now) => ({ ...now, [id]: width }))
}
