/** The features of TanStack Table that the columns use: four, and none for rows. */
import {
  type Column,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  metaHelper,
  type TableState,
  tableFeatures,
} from '@tanstack/react-table'
import type { Column as CatalogColumn } from '../../../catalog/fields.ts'
import type { StoredEntry } from '../../store/entry-store.ts'

/** The features; the metadata of a column is its declaration in the catalog. */
export const columnFeatures = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnMeta: metaHelper<CatalogColumn>(),
})

/** The type of the features. */
export type ColumnFeatures = typeof columnFeatures
/** The state of the columns: order, visibility, pinning and widths. */
export type ColumnState = TableState<ColumnFeatures>
/** A column of the model. */
export type ModelColumn = Column<ColumnFeatures, StoredEntry>
