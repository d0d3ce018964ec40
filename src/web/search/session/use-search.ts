/** Runs the search of the address, and caches it when another one replaces it. */
import { useQueryClient } from '@tanstack/react-query'
import {
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { toAskedQuery } from '../../../query/address/hidden-sources.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { listLocalFilters } from '../../../query/plan-filters.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { PairsView } from '../../store/stored-pair.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import { hideSources } from './hide-sources.ts'
import { startNarrowedSession } from './narrowed-session.ts'
import { searchCache } from './search-cache.ts'
import { type SearchSession, showView, startSession } from './search-session.ts'
import { subscribeThrottled } from './subscribe-throttled.ts'

const notStarted: SearchState = { ...emptySearchState, status: 'loading' }

/** The fixed moment of a search. */
type SearchMoment = {
  timeRange?: ResolvedTimeRange | undefined
  run?: number | undefined
  /** The texts of hidden sources that the search does not ask. */
  unasked?: readonly string[] | undefined
}

/**
 * Starts a search for each new key; the search of a recent key is taken from the cache. A part of what a search of the
 * same run has read completely is answered from memory. When that turns out to be impossible, `onMustAsk` is called with
 * the reason; it has to give a key of another run.
 */
export function useSearch(
  query: LogQuery,
  { timeRange, run = 0, unasked }: SearchMoment,
  key: string,
  onMustAsk: (because: string | undefined) => void,
  getNow: (() => number) | undefined,
  pairs: PairsView,
): { session: SearchSession | undefined; state: SearchState } {
  const queryClient = useQueryClient()
  const isReady = getNow !== undefined
  const session = useSyncExternalStore(
    searchCache.subscribe,
    useCallback(() => searchCache.find(key), [key]),
  )

  const shown = useRef<SearchSession>(undefined)
  function show(): void {
    if (!timeRange || !getNow) return
    const asked = toAskedQuery(query, unasked)
    const question = { key, query: asked, timeRange, run, now: getNow, queryClient }
    const start = () => startNarrowedSession(searchCache.list(), question) ?? startSession(question)
    shown.current = searchCache.show(key, start)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for query and time range, and the clock ticks on.
  useEffect(() => {
    show()
    return () => {
      if (shown.current) searchCache.hide(shown.current)
      shown.current = undefined
    }
  }, [key, queryClient, isReady])

  const viewKey = JSON.stringify([listLocalFilters(query), query.hiddenSources, pairs])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `viewKey` stands for the filters.
  useEffect(() => {
    if (session) showView(session, query, pairs)
  }, [viewKey, session])

  const wholeState = useSessionState(session)
  const isOutdated = session?.isOutdated?.() === true
  // biome-ignore lint/correctness/useExhaustiveDependencies: a search is replaced once.
  useEffect(() => {
    // The list that it is a part of reaches further now, so it may contain entries after its end.
    if (isOutdated) show()
  }, [isOutdated, session])
  const { hiddenSources } = query
  const state = useMemo(() => hideSources(wholeState, hiddenSources), [wholeState, hiddenSources])
  const { mustAsk } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reason is reported once.
  useEffect(() => {
    if (mustAsk) onMustAsk(mustAsk.because)
  }, [mustAsk])

  return { session, state }
}

/**
 * The state of a session. While the whole range is read, updates render as a transition, so that input of
 * the analyst comes first.
 */
function useSessionState(session: SearchSession | undefined): SearchState {
  const [latest, setLatest] = useState<{ session: SearchSession; state: SearchState }>()
  useEffect(() => {
    if (!session) return
    let isEmpty = true
    const readState = () => {
      const state = session.search.getState()
      isEmpty = state.loaded === 0
      const apply = () => setLatest({ session, state })
      if (state.progress) startTransition(apply)
      else apply()
    }
    // The state may have changed since rendering.
    readState()
    // Do not throttle until the first entries are in.
    return subscribeThrottled(session.search.subscribe, readState, () => isEmpty)
  }, [session])
  if (!session) return notStarted
  return latest?.session === session ? latest.state : session.search.getState()
}
