/** Counts the selected entries of an export, with those that a list of events hides. */
import { useEffect, useState } from 'react'
import { chooseRows } from '../choose-rows.ts'
import type { ExportSource, SearchFacts } from '../export-source.ts'

/** Rows that the analyst selected, and the entries of their events once these are counted. */
export type CountedSelection = { rows: number; entries: number; isCounted: boolean }

/** Asks the store only where rows may be pairs; an export that fails to count says so when it is started. */
export function useSelection(
  source: Pick<ExportSource, 'store' | 'selectedRows' | 'hasPairs'>,
  { pairsShown = 0 }: Pick<SearchFacts, 'pairsShown'>,
): CountedSelection {
  const { store, selectedRows, hasPairs } = source
  const rows = selectedRows.size
  const mayHide = hasPairs && rows > 0 && pairsShown > 0
  const [counted, setCounted] = useState<number>()
  useEffect(() => {
    if (!mayHide) return
    let isCurrent = true
    const note = (count: number) => isCurrent && setCounted(count)
    chooseRows({ store, selectedRows, hasPairs }, 'selected').then(
      ({ partners }) => note(rows + partners),
      () => note(rows),
    )
    return () => {
      isCurrent = false
    }
  }, [store, selectedRows, hasPairs, rows, mayHide])
  if (!mayHide) return { rows, entries: rows, isCounted: true }
  return { rows, entries: counted ?? rows, isCounted: counted !== undefined }
}
