/** The entries that are selected in the table, by their row in the store; each search has its own selection. */
import { useCallback, useState } from 'react'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { StoredEntry } from '../../store/entry-store.ts'

/** The selection of a search, and the gestures on it. */
export type Selection = {
  selectedRows: ReadonlySet<number>
  /** Toggles a single entry; several are all selected. */
  select: (entries: readonly StoredEntry[]) => void
  /** Selects exactly these rows. */
  set: (rows: Iterable<number>) => void
  clear: () => void
}

const noRows: ReadonlySet<number> = new Set()

/** Selections exist as long as their searches. */
const selections = new WeakMap<SearchSession, ReadonlySet<number>>()

/** Reads and changes the selection of a search. */
export function useSelection(session: SearchSession | undefined): Selection {
  const [, redraw] = useState({})
  const changeRows = useCallback(
    (change: (rows: ReadonlySet<number>) => ReadonlySet<number>) => {
      if (!session) return
      selections.set(session, change(selections.get(session) ?? noRows))
      redraw({})
    },
    [session],
  )
  const set = useCallback((rows: Iterable<number>) => changeRows(() => new Set(rows)), [changeRows])
  const clear = useCallback(() => changeRows(() => noRows), [changeRows])
  const select = useCallback(
    (entries: readonly StoredEntry[]) =>
      changeRows((before) => {
        const rows = new Set(before)
        const [single] = entries
        if (single && entries.length === 1 && rows.has(single.row)) rows.delete(single.row)
        else for (const { row } of entries) rows.add(row)
        return rows
      }),
    [changeRows],
  )
  const selectedRows = (session && selections.get(session)) ?? noRows
  return { selectedRows, select, set, clear }
}
