/**
 * Reads all loaded entries once for the overview: how many each starter finds, and of each rule who acted and what came
 * first. The entries are read in short tasks, so that the page stays responsive.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import { readRoleText } from '../../../catalog/roles.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { LocalMatcher } from '../../../query/match-local.ts'
import { createStarterMatcher } from '../../../query/starters/create-starter-matcher.ts'
import type { Starter } from '../../../query/starters/starter.ts'
import type { EntryStore, SourceId } from '../../store/entry-store.ts'

/** A source of the list, and whose log it is. */
export type OverviewSource = { id: SourceId; dataset: Dataset; owner?: string; isHidden?: boolean }

/** Is told of every entry that is read, and of the rules that match it. */
export type OnEntry = (
  row: number,
  source: OverviewSource,
  entry: unknown,
  rules: readonly string[],
) => void

/** The oldest entry that a rule matches. */
export type FirstEntry = { row: number; source: SourceId; dataset: Dataset; entry: unknown }

/** Who acted in the entries that a rule matches. */
export type RuleEntries = {
  first: FirstEntry | undefined
  /** Actors and how many of the entries they have, the most frequent first. */
  actors: readonly { actor: string; count: number }[]
  /** How many of the entries name no actor. */
  nameless: number
}

/** What was read. */
export type OverviewCounts = {
  /** Entries that were read. */
  of: number
  /** By the id of a starter: how many entries of each source it finds. Starters for no source of the list are left out. */
  starters: ReadonlyMap<string, ReadonlyMap<SourceId, number>>
  /** By the id of a rule. */
  rules: ReadonlyMap<string, RuleEntries>
}

/** `sinceMs` has the start of those starters whose titles name a time; others count over the whole list. */
export type OverviewQuestion = {
  sources: readonly OverviewSource[]
  starters: readonly Starter[]
  sinceMs?: ReadonlyMap<string, number>
  onEntry?: OnEntry
}

type OverviewStore = Pick<EntryStore, 'listRows' | 'sourcesOf' | 'rulesOf' | 'readTexts'>

/** How the reading is reported, ended and divided. */
export type ReadOptions = {
  signal?: AbortSignal
  onProgress?: (progress: { read: number; of: number }) => void
  /** Ends the present task of the page. */
  nextTask?: () => Promise<void>
}

/** How long one task reads entries, in milliseconds. */
const maxTaskMs = 12

type FoundRule = {
  first?: FirstEntry & { timeMs: number }
  actors: Map<string, number>
  nameless: number
}
type Test = { starter: string; sinceMs: number; matches: LocalMatcher }

/** Reads the entries of the sources that are not hidden. Rejects with the reason of the signal when it is aborted. */
export async function readOverview(
  store: OverviewStore,
  { sources, starters, sinceMs = new Map(), onEntry }: OverviewQuestion,
  { signal, onProgress, nextTask = endTask }: ReadOptions = {},
): Promise<OverviewCounts> {
  const rows = await listSeenRows(store, sources)
  const [rulesByRow, sourceNumbers] = await Promise.all([
    store.rulesOf(rows),
    store.sourcesOf(rows),
  ])
  const tests = sources.map(({ dataset }) => listTests(dataset, starters, sinceMs))
  const counts = new Map<string, Map<SourceId, number>>()
  for (const [number, { id }] of sources.entries()) {
    for (const { starter } of tests[number] ?? []) {
      counts.set(starter, (counts.get(starter) ?? new Map<SourceId, number>()).set(id, 0))
    }
  }
  const rules = new Map<string, FoundRule>()

  function count(at: number, text: string): void {
    const number = sourceNumbers[at] ?? 0
    const row = rows[at]
    const source = sources[number]
    const entry = findEntry(text)
    if (!source || row === undefined || entry === undefined) return
    const matching = rulesByRow.get(row) ?? []
    onEntry?.(row, source, entry, matching)
    const { id, dataset } = source
    const timeMs = findEpochMs(readText(entry, dataset.timePath)) ?? Number.POSITIVE_INFINITY
    for (const test of tests[number] ?? []) {
      if (timeMs < test.sinceMs || !test.matches(entry, text)) continue
      const ofStarter = counts.get(test.starter)
      ofStarter?.set(id, (ofStarter.get(id) ?? 0) + 1)
    }
    for (const rule of matching) {
      const found = rules.get(rule) ?? { actors: new Map<string, number>(), nameless: 0 }
      rules.set(rule, found)
      if (!found.first || timeMs < found.first.timeMs) {
        found.first = { row, source: id, dataset, entry, timeMs }
      }
      const actor = readRoleText(dataset, entry, 'actor')
      if (actor === undefined) found.nameless += 1
      else found.actors.set(actor, (found.actors.get(actor) ?? 0) + 1)
    }
  }

  const decoder = new TextDecoder()
  let startedMs = performance.now()
  for (let read = 0; read < rows.length; ) {
    const { bytes, lengths } = await store.readTexts(rows.subarray(read))
    let offset = 0
    for (const length of lengths) {
      count(read, decoder.decode(bytes.subarray(offset, offset + length)))
      offset += length
      read += 1
      if (performance.now() - startedMs < maxTaskMs) continue
      await nextTask()
      signal?.throwIfAborted()
      startedMs = performance.now()
    }
    onProgress?.({ read, of: rows.length })
  }
  return { of: rows.length, starters: counts, rules: new Map([...rules].map(toRuleEntries)) }
}

/** The rows of the list without those of hidden sources, which no finding counts either. */
export async function listSeenRows(
  store: Pick<EntryStore, 'listRows' | 'sourcesOf'>,
  sources: readonly OverviewSource[],
): Promise<Uint32Array<ArrayBuffer>> {
  const rows = await store.listRows('all')
  if (!sources.some(({ isHidden }) => isHidden)) return rows
  const numbers = await store.sourcesOf(rows)
  return rows.filter((_, at) => !sources[numbers[at] ?? 0]?.isHidden)
}

function listTests(
  dataset: Dataset,
  starters: readonly Starter[],
  sinceMs: ReadonlyMap<string, number>,
): readonly Test[] {
  return starters.flatMap((starter) => {
    const matches = createStarterMatcher(starter, dataset)
    const since = sinceMs.get(starter.id) ?? Number.NEGATIVE_INFINITY
    return matches ? [{ starter: starter.id, sinceMs: since, matches }] : []
  })
}

function toRuleEntries([rule, { first, actors, nameless }]: [string, FoundRule]): [
  string,
  RuleEntries,
] {
  const ranked = [...actors].map(([actor, count]) => ({ actor, count }))
  return [rule, { first, actors: ranked.sort((a, b) => b.count - a.count), nameless }]
}

function findEntry(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function endTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
