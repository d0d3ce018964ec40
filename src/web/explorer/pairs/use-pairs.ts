/** How a timeline shows pairs: by the choice in the address, and the pairs of which the user wants to see both rows. */
import { useCallback, useMemo, useState } from 'react'
import type { PairsChoice } from '../../../query/address/pairs-choices.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { PairsView } from '../../store/stored-pair.ts'
import type { ShownPairs } from '../../table/rows/log-cell.ts'

/** The view of the store, what the table draws of it, and the gesture that expands or collapses a pair. */
export type PairsControl = {
  view: PairsView
  shown: ShownPairs
  toggle: (entry: StoredEntry) => void
}

const noRows: ReadonlySet<number> = new Set()

/** Expanded pairs are those of one search: rows are numbered anew in the next one. */
export function usePairs(searchKey: string, choice: PairsChoice | undefined): PairsControl {
  const [expanded, setExpanded] = useState({ searchKey, rows: noRows })
  const rows = expanded.searchKey === searchKey ? expanded.rows : noRows
  const shown = choice ?? 'joined'
  const view = useMemo(
    (): PairsView => ({ shown, ...(rows.size > 0 && { expanded: [...rows] }) }),
    [shown, rows],
  )
  const shownPairs = useMemo(
    () => ({ isJoined: shown === 'joined', expanded: rows }),
    [shown, rows],
  )
  const toggle = useCallback(
    ({ row, pair }: StoredEntry) =>
      setExpanded((before) => {
        const present = before.searchKey === searchKey ? before.rows : noRows
        const others = new Set([...present].filter((each) => each !== row && each !== pair?.row))
        return { searchKey, rows: others.size < present.size ? others : new Set([...others, row]) }
      }),
    [searchKey],
  )
  return { view, shown: shownPairs, toggle }
}
