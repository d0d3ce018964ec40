/** Runs the search of the address, and lays it by when another one is wanted. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { LogQuery } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { type SearchSession, startSession } from './search-session.ts'
import { emptySearchState, type SearchState } from './search-state.ts'
import { createSessionShelf } from './session-shelf.ts'

/** Outlives the page of the explorer, to which Back leads as well. */
const shelf = createSessionShelf<SearchSession>()

const notStarted: SearchState = { ...emptySearchState, status: 'loading' }
const getNotStarted = () => notStarted
const subscribeToNothing = () => () => undefined

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

  useView(query, session)
  const state = useSyncExternalStore(
    session?.search.subscribe ?? subscribeToNothing,
    session?.search.getState ?? getNotStarted,
  )
  return { session, state }
}

/** Lets the store show what passes the local filters; the search is not run again for them. */
function useView({ localFilters }: LogQuery, session: SearchSession | undefined): void {
  const viewKey = JSON.stringify(localFilters)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `viewKey` stands for the filters.
  useEffect(() => {
    // One that comes back shows them already, and its rows stay where they are.
    if (!session || session.viewKey === viewKey) return
    session.viewKey = viewKey
    // Another view may have overtaken this one.
    const note = ({ shown }: { shown: number }) =>
      session.viewKey === viewKey && session.search.noteView(shown)
    session.store.setView({ localFilters }).then(note, () => undefined)
  }, [viewKey, session])
}
