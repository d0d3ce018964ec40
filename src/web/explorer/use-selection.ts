/** The entries that are selected in the table, by their place of arrival; another search starts empty. */
import { useCallback, useState } from 'react'
import type { StoredEntry } from '../store/entry-store.ts'

/** The selection of a search, and the gestures on it. */
export type Selection = {
  selectedRows: ReadonlySet<number>
  /** Selects one entry, or not any more; several are all selected. */
  select: (entries: readonly StoredEntry[]) => void
  clear: () => void
}

const nothing: ReadonlySet<number> = new Set()

/** Keeps the selection of the search with this key. */
export function useSelection(searchKey: string): Selection {
  const [selection, setSelection] = useState({ searchKey, rows: nothing })
  const clear = useCallback(() => setSelection({ searchKey, rows: nothing }), [searchKey])
  const select = useCallback(
    (entries: readonly StoredEntry[]) =>
      setSelection((before) => {
        const rows = new Set(before.searchKey === searchKey ? before.rows : nothing)
        const [only] = entries
        if (only && entries.length === 1 && rows.has(only.row)) rows.delete(only.row)
        else for (const { row } of entries) rows.add(row)
        return { searchKey, rows }
      }),
    [searchKey],
  )
  const selectedRows = selection.searchKey === searchKey ? selection.rows : nothing
  return { selectedRows, select, clear }
}
