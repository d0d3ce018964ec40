/**
 * Reads what became of the entries of a list that loosened security. It has the evaluation of rules, so it is loaded when it
 * is wanted.
 */

import { readText } from '../../../catalog/fields.ts'
import type { DetectionRule, Rule } from '../../../detection/rule.ts'
import {
  collectLoosenings,
  type LoosenedEntry,
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
  const rows = onlyRow === undefined ? await listSeenRows(store, sources) : Uint32Array.of(onlyRow)
  const collector = collectLoosenings(await readLoosened(store, sources, rules, rows), rules)
  return {
    onEntry: (row, source, entry) => collector.add(toRowEntry(row, source, entry)),
    async finish() {
      const tracked = await inTasks(collector.track())
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

/** Those of these rows that rules with the effect match, with the rules. */
async function readLoosened(
  store: LooseningStore,
  sources: readonly OverviewSource[],
  rules: readonly Rule[],
  rows: Uint32Array<ArrayBuffer>,
): Promise<readonly LoosenedEntry[]> {
  const loosening = new Map<string, DetectionRule>()
  for (const rule of rules) {
    if (rule.kind === 'detection' && rule.effect === 'loosens') loosening.set(rule.id, rule)
  }
  const byRow = await store.rulesOf(rows)
  const listRules = (row: number) => byRow.get(row)?.flatMap((id) => loosening.get(id) ?? []) ?? []
  const loosened = rows.filter((row) => listRules(row).length > 0)
  const numbers = await store.sourcesOf(loosened)
  const decoder = new TextDecoder()
  const entries: LoosenedEntry[] = []
  for (let at = 0; at < loosened.length; ) {
    const { bytes, lengths } = await store.readTexts(loosened.subarray(at))
    let offset = 0
    for (const length of lengths) {
      const row = loosened[at] ?? 0
      const source = sources[numbers[at] ?? 0]
      const text = decoder.decode(bytes.subarray(offset, offset + length))
      if (source) {
        const entry = toRowEntry(row, source, JSON.parse(text))
        entries.push({ ...entry, rules: listRules(row) })
      }
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

/** How long one task works, in milliseconds. */
const maxTaskMs = 12

/** All that a generator yields, in short tasks. */
async function inTasks<T>(generator: Generator<T, void, undefined>): Promise<readonly T[]> {
  const all: T[] = []
  let startedMs = performance.now()
  for (const each of generator) {
    all.push(each)
    if (performance.now() - startedMs < maxTaskMs) continue
    await new Promise((resolve) => setTimeout(resolve))
    startedMs = performance.now()
  }
  return all
}

/** How links name the entries; a log without ids names them by their text, which only the store has. */
async function readReferences(
  store: LooseningStore,
  tracked: readonly TrackedEntry[],
): Promise<ReadonlyMap<number, EntryReference>> {
  const entries = new Map<number, RowEntry>()
  for (const { loosened, rules } of tracked) {
    entries.set(loosened.row, loosened)
    for (const { state } of rules) {
      const later = 'by' in state ? state.by : 'again' in state ? state.again : undefined
      if (later) entries.set(later.row, later)
    }
  }
  const references = new Map<number, EntryReference>()
  for (const [row, { dataset, entry, source }] of entries) {
    const named =
      dataset.idPath === undefined
        ? await store.get(row)
        : { id: readText(entry, dataset.idPath), time: readText(entry, dataset.timePath), source }
    if (named) references.set(row, toEntryReference(named))
  }
  return references
}
