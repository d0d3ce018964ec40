/** The entries that are selected in the table, by their place of arrival; each search has its own. */
import { useCallback, useState } from 'react'
import type { SearchSession } from '../../search/session/search-session.ts'
import type { StoredEntry } from '../../store/entry-store.ts'

/** The selection of a search, and the gestures on it. */
export type Selection = {
  selectedRows: ReadonlySet<number>
  /** Selects one entry, or not any more; several are all selected. */
  select: (entries: readonly StoredEntry[]) => void
  clear: () => void
}

const nothing: ReadonlySet<number> = new Set()

/** Kept as long as the searches are. */
const selections = new WeakMap<SearchSession, ReadonlySet<number>>()

/** Keeps the selection of a search. */
export function useSelection(session: SearchSession | undefined): Selection {
  const [, redraw] = useState({})
  const put = useCallback(
    (change: (rows: ReadonlySet<number>) => ReadonlySet<number>) => {
      if (!session) return
      selections.set(session, change(selections.get(session) ?? nothing))
      redraw({})
    },
    [session],
  )
  const clear = useCallback(() => put(() => nothing), [put])
  const select = useCallback(
    (entries: readonly StoredEntry[]) =>
      put((before) => {
        const rows = new Set(before)
        const [only] = entries
        if (only && entries.length === 1 && rows.has(only.row)) rows.delete(only.row)
        else for (const { row } of entries) rows.add(row)
        return rows
      }),
    [put],
  )
  const selectedRows = (session && selections.get(session)) ?? nothing
  return { selectedRows, select, clear }
}
