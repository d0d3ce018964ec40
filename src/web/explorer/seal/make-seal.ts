/** Makes the fingerprint of what a search has loaded. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import {
  computeSeal,
  countSealLeaves,
  type SealFacts,
} from '../../../evidence/seal/compute-seal.ts'
import { type SealedEntries, takeEntries } from '../../../evidence/seal/sealed-entries.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { hideSources } from '../../search/session/hide-sources.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { type HashedStore, readSealedEntries } from './read-sealed-entries.ts'
import { type OnStep, runSteps } from './run-steps.ts'

/** The part of a session that a fingerprint needs. */
export type SealedSession = Pick<SearchSession, 'sources' | 'now'> & {
  search: Pick<SearchSession['search'], 'getState'>
  store: HashedStore
}

/** A fingerprint, and all loaded entries of shown logs with their rows in the same order. */
export type MadeSeal = { seal: Seal; entries: SealedEntries; rows: Uint32Array<ArrayBuffer> }

/** What a fingerprint is made of when it is compared with another one. */
export type SealLimits = {
  /** As in the other one, also where it is absent. */
  finalUntil: string | undefined
  /** Takes only so many entries, the first ones of the list. */
  count?: number | undefined
}

/**
 * Makes the fingerprint over the loaded entries of all logs that are not hidden, before local filters. Reports the work
 * as a share from 0 to 1. Rejects with the signal's reason when it is aborted.
 */
export async function makeSeal(
  session: SealedSession,
  query: LogQuery,
  {
    signal,
    onProgress = () => undefined,
    limits,
  }: { signal: AbortSignal; onProgress?: (share: number) => void; limits?: SealLimits },
): Promise<MadeSeal> {
  const rows = await listShownRows(session, query)
  const state = hideSources(session.search.getState(), query.hiddenSources)
  const facts = toSealFacts(state, session.now())
  const sealFacts = limits ? { ...facts, finalUntil: limits.finalUntil } : facts
  const count = Math.min(rows.length, limits?.count ?? rows.length)
  // Reading an entry takes about as long as two nodes of a tree.
  const rowWeight = 2
  const all = rows.length * rowWeight + countSealLeaves(count, sealFacts)
  let done = 0
  const countSteps = (weight: number): OnStep => {
    return (step) => {
      done += step * weight
      onProgress(done / all)
    }
  }
  const sourceTexts = session.sources.map(({ source }) => formatSource(source))
  const { store } = session
  const entries = await readSealedEntries(store, rows, sourceTexts, countSteps(rowWeight), signal)
  const steps = computeSeal(takeEntries(entries, count), sealFacts)
  return { seal: await runSteps(steps, countSteps(1), signal), entries, rows }
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
