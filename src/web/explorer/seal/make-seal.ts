/** Makes the fingerprint of what a search has loaded. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import {
  completeSeal,
  computeLeafRoot,
  countSealLeaves,
  type SealFacts,
} from '../../../evidence/seal/compute-seal.ts'
import {
  type LeafEntries,
  type SealedEntries,
  takeDigests,
  takeEntries,
} from '../../../evidence/seal/sealed-entries.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { hideSources } from '../../search/session/hide-sources.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { type HashedStore, readContents, readLeafEntries } from './read-sealed-entries.ts'
import { type OnStep, runSteps } from './run-steps.ts'

/** The part of a session that a fingerprint needs. */
export type SealedSession = Pick<SearchSession, 'sources' | 'now'> & {
  search: Pick<SearchSession['search'], 'getState'>
  store: HashedStore
}

/** A fingerprint, and all loaded entries of shown logs with their rows in the same order. */
export type MadeSeal = { seal: Seal; entries: SealedEntries; rows: Uint32Array<ArrayBuffer> }

/** As `MadeSeal`; without the entries where the fingerprint is of the same bytes as the one that it is compared with. */
export type ComparedSeal = Omit<MadeSeal, 'entries'> & Partial<Pick<MadeSeal, 'entries'>>

/** How a fingerprint is made. */
type MakeOptions = {
  signal: AbortSignal
  /** Called with the share of the work that is done, from 0 to 1. */
  onProgress?: (share: number) => void
}

/**
 * Makes the fingerprint over the loaded entries of all logs that are not hidden, before local filters. Rejects with the
 * signal's reason when it is aborted.
 */
export async function makeSeal(
  session: SealedSession,
  query: LogQuery,
  options: MakeOptions,
): Promise<MadeSeal> {
  const facts = readFacts(session, query)
  const started = await startSeal(session, query, facts, options)
  return completeEntries(session, started, facts)
}

/**
 * Makes the fingerprint that is compared with an earlier one: of a part of a range, over as many entries. Where the bytes
 * are the same, the contents are, so that they are not read: that takes most of the time. Rejects as `makeSeal`.
 */
export async function makeComparedSeal(
  session: SealedSession,
  query: LogQuery,
  then: Seal,
  options: MakeOptions,
): Promise<ComparedSeal> {
  const facts = { ...readFacts(session, query), finalUntil: then.final?.until }
  const maxCount = then.verdict === 'partial' ? then.count : undefined
  const started = await startSeal(session, query, facts, { ...options, maxCount })
  const { root, count, rows } = started
  if (root === then.root && count === then.count) {
    return { seal: { ...then, verdict: facts.verdict, at: facts.at }, rows }
  }
  return completeEntries(session, started, facts)
}

function readFacts({ search, now }: SealedSession, { hiddenSources }: LogQuery): SealFacts {
  return toSealFacts(hideSources(search.getState(), hiddenSources), now())
}

/** The root over the bytes, and what the rest is made of. */
type StartedSeal = {
  root: string
  rows: Uint32Array<ArrayBuffer>
  leaves: LeafEntries
  /** The fingerprint is over so many entries, the first ones. */
  count: number
  countSteps: (weight: number) => OnStep
  signal: AbortSignal
}

/** How long it takes, in proportion: to read the bytes of an entry, to read its content, and to add a leaf to a tree. */
const weights = { bytes: 2, content: 8, leaf: 1 } as const

async function startSeal(
  session: SealedSession,
  query: LogQuery,
  facts: SealFacts,
  {
    signal,
    onProgress = () => undefined,
    maxCount,
  }: MakeOptions & { maxCount?: number | undefined },
): Promise<StartedSeal> {
  const rows = await listShownRows(session, query)
  const count = Math.min(rows.length, maxCount ?? rows.length)
  const all =
    rows.length * (weights.bytes + weights.content) + countSealLeaves(count, facts) * weights.leaf
  let done = 0
  const countSteps = (weight: number): OnStep => {
    return (step) => {
      done += step * weight
      onProgress(done / all)
    }
  }
  const sourceTexts = session.sources.map(({ source }) => formatSource(source))
  const onBytes = countSteps(weights.bytes)
  const leaves = await readLeafEntries(session.store, rows, sourceTexts, onBytes, signal)
  const steps = computeLeafRoot(takeEntries(leaves, count))
  const root = await runSteps(steps, countSteps(weights.leaf), signal)
  return { root, rows, leaves, count, countSteps, signal }
}

async function completeEntries(
  { store }: SealedSession,
  { root, rows, leaves, count, countSteps, signal }: StartedSeal,
  facts: SealFacts,
): Promise<MadeSeal> {
  const contents = await readContents(store, rows, countSteps(weights.content), signal)
  const first = { ...takeEntries(leaves, count), contents: takeDigests(contents, count) }
  const steps = completeSeal(first, root, facts)
  const seal = await runSteps(steps, countSteps(weights.leaf), signal)
  return { seal, entries: { ...leaves, contents }, rows }
}

/** What the state says about the entries in the list. */
export function toSealFacts(
  state: Pick<SearchState, 'verdict' | 'late' | 'ledger' | 'mayStillChangeSince'>,
  nowMs: number,
): SealFacts {
  const { verdict, late, ledger, mayStillChangeSince } = state
  const times = ledger.sources.flatMap(({ windows }) =>
    windows.flatMap(({ pages }) => pages.map(({ at }) => at)),
  )
  const latest = times.reduce((one, other) => (one > other ? one : other), '')
  const at = late ? formatInstant(late.readMs) : latest || formatInstant(nowMs)
  return {
    verdict,
    at: toWholeSeconds(at),
    finalUntil: mayStillChangeSince && toWholeSeconds(mayStillChangeSince),
  }
}

function toWholeSeconds(instant: string): string {
  return `${instant.slice(0, 19)}Z`
}

/** The rows of the list without those of hidden logs. */
async function listShownRows(
  { sources, store }: SealedSession,
  { hiddenSources = [] }: LogQuery,
): Promise<Uint32Array<ArrayBuffer>> {
  const rows = await store.listRows('all')
  const isHidden = sources.map(({ id }) => hiddenSources.includes(id))
  if (!isHidden.includes(true)) return rows
  const numbers = await store.sourcesOf(rows)
  return rows.filter((_, index) => !isHidden[numbers[index] ?? 0])
}
