/** Asks for the first page of the address before there is a search: it is on its way while the rest is loaded. */
import { parseUrl } from '../../query/url-codec.ts'
import { prefetchPage } from '../api/prefetched-page.ts'
import { toProxyNow } from '../api/proxy-clock.ts'
import { findServerClock } from '../api/server-timing.ts'
import { findFixedEntry, findMoment, toRunKey } from '../explorer/address-search.ts'
import { forgetReload, readHistoryState } from '../explorer/history-state.ts'
import { findFirstRequest } from '../search/first-request.ts'
import type { SessionQuestion } from '../search/search-session.ts'

/** What the search is started with. */
export type FirstQuestion = Omit<SessionQuestion, 'queryClient'>

/**
 * Asks, where the address is a log's and the proxy's clock is known; the history entry remembers the moment. What
 * fails is shown by the screen.
 */
export function askFirstPage(): FirstQuestion | undefined {
  const parsed = parseUrl(window.location.pathname, window.location.search)
  const clock = findServerClock()
  if (!parsed || !clock) return undefined
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
  const { timeRange } = moment
  const request = timeRange && findFirstRequest(query, timeRange)
  if (!request) return undefined
  prefetchPage(request)
  return { key: toRunKey(query, moment), query, timeRange, now }
}
