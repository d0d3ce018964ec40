/** What the columns use of TanStack Table: four of its features, and none that knows rows. */
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

/** The features, and what each column carries of the catalog. */
export const columnFeatures = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnMeta: metaHelper<CatalogColumn>(),
})

/** Their types. */
export type ColumnFeatures = typeof columnFeatures
/** What of the columns can be arranged. */
export type ColumnState = TableState<ColumnFeatures>
/** A column of the model. */
export type ModelColumn = Column<ColumnFeatures, StoredEntry>
