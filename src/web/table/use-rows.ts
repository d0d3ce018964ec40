/** The slice of the store that is on screen. The store answers later; until then rows are absent. */
import { useEffect, useState } from 'react'
import type { PageEntryStore, StoredEntry } from '../store/page-entry-store.ts'

type Slice = { store: PageEntryStore; from: number; rows: readonly StoredEntry[] }

/** Entries from `from` up to, not including, `to`; `size` tells when there are more to ask for. */
export function useRows(
  store: PageEntryStore,
  from: number,
  to: number,
  size: number,
): (index: number) => StoredEntry | undefined {
  const [slice, setSlice] = useState<Slice>({ store, from: 0, rows: [] })
  const end = Math.min(to, size)
  useEffect(() => {
    let isCurrent = true
    store.rows(from, end).then((rows) => {
      if (isCurrent) setSlice({ store, from, rows })
    })
    return () => {
      isCurrent = false
    }
  }, [store, from, end])
  return (index) => (slice.store === store ? slice.rows[index - slice.from] : undefined)
}
