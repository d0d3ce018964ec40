/** Runs the search of the address, and lays it by when another one is wanted. */
import { useQueryClient } from '@tanstack/react-query'
import { startTransition, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time-range.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import { shelf } from './search-cache.ts'
import { type SearchSession, showView, startSession } from './search-session.ts'
import { subscribeThrottled } from './subscribe-throttled.ts'

const notStarted: SearchState = { ...emptySearchState, status: 'loading' }

/** Starts a search for each new key; a key that was left a short while ago shows what it showed then. */
export function useSearch(
  query: LogQuery,
  timeRange: ResolvedTimeRange | undefined,
  key: string,
  getNow: (() => number) | undefined,
): { session: SearchSession | undefined; state: SearchState } {
  const queryClient = useQueryClient()
  const isReady = getNow !== undefined
  const session = useSyncExternalStore(
    shelf.subscribe,
    useCallback(() => shelf.find(key), [key]),
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for query and time range, and the clock ticks on.
  useEffect(() => {
    if (!timeRange || !getNow) return
    const question = { key, query, timeRange, now: getNow, queryClient }
    const shown = shelf.show(key, () => startSession(question))
    return () => shown && shelf.hide(shown)
  }, [key, queryClient, isReady])

  const viewKey = JSON.stringify(query.localFilters)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `viewKey` stands for the filters.
  useEffect(() => {
    if (session) showView(session, query)
  }, [viewKey, session])

  return { session, state: useSessionState(session) }
}

/**
 * What a search says of itself. While a range is read whole the screen has more to draw than one task should
 * hold; then it is drawn in short ones, and what somebody does meanwhile comes first.
 */
function useSessionState(session: SearchSession | undefined): SearchState {
  const [heard, setHeard] = useState<{ session: SearchSession; state: SearchState }>()
  useEffect(() => {
    if (!session) return
    let isEmpty = true
    const hear = () => {
      const state = session.search.getState()
      isEmpty = state.loaded === 0
      const take = () => setHeard({ session, state })
      if (state.progress) startTransition(take)
      else take()
    }
    // Something may have happened between drawing and now.
    hear()
    // Nobody who waits for the first entries waits for the pace of the others.
    return subscribeThrottled(session.search.subscribe, hear, () => isEmpty)
  }, [session])
  if (!session) return notStarted
  return heard?.session === session ? heard.state : session.search.getState()
}
