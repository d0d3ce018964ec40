/** Sessions that have read a question, and sessions over a part of their list. */
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { SearchState } from '../engine/search-state.ts'
import { startNarrowedSession } from '../session/narrowed-session.ts'
import { createRuleKeeper } from '../session/rule-keeper.ts'
import type { SearchSession } from '../session/search-session.ts'
import { listSessionSources } from '../session/session-sources.ts'
import { createSessionEvidence } from '../witness/session-evidence.ts'
import type { startEmulatedSearch, World } from './start-emulated-search.ts'

/** A generator of numbers below a limit that is the same in every run. */
export function createDice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** The session of a search that has read a question, as the cache has it. */
export function toReadSession(
  world: World,
  { search, store }: ReturnType<typeof startEmulatedSearch>,
  query: LogQuery,
  timeRange: ResolvedTimeRange,
): SearchSession {
  const sources = listSessionSources(query)
  if (!sources) throw new Error('The query asks for nothing.')
  return {
    key: 'base',
    question: { query, timeRange, run: 1 },
    sources,
    hasPairs: false,
    search,
    store,
    rules: createRuleKeeper(store),
    now: () => world.clock.nowMs,
    findSource: () => undefined,
    evidence: createSessionEvidence('00000000-0000-4000-8000-000000000000'),
    viewKey: '',
    dispose: search.stop,
  }
}

/** Answers a question from a session; `undefined` when that does not have the answer. */
export async function narrow(
  base: SearchSession,
  query: LogQuery,
  timeRange: ResolvedTimeRange,
): Promise<SearchSession | undefined> {
  const { now } = base
  const question = { key: 'part', query, timeRange, run: 1, now }
  const session = startNarrowedSession([base], question)
  if (session) await until(session, ({ status, mustAsk }) => status === 'finished' || !!mustAsk)
  return session
}

/** Waits for a state of the search of a session. */
export function until(
  { search }: SearchSession,
  isReached: (state: SearchState) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const check = () => isReached(search.getState()) && resolve()
    search.subscribe(check)
    check()
  })
}

/** The ids of the shown entries in their order. */
export async function listShownIds({ store }: SearchSession): Promise<readonly string[]> {
  return (await store.rows(0, store.size().stored)).map(({ id }) => id)
}
