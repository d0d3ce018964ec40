/** Runs the search of the address: a store, a search that fills it, and both gone when it changes. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { findDataset } from '../../catalog/index.ts'
import type { LogQuery } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { requestPage } from '../api/request-page.ts'
import { createMemoryEntryStore } from '../store/memory-entry-store.ts'
import type { PageEntryStore } from '../store/page-entry-store.ts'
import { createSearch, type Search, type SearchState } from './search.ts'

/** A running search with its store. */
export type SearchSession = { key: string; search: Search; store: PageEntryStore }

const notStarted: SearchState = {
  status: 'loading',
  verdict: 'partial',
  loaded: 0,
  isMoreCertain: false,
  conflicting: 0,
  pages: [],
}
const getNotStarted = () => notStarted
const subscribeToNothing = () => () => undefined

/** Starts a search for each new key and stops the one before, with its requests. */
export function useSearch(
  query: LogQuery,
  timeRange: ResolvedTimeRange | undefined,
  key: string,
): { session: SearchSession | undefined; state: SearchState } {
  const queryClient = useQueryClient()
  const [session, setSession] = useState<SearchSession>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for query and time range.
  useEffect(() => {
    const dataset = findDataset(query.dataset)
    if (!dataset || !timeRange) return
    const store = createMemoryEntryStore(dataset)
    const searchId = crypto.randomUUID()
    const search = createSearch({
      dataset,
      query,
      timeRange,
      requestPage: (request) => requestPage(queryClient, searchId, request, store.append),
      startOverlap: store.startOverlap,
      findLastTime: async () => {
        const [last] = await store.rows(store.size() - 1, store.size())
        return last?.time ?? ''
      },
    })
    setSession({ key, search, store })
    search.loadMore()
    return () => {
      search.stop()
      queryClient.cancelQueries({ queryKey: ['page', searchId] })
    }
  }, [key, queryClient])

  const current = session?.key === key ? session : undefined
  const state = useSyncExternalStore(
    current?.search.subscribe ?? subscribeToNothing,
    current?.search.getState ?? getNotStarted,
  )
  return { session: current, state }
}
