/** The entries to compare: those selected in the table, and those pinned in the drawer. */
import { useMemo, useState } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import type { Selection } from '../result/use-selection.ts'
import { findEntryLog } from './entry-log.ts'
import type { OpenEntry } from './use-open-entry.ts'

/** The numbers of entries that can be compared. */
export const compareLimits = { minEntries: 2, maxEntries: 5 } as const

/** An entry that was chosen for a comparison, and its log. */
export type ChosenEntry = Pick<OpenEntry, 'log' | 'entry' | 'text'>

/** The chosen entries, and the gestures on them. */
export type Compare = {
  /** How many different entries are chosen. */
  count: number
  isPinned: (text: string) => boolean
  togglePin: (entry: ChosenEntry) => void
  /** The entries that are compared now. */
  entries: readonly ChosenEntry[] | undefined
  /** Set when the entries to compare could not be read. */
  failure: { error: unknown } | undefined
  open: () => void
  /** Compares the entries of these rows, whatever is selected or pinned. */
  openRows: (rows: readonly number[]) => void
  retry: () => void
  close: () => void
}

/** What was chosen when the comparison was opened. */
type OpenComparison = {
  pinned: readonly ChosenEntry[]
  store: EntryStore | undefined
  rows: readonly number[]
}

/** The entry of a row never changes, so an answer is valid for every version of the list. */
const anyVersion = ''

/** Pinned entries belong to a dataset and outlive a search; a selection ends with its search. */
export function useCompare(
  query: LogQuery,
  store: EntryStore | undefined,
  { selectedRows }: Selection,
): Compare {
  const { dataset: datasetId } = query
  const [pins, setPins] = useState<{ datasetId: string; entries: readonly ChosenEntry[] }>()
  const [comparison, setComparison] = useState<OpenComparison>()
  const pinned = pins?.datasetId === datasetId ? pins.entries : []
  const isPinned = (text: string) => pinned.some((pin) => pin.text === text)

  const selectedTexts = useSelectedTexts(pinned.length > 0 ? store : undefined, selectedRows)
  const { entries, failure, retry } = useEntries(query, comparison)

  return {
    count: pinned.length + selectedRows.size - selectedTexts.filter(isPinned).length,
    isPinned,
    togglePin(entry) {
      const kept = pinned.filter(({ text }) => text !== entry.text)
      setPins({ datasetId, entries: kept.length < pinned.length ? kept : [...kept, entry] })
    },
    entries,
    failure,
    open() {
      const rows = [...selectedRows].sort((a, b) => a - b).slice(0, compareLimits.maxEntries)
      setComparison({ pinned, store, rows })
    },
    openRows: (rows) => setComparison({ pinned: [], store, rows }),
    retry,
    close: () => setComparison(undefined),
  }
}

/** Reads the rows of a comparison; an entry that is also pinned is listed once. */
function useEntries(query: LogQuery, comparison: OpenComparison | undefined) {
  const rows = comparison?.rows ?? []
  const { answer, failure, isPrevious, retry } = useStoreQuery(
    rows.length > 0 ? comparison?.store : undefined,
    anyVersion,
    ['compared', ...rows],
    (store) => Promise.all(rows.map((row) => readEntry(store, query, row))),
  )
  const entries = useMemo(() => {
    if (!comparison || isPrevious) return undefined
    const selected = comparison.rows.length > 0 ? answer : []
    if (!selected) return undefined
    const { pinned } = comparison
    const others = selected
      .flatMap((entry) => entry ?? [])
      .filter(({ text }) => !pinned.some((pin) => pin.text === text))
    return [...pinned, ...others].slice(0, compareLimits.maxEntries)
  }, [comparison, answer, isPrevious])
  return { entries, failure: isPrevious ? undefined : failure, retry }
}

async function readEntry(
  store: EntryStore,
  query: LogQuery,
  row: number,
): Promise<ChosenEntry | undefined> {
  const found = await store.get(row)
  const log = found && findEntryLog(query, toEntryReference(found))
  return log && { log, entry: found.entry, text: await store.raw(row) }
}

/** The texts of the selected entries, once they are read; empty if more are selected than can be compared. */
function useSelectedTexts(
  store: EntryStore | undefined,
  selectedRows: ReadonlySet<number>,
): readonly string[] {
  const rows = [...selectedRows]
  const isComparable = rows.length > 0 && rows.length <= compareLimits.maxEntries
  const { answer, isPrevious } = useStoreQuery(
    isComparable ? store : undefined,
    anyVersion,
    ['texts', ...rows],
    (presentStore) => Promise.all(rows.map((row) => presentStore.raw(row))),
  )
  return isPrevious ? [] : (answer ?? [])
}
