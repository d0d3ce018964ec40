/** Starts the search of the address before there is a screen, which takes it over. */
import { findPathMeaning } from '../../query/address/url-codec.ts'
import { queryClient } from '../api/query-client.ts'
import { statusQuery } from '../api/status-query.ts'
import type { Search } from '../search/session/create-search.ts'
import { searchCache } from '../search/session/search-cache.ts'
import { startSession } from '../search/session/search-session.ts'
import type { FirstPage } from './ask-first-page.ts'

/**
 * A screen that is loaded waits for the first rows for at most this long: drawing it without rows, only to replace
 * it at once, takes as long as drawing the rows.
 */
const maxWaitMs = 100

/**
 * Starts it. Without the proxy's clock there is nothing to start, so the status, which contains the clock, is
 * requested for a dataset's page.
 */
export function startFirstSearch(first: FirstPage | undefined): {
  /** Resolves when the search has entries or can get none now, at the latest after a short wait from the call on. */
  waitForRows: () => Promise<unknown>
} {
  const session = first && startSearch(first)
  if (session) {
    const rows = untilRows(session.search)
    return { waitForRows: () => Promise.race([rows, wait(maxWaitMs)]) }
  }
  if (!first && findPathMeaning(window.location.pathname)) {
    void queryClient.prefetchQuery(statusQuery)
  }
  return { waitForRows: () => Promise.resolve() }
}

function startSearch({ opened: { query, moment, runKey }, getNow }: FirstPage) {
  const { timeRange } = moment
  if (!timeRange) return undefined
  return searchCache.show(runKey, () =>
    startSession({ key: runKey, query, timeRange, now: getNow, queryClient }),
  )
}

function untilRows({ getState, subscribe }: Search): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = subscribe(() => {
      const { loaded, status, backoff } = getState()
      if (loaded === 0 && status === 'loading' && !backoff) return
      unsubscribe()
      resolve()
    })
  })
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
