/** Runs the search of the address: a store, a search that fills it, and both gone when it changes. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { findDataset } from '../../catalog/index.ts'
import { formatInstant } from '../../cloudflare/instant.ts'
import { formatApiRequest } from '../../query/api-request.ts'
import type { LogQuery } from '../../query/log-query.ts'
import { splitQuery } from '../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { ApiFailure } from '../api/api-failure.ts'
import type { PageSource } from '../api/page-source.ts'
import { requestPage } from '../api/request-page.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { createWorkerEntryStore } from '../store/worker-entry-store.ts'
import { createBrowserClock } from './create-browser-clock.ts'
import { createPageSources, type PageSources } from './create-page-sources.ts'
import { createSearch, type Search } from './create-search.ts'
import { emptySearchState, type SearchParts, type SearchState } from './search-state.ts'

/** A running search with its store. */
export type SearchSession = {
  key: string
  search: Search
  store: EntryStore
  /** The proxy's clock. */
  now: () => number
  /** The answer that brought the entry of this row. */
  findSource: (row: number) => PageSource | undefined
}

const notStarted: SearchState = { ...emptySearchState, status: 'loading' }
const getNotStarted = () => notStarted
const subscribeToNothing = () => () => undefined

/** Starts a search for each new key and stops the one before, with its requests. */
export function useSearch(
  query: LogQuery,
  timeRange: ResolvedTimeRange | undefined,
  key: string,
  getNow: (() => number) | undefined,
): { session: SearchSession | undefined; state: SearchState } {
  const queryClient = useQueryClient()
  const [session, setSession] = useState<SearchSession>()
  const isReady = getNow !== undefined

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for query and time range, and the clock ticks on.
  useEffect(() => {
    const dataset = findDataset(query.dataset)
    const [first, ...others] = splitQuery(query)
    if (!dataset || !timeRange || !getNow || !first) return
    const store = createWorkerEntryStore(dataset)
    const searchId = crypto.randomUUID()
    const sources = createPageSources()
    const search = createSearch({
      dataset,
      queries: [first, ...others],
      timeRange,
      store,
      requestPage: createRequester(queryClient, searchId, store, sources, getNow),
      clock: createBrowserClock(getNow),
    })
    setSession({ key, search, store, now: getNow, findSource: sources.find })
    search.loadMore()
    return () => {
      search.stop()
      void queryClient.cancelQueries({ queryKey: ['page', searchId] })
      store.dispose()
    }
  }, [key, queryClient, isReady])

  const current = session?.key === key ? session : undefined
  useView(query, current)
  const state = useSyncExternalStore(
    current?.search.subscribe ?? subscribeToNothing,
    current?.search.getState ?? getNotStarted,
  )
  return { session: current, state }
}

/** Lets the store show what passes the local filters; the search is not run again for them. */
function useView({ localFilters }: LogQuery, session: SearchSession | undefined): void {
  const viewKey = JSON.stringify(localFilters)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `viewKey` stands for the filters.
  useEffect(() => {
    if (!session) return
    let isCurrent = true
    const note = ({ shown }: { shown: number }) => isCurrent && session.search.noteView(shown)
    // Another view or another search may have overtaken this one.
    session.store.setView({ localFilters }).then(note, () => undefined)
    return () => {
      isCurrent = false
    }
  }, [viewKey, session])
}

function createRequester(
  queryClient: QueryClient,
  searchId: string,
  store: EntryStore,
  sources: PageSources,
  now: () => number,
): SearchParts['requestPage'] {
  return (request, lane, chain) =>
    requestPage(queryClient, searchId, request, lane, async ({ bytes, ...answer }) => {
      const at = formatInstant(now())
      const staged = await store.stage(bytes.buffer, chain)
      if (staged.problem) throw new ApiFailure({ kind: 'not-a-page', problem: staged.problem })
      const { firstRow, count, bytes: size } = staged
      sources.add(firstRow, {
        ...answer,
        at,
        count,
        bytes: size,
        request: formatApiRequest(request),
      })
      return staged
    })
}
