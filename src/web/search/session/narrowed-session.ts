/** Answers questions from the complete list of an earlier read where that is provably the same as asking the API. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import {
  type AskedQuestion,
  findNarrowing,
  type Narrowing,
} from '../../../query/narrowing/find-narrowing.ts'
import { resolveRangeInRead } from '../../../query/narrowing/resolve-range-in-read.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { onlySource, type StoreView } from '../../store/entry-store.ts'
import { createNarrowedSearch } from './narrowed-search.ts'
import { createRuleKeeper } from './rule-keeper.ts'
import { type SearchSession, type SessionQuestion, showView } from './search-session.ts'

/** The time range of a question that memory answers, or the reason why only the API can. */
export type MemoryPlan = { timeRange: ResolvedTimeRange } | { asksBecause: string }

/**
 * How to answer a question after a read; `undefined` when it is no part of what that read brought. `run` tells the read
 * from others. A question about the time up to now may be answered up to the moment of the read.
 */
export function planFromMemory(
  sessions: readonly SearchSession[],
  run: number,
  query: LogQuery,
  nowMs: number,
): MemoryPlan | undefined {
  for (const base of sessions) {
    const read = base.question.run === run ? findCompleteRead(base) : undefined
    if (!read) continue
    const timeRange = resolveRangeInRead(read, query.timeRange, nowMs)
    const narrowing = findNarrowing(read, { query, timeRange })
    if (narrowing) return 'asksBecause' in narrowing ? narrowing : { timeRange }
  }
  return undefined
}

/** What a session over a part of a list is started with. */
type MemoryQuestion = Omit<SessionQuestion, 'queryClient'>

/** Starts a session over a part of the list of a cached one; `undefined` when none has the answer. */
export function startNarrowedSession(
  sessions: readonly SearchSession[],
  question: MemoryQuestion,
): SearchSession | undefined {
  for (const base of sessions) {
    const read = base.question.run === question.run ? findCompleteRead(base) : undefined
    const narrowing = read && findNarrowing(read, question)
    if (narrowing && !('asksBecause' in narrowing)) return startPart(base, question, narrowing)
  }
  return undefined
}

/** What a session has read completely; `undefined` when it has not, or its list changes while it is followed. */
function findCompleteRead({ base, question, search }: SearchSession): AskedQuestion | undefined {
  const { status, verdict, follow, conflicting, reachesUntil, coverage } = search.getState()
  if (base || status !== 'finished' || verdict !== 'complete' || follow.status === 'on') {
    return undefined
  }
  // Of an id with two contents, only the API knows the present one.
  if (conflicting > 0) return undefined
  const { query, timeRange } = question
  if (reachesUntil === undefined) return { query, timeRange }
  const isWhole = coverage.some(
    ({ since, before }) =>
      toMs(since) <= toMs(timeRange.since) && toMs(before) >= toMs(reachesUntil),
  )
  return isWhole ? { query, timeRange: { ...timeRange, before: reachesUntil } } : undefined
}

function toMs(instant: string): number {
  return findEpochMs(instant) ?? Number.NaN
}

function startPart(
  base: SearchSession,
  { key, query, timeRange, run, now }: MemoryQuestion,
  narrowing: Narrowing,
): SearchSession {
  const part = base.store.narrow(narrowing)
  const { reachesUntil } = base.search.getState()
  let view: StoreView = { localFilters: { [onlySource]: [] } }
  let views = 0
  const store: SearchSession['store'] = {
    ...part,
    async setView(nextView) {
      view = nextView
      const number = ++views
      const size = await part.setView(nextView)
      if (number === views) search.noteSize(size)
      return size
    },
  }
  const search = createNarrowedSearch(base.search, timeRange, () => {
    store.setView(view).catch(search.noteViewFailure)
  })
  const rules = createRuleKeeper({
    ...part,
    async setRules(next) {
      // The part and the whole list have the same rules; the filters by them have to be applied again.
      if (await base.rules.giveRules(next)) return store.setView(view)
      return part.size()
    },
  })
  rules.watch(search)
  const session: SearchSession = {
    key,
    question: { query, timeRange, run },
    sources: base.sources,
    hasPairs: false,
    base,
    isOutdated: () => base.search.getState().reachesUntil !== reachesUntil,
    excludedBy: narrowing.filters
      .filter(({ mode }) => mode === 'exclude')
      .map(({ parameter }) => parameter),
    search,
    store,
    rules,
    now,
    findSource: base.findSource,
    viewKey: '',
    dispose() {
      rules.stop()
      search.stop()
      part.dispose()
    },
  }
  showView(session, query)
  return session
}
