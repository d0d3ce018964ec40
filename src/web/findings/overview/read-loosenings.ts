/**
 * Reads what became of the entries of a list that loosened security. It has the evaluation of rules, so it is loaded when it
 * is wanted.
 */

import type { Rule } from '../../../detection/rule.ts'
import {
  collectLoosenings,
  type RowEntry,
  type TrackedEntry,
} from '../../../detection/undone/track-loosenings.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import type { Loosenings } from '../undone/rule-undone.tsx'
import { listSeenRows, type OnEntry, type OverviewSource, readOverview } from './read-overview.ts'

export { groupByResource } from '../../../detection/undone/track-loosenings.ts'

type LooseningStore = Pick<EntryStore, 'listRows' | 'sourcesOf' | 'rulesOf' | 'readTexts' | 'get'>

/** Takes the entries of the list while they are read, and then says what became of those that loosened security. */
export type LooseningReader = { onEntry: OnEntry; finish: () => Promise<Loosenings> }

/** Prepares to track all entries of the list that rules with the effect “loosens” match, or only the one of a row. */
export async function createLooseningReader(
  store: LooseningStore,
  sources: readonly OverviewSource[],
  rules: readonly Rule[],
  onlyRow?: number,
): Promise<LooseningReader> {
  const rows =
    onlyRow === undefined ? await listLooseningRows(store, sources, rules) : Uint32Array.of(onlyRow)
  const collector = collectLoosenings(await readEntries(store, sources, rows), rules)
  return {
    onEntry: (row, source, entry) => collector.add(toRowEntry(row, source, entry)),
    async finish() {
      const tracked = collector.track()
      return { tracked, references: await readReferences(store, tracked) }
    },
  }
}

/** What became of the entry of one row; reads the list once. */
export async function readRowLoosening(
  store: LooseningStore,
  {
    sources,
    rules,
    row,
  }: { sources: readonly OverviewSource[]; rules: readonly Rule[]; row: number },
  signal: AbortSignal,
): Promise<Loosenings> {
  const { onEntry, finish } = await createLooseningReader(store, sources, rules, row)
  await readOverview(store, { sources, starters: [], onEntry }, { signal })
  return finish()
}

async function listLooseningRows(
  store: LooseningStore,
  sources: readonly OverviewSource[],
  rules: readonly Rule[],
): Promise<Uint32Array<ArrayBuffer>> {
  const loosening = new Set(
    rules.flatMap(({ id, kind, effect }) =>
      kind === 'detection' && effect === 'loosens' ? [id] : [],
    ),
  )
  const rows = await listSeenRows(store, sources)
  const byRow = await store.rulesOf(rows)
  return rows.filter((row) => byRow.get(row)?.some((id) => loosening.has(id)))
}

async function readEntries(
  store: LooseningStore,
  sources: readonly OverviewSource[],
  rows: Uint32Array<ArrayBuffer>,
): Promise<readonly RowEntry[]> {
  const numbers = await store.sourcesOf(rows)
  const decoder = new TextDecoder()
  const entries: RowEntry[] = []
  for (let at = 0; at < rows.length; ) {
    const { bytes, lengths } = await store.readTexts(rows.subarray(at))
    let offset = 0
    for (const length of lengths) {
      const source = sources[numbers[at] ?? 0]
      const text = decoder.decode(bytes.subarray(offset, offset + length))
      if (source) entries.push(toRowEntry(rows[at] ?? 0, source, JSON.parse(text)))
      offset += length
      at += 1
    }
  }
  return entries
}

function toRowEntry(row: number, source: OverviewSource, entry: unknown): RowEntry {
  const { id, dataset, owner = '' } = source
  return { row, source: id, owner, dataset, entry }
}

/** Maximum number of entries that links name: a list with more is no list to go through one by one. */
const maxReferences = 2_000

async function readReferences(
  store: LooseningStore,
  tracked: readonly TrackedEntry[],
): Promise<ReadonlyMap<number, EntryReference>> {
  const rows = new Set<number>()
  for (const { loosened, rules } of tracked) {
    rows.add(loosened.row)
    for (const { state } of rules) {
      if ('by' in state) rows.add(state.by.row)
      if ('again' in state && state.again) rows.add(state.again.row)
    }
  }
  const found = await Promise.all([...rows].slice(0, maxReferences).map((row) => store.get(row)))
  return new Map(
    found.flatMap((entry) => (entry ? [[entry.row, toEntryReference(entry)] as const] : [])),
  )
}
