/** A hook for the column layout of a log that is stored in this browser. */
import { useMemo } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { useViewPreferences } from '../../preferences/view-preferences.ts'
import { useEntryOrigins } from '../../store/origins/entry-origins.ts'
import { type ColumnLayout, toColumnLayout } from './column-layout.ts'

/** The columns to show, and whether the user has arranged them. */
export function useColumnLayout(dataset: Dataset): { layout: ColumnLayout; isArranged: boolean } {
  const stored = useViewPreferences().columns[dataset.id]
  const hasSeveralScopes = useEntryOrigins()?.hasSeveralScopes ?? false
  const layout = useMemo(
    () => toColumnLayout(dataset, stored, hasSeveralScopes),
    [dataset, stored, hasSeveralScopes],
  )
  return { layout, isArranged: stored !== undefined }
}
