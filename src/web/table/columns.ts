/** The catalog's columns as TanStack Table's column model. */
import { columnSizingFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Column, Field } from '../../catalog/fields.ts'
import type { StoredEntry } from '../store/entry-store.ts'

/** What the table uses of TanStack Table: the column model with sizes. Rows come from the store. */
export const entryTableFeatures = tableFeatures({ columnSizingFeature })

/** What a column carries besides its size. */
export type EntryColumnMeta = { column: Column; field: Field }

const helper = createColumnHelper<typeof entryTableFeatures, StoredEntry>()

/** The columns of a dataset in their first order. */
export function toColumns(dataset: Dataset) {
  const fields = new Map(dataset.fields.map((field) => [field.path, field]))
  return helper.columns(
    dataset.columns.flatMap((column) => {
      const field = fields.get(column.field)
      if (!field) return []
      return helper.display({
        id: column.field,
        header: field.label,
        size: column.width,
        meta: { column, field } satisfies EntryColumnMeta,
      })
    }),
  )
}
