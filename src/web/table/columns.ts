/** The catalog's columns as TanStack Table's column model, and back as what the rows draw. */
import {
  columnSizingFeature,
  createColumnHelper,
  type Column as TableColumn,
  tableFeatures,
} from '@tanstack/react-table'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Column } from '../../catalog/fields.ts'
import type { StoredEntry } from '../store/entry-store.ts'

/** What the table uses of TanStack Table: the column model with sizes. Rows come from the store. */
export const entryTableFeatures = tableFeatures({ columnSizingFeature })

/** A column as it is shown: its label, its present width in pixels, and its declaration. */
export type ShownColumn = { label: string; width: number; source: Column }

const helper = createColumnHelper<typeof entryTableFeatures, StoredEntry>()

/** The columns of a dataset in their first order. */
export function toColumns(dataset: Dataset) {
  const labels = new Map(dataset.fields.map(({ path, label }) => [path, label]))
  return helper.columns(
    dataset.columns.map((column) =>
      helper.display({
        id: column.field,
        header: labels.get(column.field) ?? column.field,
        size: column.width,
        meta: column,
      }),
    ),
  )
}

/** What the rows need of a column of the model. */
export function toShownColumn(
  column: TableColumn<typeof entryTableFeatures, StoredEntry>,
): ShownColumn {
  const { header, meta } = column.columnDef
  const width = column.getSize()
  return { label: String(header), width, source: { field: column.id, ...meta, width } }
}
