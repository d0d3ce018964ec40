/** A hook for the columns of a log, with the layout that is stored in this browser. */
import { useCallback } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { setViewPreferences } from '../../preferences/view-preferences.ts'
import { useEntryOrigins } from '../../store/origins/entry-origins.ts'
import { type ColumnLayout, toColumnLayout } from './column-layout.ts'
import { useColumnModel } from './column-model.ts'
import { useColumnLayout } from './use-column-layout.ts'

/** The column model, whose changes are stored, and a function that restores the catalog's columns. */
export function useColumns(dataset: Dataset) {
  const { layout, isArranged } = useColumnLayout(dataset)
  const hasSeveralScopes = useEntryOrigins()?.hasSeveralScopes ?? false
  const change = useCallback(
    (toNext: (now: ColumnLayout) => ColumnLayout) =>
      setViewPreferences((now) => {
        const next = toNext(toColumnLayout(dataset, now.columns[dataset.id], hasSeveralScopes))
        return { columns: { ...now.columns, [dataset.id]: next } }
      }),
    [dataset, hasSeveralScopes],
  )
  return {
    model: useColumnModel(dataset, layout, change),
    isArranged,
    reset() {
      setViewPreferences((now) => {
        const { [dataset.id]: _, ...others } = now.columns
        return { columns: others }
      })
    },
  }
}
