/** The layout of a log's columns, as this browser arranged them. */
import { useMemo } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { useViewPreferences } from '../../preferences/view-preferences.ts'
import { type ColumnLayout, toColumnLayout } from './column-layout.ts'

/** The columns to show, and whether somebody arranged them. */
export function useColumnLayout(dataset: Dataset): { layout: ColumnLayout; isArranged: boolean } {
  const stored = useViewPreferences().columns[dataset.id]
  const layout = useMemo(() => toColumnLayout(dataset, stored), [dataset, stored])
  return { layout, isArranged: stored !== undefined }
}
