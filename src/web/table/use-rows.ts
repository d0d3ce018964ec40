/** The slice of the store that is on screen. The store answers later; until then rows are absent. */
import { useEffect, useState } from 'react'
import type { EntryStore, StoredEntry } from '../store/entry-store.ts'

type Slice = { store: EntryStore; from: number; rows: readonly StoredEntry[] }

/** Entries from `from` up to, not including, `to`; `size` and `revision` tell when there is something else to ask for. */
export function useRows(
  store: EntryStore,
  from: number,
  to: number,
  { size, revision }: { size: number; revision: number },
): (index: number) => StoredEntry | undefined {
  const [slice, setSlice] = useState<Slice>({ store, from: 0, rows: [] })
  const end = Math.min(to, size)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `revision` shows other rows in the same places.
  useEffect(() => {
    let isCurrent = true
    store.rows(from, end).then((rows) => {
      if (isCurrent) setSlice({ store, from, rows })
    })
    return () => {
      isCurrent = false
    }
  }, [store, from, end, revision])
  return (index) => (slice.store === store ? slice.rows[index - slice.from] : undefined)
}
