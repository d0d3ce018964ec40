/** The columns of a log as this browser arranged them, and how to arrange them anew. */
import { useMemo } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { setViewPreferences, useViewPreferences } from '../preferences/view-preferences.ts'
import { type ColumnLayout, toColumnLayout } from './column-layout.ts'

/** The layout and a setter that is remembered; a change to `undefined` goes back to the catalog's. */
export function useColumns(dataset: Dataset) {
  const { columns } = useViewPreferences()
  const stored = columns[dataset.id]
  const layout = useMemo(() => toColumnLayout(dataset, stored), [dataset, stored])
  return {
    layout,
    isArranged: stored !== undefined,
    change(toNext: (now: ColumnLayout) => ColumnLayout | undefined) {
      setViewPreferences((now) => {
        const { [dataset.id]: own, ...others } = now.columns
        const next = toNext(toColumnLayout(dataset, own))
        return { columns: next ? { ...others, [dataset.id]: next } : others }
      })
    },
  }
}
