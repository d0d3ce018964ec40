/** A session combines a search with its own store, and ends both together. */
import type { QueryClient } from '@tanstack/react-query'
import type { LocalFilter, LogQuery } from '../../../query/log-query.ts'
import type { AskedQuestion } from '../../../query/narrowing/find-narrowing.ts'
import { listLocalFilters } from '../../../query/plan-filters.ts'
import { type ApiRequest, formatApiRequest } from '../../../query/request/api-request.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { listCounterparts } from '../../../query/timeline/counterparts.ts'
import type { RoleFilter } from '../../../query/timeline/timeline-query.ts'
import type { PageSource } from '../../api/page-source.ts'
import type {
  EntryStore,
  SourceId,
  StoreSize,
  StoreSource,
  StoreView,
} from '../../store/entry-store.ts'
import { readFirstEntries } from '../../store/first-entries.ts'
import { getSharedNames } from '../../store/names/shared-names.ts'
import type { PairsView } from '../../store/stored-pair.ts'
import { createRemoteEntryStore } from '../../store/worker/remote-entry-store.ts'
import { startStoreWorker } from '../../store/worker/start-store-worker.ts'
import { createSessionEvidence, type SessionEvidence } from '../witness/session-evidence.ts'
import { createBrowserClock } from './create-browser-clock.ts'
import { createPageSources } from './create-page-sources.ts'
import { createSearch, type Search } from './create-search.ts'
import { fillFirstScreen } from './fill-first-screen.ts'
import { findFirstRequest } from './first-request.ts'
import { createRequester } from './page-requester.ts'
import { createPairKeeper } from './pair-keeper.ts'
import { createRuleKeeper, type RuleKeeper } from './rule-keeper.ts'
import { listSessionSources, type SessionSource, type SessionSources } from './session-sources.ts'

/** A running search with its store. */
export type SearchSession = {
  key: string
  question: AskedQuestion & { run: number }
  sources: SessionSources
  /** Whether two of the sources record the same events. */
  hasPairs: boolean
  /** The session whose complete list the entries are a part of; absent where the API was asked. */
  base?: SearchSession
  /** Whether `base` has been followed since, so that its list is not the one that this is a part of. */
  isOutdated?: () => boolean
  /** The parameters by which entries of each source of `base` were excluded. */
  excludedBy?: Readonly<Record<SourceId, readonly string[]>>
  search: Search
  store: EntryStore
  /** What detection rules find in the list. */
  rules: RuleKeeper
  /** The proxy's clock. */
  now: () => number
  /** The answer that brought the entry of this row. */
  findSource: (row: number) => PageSource | undefined
  /** The pages that were received, and the proxy's records of them; a part of `base` has those of `base`. */
  evidence: SessionEvidence
  /** Identifies the local filters that the store applies; empty when they could not be applied. */
  viewKey: string
  /** Ends the search, its requests and its worker. */
  dispose: () => void
}

/** What a session is started with. */
export type SessionQuestion = {
  key: string
  query: LogQuery
  timeRange: ResolvedTimeRange
  /** Tells this read of the API from others. */
  run: number
  now: () => number
  queryClient: QueryClient
}

/** Starts a session and requests the first page; `undefined` where nothing can be asked, see `listSessionSources`. */
export function startSession(question: SessionQuestion): SearchSession | undefined {
  const { key, query, timeRange, run, now, queryClient } = question
  const searchId = crypto.randomUUID()
  const asked = listSessionSources(query)
  if (!asked) return undefined
  const counterparts = listCounterparts(asked)
  const store = createRemoteEntryStore(startStoreWorker(), asked.map(toStoreSource), counterparts)
  const pairs = counterparts.length > 0 ? createPairKeeper(store) : undefined
  const sources = createPageSources()
  const evidence = createSessionEvidence(searchId)
  const search = fillFirstScreen(
    createSearch({
      sources: asked,
      direction: query.direction,
      timeRange,
      store: {
        commit: pairs?.commit ?? store.commit,
        countNew: store.countNew,
        async discard(tickets) {
          const rows = await store.discard(tickets)
          sources.forget(rows)
          return rows
        },
        forgetLeaves(tickets) {
          return store.forgetLeaves(evidence.received.condense(tickets))
        },
      },
      requestPage: createRequester({
        ...{ queryClient, searchId, store, now, sources, evidence },
        onAnswer: (request, bytes) => showFirstEntries(session, request, bytes),
      }),
      clock: createBrowserClock(now),
    }),
  )
  pairs?.watch(search)
  const rules = createRuleKeeper(store)
  rules.watch(search)
  const session: SearchSession = {
    key,
    question: { query, timeRange, run },
    sources: asked,
    hasPairs: pairs !== undefined,
    search,
    store,
    rules,
    now,
    findSource: sources.find,
    evidence,
    viewKey: JSON.stringify(everything),
    dispose() {
      rules.stop()
      search.stop()
      evidence.witness.stop()
      void queryClient.cancelQueries({ queryKey: ['page', searchId] })
      store.dispose()
    },
  }
  showView(session, query, everyPairJoined)
  search.loadMore()
  return session
}

function toStoreSource({ id, dataset, source, origin }: SessionSource): StoreSource {
  return {
    ...{ id, dataset },
    ...(origin && { timeline: origin }),
    learnNames: getSharedNames(source.scope).learn,
  }
}

/** Shows the top of the first page before the store has indexed it, where the list will begin with the same entries. */
export function showFirstEntries(
  { question: { query, timeRange }, search, sources: [only, ...others], viewKey }: SearchSession,
  request: ApiRequest,
  bytes: Uint8Array<ArrayBuffer>,
): void {
  const isOneList = others.length === 0 && only.queries.length === 1 && !only.origin
  if (!isOneList || viewKey !== JSON.stringify(everything) || search.getState().pages > 0) return
  const first = findFirstRequest(query, timeRange)
  if (!first || formatApiRequest(first) !== formatApiRequest(request)) return
  search.noteFirstEntries(readFirstEntries(bytes, toStoreSource(only)))
}

/** Both entries of each pair in one row. */
export const everyPairJoined: PairsView = { shown: 'joined' }

/** The view of a store that was just opened. */
const everything: StoreView = { localFilters: {} }

/** Applies the filters that the API does not in the store; the search does not run again. */
export function showView(
  session: SearchSession,
  query: LogQuery,
  pairs: PairsView = everyPairJoined,
): void {
  const view: StoreView = {
    ...toView(session.sources, query),
    ...(session.hasPairs && { pairs }),
  }
  const viewKey = JSON.stringify(view)
  // A cached session shows them already, and its rows must not move.
  if (session.viewKey === viewKey) return
  session.viewKey = viewKey
  const recordView = (size: StoreSize) => {
    // Another view may have overtaken this one.
    if (session.viewKey === viewKey) session.search.noteView(size)
  }
  const recordFailure = (error: unknown) => {
    if (session.viewKey !== viewKey) return
    session.viewKey = ''
    session.search.noteViewFailure(error)
  }
  session.store.setView(view).then(recordView, recordFailure)
}

/** The view of the sources for a query that sends the same requests; a source without such filters is left out. */
function toView(sources: SessionSources, query: LogQuery): StoreView {
  const localFilters: Record<SourceId, readonly LocalFilter[]> = {}
  const roleFilters: Record<SourceId, readonly RoleFilter[]> = {}
  for (const { id, query: own, roleFilters: ownRoles } of sources) {
    const filters = listLocalFilters(
      query.sources ? { ...own, localFilters: query.localFilters } : query,
    )
    if (filters.length > 0) localFilters[id] = filters
    if (ownRoles.length > 0) roleFilters[id] = ownRoles
  }
  const { hiddenSources = [] } = query
  const hidden = sources.map(({ id }) => id).filter((id) => hiddenSources.includes(id))
  return {
    localFilters,
    ...(hidden.length > 0 && { hidden }),
    ...(Object.keys(roleFilters).length > 0 && { roleFilters }),
  }
}
