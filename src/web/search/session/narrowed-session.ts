/** Answers questions from the complete list of an earlier read where that is provably the same as asking the API. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { toAskedQuery } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { Filter, LogQuery } from '../../../query/log-query.ts'
import {
  type AskedQuestion,
  findNarrowing,
  type NarrowingRefusal,
} from '../../../query/narrowing/find-narrowing.ts'
import { findTimelineNarrowing } from '../../../query/narrowing/find-timeline-narrowing.ts'
import { resolveRangeInRead } from '../../../query/narrowing/resolve-range-in-read.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { listCounterparts } from '../../../query/timeline/counterparts.ts'
import {
  onlySource,
  type SourceId,
  type StorePart,
  type StoreSize,
  type StoreView,
} from '../../store/entry-store.ts'
import { createNarrowedSearch } from './narrowed-search.ts'
import { createRuleKeeper } from './rule-keeper.ts'
import { type SearchSession, type SessionQuestion, showView } from './search-session.ts'
import { listSessionSources, type SessionSources } from './session-sources.ts'

/**
 * How memory answers a question, or the reason why only the API can: the time range, and the texts of hidden sources of a
 * timeline whose entries memory does not have.
 */
export type MemoryPlan =
  | { timeRange: ResolvedTimeRange; unasked?: readonly string[] }
  | { asksBecause: string }

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
    const unasked = listUnread(query, base, read)
    const part = findPart(read, { query: toAskedQuery(query, unasked), timeRange })
    if (part && 'asksBecause' in part) return part
    if (part) return { timeRange, ...(unasked.length > 0 && { unasked }) }
  }
  return undefined
}

/** What a session over a part of a list is started with; the query has no hidden sources that are not asked. */
type MemoryQuestion = Omit<SessionQuestion, 'queryClient'>

/** Starts a session over a part of the list of a cached one; `undefined` when none has the answer. */
export function startNarrowedSession(
  sessions: readonly SearchSession[],
  question: MemoryQuestion,
): SearchSession | undefined {
  for (const base of sessions) {
    const read = base.question.run === question.run ? findCompleteRead(base) : undefined
    const part = read && findPart(read, question)
    const asked = part && !('asksBecause' in part) && listSessionSources(question.query)
    if (asked) return startPart(base, question, part, asked)
  }
  return undefined
}

/** A question, and the sources of its answer that were read completely. */
type CompleteRead = AskedQuestion & { complete: readonly SourceId[] }

/** What a session has read completely; `undefined` when it has not, or its list changes while it is followed. */
function findCompleteRead({ base, question, search }: SearchSession): CompleteRead | undefined {
  const { status, follow, ledger, reachesUntil, coverage } = search.getState()
  if (base || status !== 'finished' || follow.status === 'on') return undefined
  const complete = ledger.sources
    // Of an id with two contents, only the API knows the present one.
    .filter(({ verdict, totals }) => verdict === 'complete' && totals.conflicting === 0)
    .map(({ id }) => id)
  if (complete.length === 0) return undefined
  const { query, timeRange } = question
  if (reachesUntil === undefined) return { query, timeRange, complete }
  const isWhole = coverage.some(
    ({ since, before }) =>
      toMs(since) <= toMs(timeRange.since) && toMs(before) >= toMs(reachesUntil),
  )
  if (!isWhole) return undefined
  return { query, timeRange: { ...timeRange, before: reachesUntil }, complete }
}

function toMs(instant: string): number {
  return findEpochMs(instant) ?? Number.NaN
}

/** The hidden sources of a timeline that were not asked by the read, or not read completely. */
function listUnread(
  { hiddenSources = [] }: LogQuery,
  { sources }: SearchSession,
  { query, complete }: CompleteRead,
): readonly SourceId[] {
  const known = query.sources?.map(formatSource) ?? []
  const isAsked = (text: SourceId) => sources.some(({ id }) => id === text)
  return hiddenSources.filter(
    (text) => !known.includes(text) || (isAsked(text) && !complete.includes(text)),
  )
}

function findPart(
  read: CompleteRead,
  question: AskedQuestion,
): StorePart | NarrowingRefusal | undefined {
  if (question.query.sources) {
    const narrowing = findTimelineNarrowing(read, question, read.complete)
    if (!narrowing || 'asksBecause' in narrowing) return narrowing
    const { logs, ...bounds } = narrowing
    return { ...bounds, filters: logs }
  }
  const narrowing = findNarrowing(read, question)
  if (!narrowing || 'asksBecause' in narrowing) return narrowing
  const { filters, ...bounds } = narrowing
  return { ...bounds, filters: { [onlySource]: filters } }
}

function startPart(
  base: SearchSession,
  { key, query, timeRange, run, now }: MemoryQuestion,
  part: StorePart,
  sources: SessionSources,
): SearchSession {
  const partStore = base.store.narrow(part)
  const numbers = base.sources.map(({ id }) => sources.findIndex((each) => each.id === id))
  const { reachesUntil } = base.search.getState()
  let view: StoreView = { localFilters: {} }
  let views = 0
  async function select(isQuiet: boolean): Promise<StoreSize> {
    const number = ++views
    const size = await partStore.setView(view)
    if (number === views) search.noteSize(size, isQuiet)
    return size
  }
  const search = createNarrowedSearch(base.search, { sources, timeRange }, () => {
    select(true).catch(search.noteViewFailure)
  })
  const store: SearchSession['store'] = {
    ...partStore,
    setView(nextView) {
      view = nextView
      return select(false)
    },
    async setSealRows(rows) {
      await partStore.setSealRows(rows)
      return select(false)
    },
    async sourcesOf(rows) {
      const ofBase = await partStore.sourcesOf(rows)
      return ofBase.map((number) => numbers[number] ?? 0)
    },
  }
  const rules = createRuleKeeper({
    ...partStore,
    async setRules(next) {
      // The part and the whole list have the same rules; the filters by them have to be applied again.
      if (await base.rules.giveRules(next)) return store.setView(view)
      return partStore.size()
    },
    async setBaseline(values) {
      // The part and the whole list are compared with the same values.
      await partStore.setBaseline(values)
      return store.setView(view)
    },
  })
  rules.watch(search)
  const session: SearchSession = {
    key,
    question: { query, timeRange, run },
    sources,
    hasPairs: listCounterparts(sources).length > 0,
    base,
    isOutdated: () => base.search.getState().reachesUntil !== reachesUntil,
    excludedBy: Object.fromEntries(
      Object.entries(part.filters).map(([id, filters]) => [id, listExcluding(filters)]),
    ),
    search,
    store,
    rules,
    now,
    findSource: base.findSource,
    evidence: base.evidence,
    viewKey: '',
    dispose() {
      rules.stop()
      search.stop()
      partStore.dispose()
    },
  }
  showView(session, query)
  return session
}

function listExcluding(filters: readonly Filter[]): readonly string[] {
  return filters.filter(({ mode }) => mode === 'exclude').map(({ parameter }) => parameter)
}
