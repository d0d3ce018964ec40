/** Which entries are to be compared: those selected in the table, and those pinned in the drawer. */
import { useEffect, useState } from 'react'
import { compareLimits } from '../drawer/compare-entries.ts'
import type { ComparedEntry } from '../drawer/compare-view.tsx'
import type { EntryStore } from '../store/entry-store.ts'
import type { Selection } from './use-selection.ts'

/** The gestures of comparing. */
export type Compare = {
  /** How many different entries are chosen. */
  count: number
  isPinned: (text: string) => boolean
  togglePin: (entry: ComparedEntry) => void
  /** The entries that are compared now. */
  entries: readonly ComparedEntry[] | undefined
  open: () => void
  close: () => void
}

/** Keeps what is pinned for one log; a search that ends takes its selection along. */
export function useCompare(
  datasetId: string,
  store: EntryStore | undefined,
  { selectedRows }: Selection,
): Compare {
  const [pins, setPins] = useState<{ datasetId: string; entries: readonly ComparedEntry[] }>()
  const [entries, setEntries] = useState<readonly ComparedEntry[]>()
  const pinned = pins?.datasetId === datasetId ? pins.entries : []
  const isPinned = (text: string) => pinned.some((each) => each.text === text)

  const texts = useTexts(pinned.length > 0 ? store : undefined, selectedRows)

  async function open() {
    const rows = [...selectedRows].sort((a, b) => a - b)
    const selected = await Promise.all(
      rows.slice(0, compareLimits.most).map(async (row): Promise<ComparedEntry[]> => {
        const found = await store?.get(row)
        return found && store ? [{ entry: found.entry, text: await store.raw(row) }] : []
      }),
    )
    const others = selected.flat().filter(({ text }) => !isPinned(text))
    setEntries([...pinned, ...others].slice(0, compareLimits.most))
  }
  return {
    count: pinned.length + selectedRows.size - texts.filter(isPinned).length,
    isPinned,
    togglePin(entry) {
      const kept = pinned.filter(({ text }) => text !== entry.text)
      setPins({ datasetId, entries: kept.length < pinned.length ? kept : [...kept, entry] })
    },
    entries,
    open: () => void open(),
    close: () => setEntries(undefined),
  }
}

/** The texts of the selected entries, once they are known; none of more than can be compared. */
function useTexts(
  store: EntryStore | undefined,
  selectedRows: ReadonlySet<number>,
): readonly string[] {
  const [read, setRead] = useState<{ rows: ReadonlySet<number>; texts: readonly string[] }>()
  useEffect(() => {
    if (!store || selectedRows.size === 0 || selectedRows.size > compareLimits.most) return
    let isCurrent = true
    Promise.all([...selectedRows].map((row) => store.raw(row))).then(
      (texts) => isCurrent && setRead({ rows: selectedRows, texts }),
      // A store that has ended answers no more; its selection goes with it.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [store, selectedRows])
  return read?.rows === selectedRows ? read.texts : []
}
