/**
 * Starts the search of the address before there is a screen: its first page and the store's worker are on
 * their way while the rest of the page is still being loaded. The screen takes the search over.
 */
import type { QueryClient } from '@tanstack/react-query'
import { parseUrl } from '../../query/url-codec.ts'
import { findDocumentClock } from '../api/document-facts.ts'
import { statusQuery, toProxyNow } from '../api/status-query.ts'
import { startSession } from '../search/search-session.ts'
import { shelf } from '../search/shelf.ts'
import { findFixedEntry, findMoment, toRunKey } from './address-search.ts'
import { forgetReload, readHistoryState } from './history-state.ts'

/**
 * Asks for the first page, where the address is a log's. What fails is shown by the screen. Without the proxy's
 * clock the status is asked for, and the screen starts the search with it.
 */
export function startFirstSearch(queryClient: QueryClient): void {
  const parsed = parseUrl(window.location.pathname, window.location.search)
  if (!parsed) return
  const clock = findDocumentClock()
  if (!clock) void queryClient.prefetchQuery(statusQuery)
  else {
    const { query } = parsed
    const now = () => toProxyNow(clock)
    // This is how the router keeps a state.
    const history = readHistoryState(window.history.state?.usr)
    const moment = findMoment(query, history, now())
    const fixed = findFixedEntry(parsed, window.location, history, moment)
    forgetReload()
    if (fixed) {
      const { address, state } = fixed
      window.history.replaceState({ ...window.history.state, usr: state }, '', address)
    }
    const key = toRunKey(query, moment)
    const { timeRange } = moment
    if (timeRange) shelf.show(key, () => startSession({ key, query, timeRange, now, queryClient }))
  }
}
