/** Starts the search of the address before the app is rendered; the app finds it in the search cache. */
import { toAskedQuery } from '../../query/address/hidden-sources.ts'
import { findPathMeaning } from '../../query/address/path-meaning.ts'
import { queryClient } from '../api/query-client.ts'
import { statusQuery } from '../api/status-query.ts'
import type { Search } from '../search/session/create-search.ts'
import { searchCache } from '../search/session/search-cache.ts'
import { startSession } from '../search/session/search-session.ts'
import type { FirstAddress } from './open-first-address.ts'

/**
 * The first render waits at most this long for rows: rendering without rows, and replacing that at once, takes as
 * long as rendering the rows.
 */
const maxWaitMs = 100

/**
 * Starts the search. Without the proxy's clock no search can start; the status, which contains the clock, is then
 * requested for a page of a dataset.
 */
export function startFirstSearch(first: FirstAddress | undefined): {
  /** Resolves when the first rows are there or cannot come now, at the latest `maxWaitMs` after the call. */
  waitForRows: () => Promise<unknown>
} {
  const session = first && startSearch(first)
  if (session) {
    const entries = waitForEntries(session.search)
    return { waitForRows: () => Promise.race([entries, wait(maxWaitMs)]) }
  }
  if (!first && findPathMeaning(window.location.pathname)) {
    void queryClient.prefetchQuery(statusQuery)
  }
  return { waitForRows: () => Promise.resolve() }
}

function startSearch({ opened: { query, moment, runKey }, getNow }: FirstAddress) {
  const { timeRange, run = 0, unasked } = moment
  if (!timeRange) return undefined
  const asked = toAskedQuery(query, unasked)
  return searchCache.show(runKey, () =>
    startSession({ key: runKey, query: asked, timeRange, run, now: getNow, queryClient }),
  )
}

function waitForEntries({ getState, subscribe }: Search): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = subscribe(() => {
      const { loaded, firstEntries, status, backoff } = getState()
      if (loaded === 0 && !firstEntries && status === 'loading' && !backoff) return
      unsubscribe()
      resolve()
    })
  })
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
