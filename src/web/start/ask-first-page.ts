/** Requests the first page of the address while the search and the app are still being loaded. */
import { prefetchPage } from '../api/prefetched-page.ts'
import { toProxyNow } from '../api/proxy-clock.ts'
import { findServerClock } from '../api/server-timing.ts'
import { createNow, forgetReload } from '../explorer/address/history-state.ts'
import { type OpenedAddress, openAddress } from '../explorer/address/open-address.ts'
import { toOverviewHash } from '../explorer/address/overview-hash.ts'

/** The opened address of the page, and the proxy's clock. */
export type FirstPage = {
  opened: OpenedAddress
  getNow: () => number
  /** The id of the search that a page was prefetched for. */
  searchId?: string
}

/**
 * Opens the address if it names a dataset and the proxy's clock is known, and writes its moment into the history
 * entry. A failure of the request is reported by the search.
 */
export function askFirstPage(): FirstPage | undefined {
  const clock = findServerClock()
  if (!clock) return undefined
  const getNow = () => toProxyNow(clock)
  const { location, history } = window
  // React Router stores the state of a history entry as `usr`.
  const opened = openAddress(location, history.state?.usr, createNow(getNow()))
  if (!opened) return undefined
  forgetReload()
  const { replacement, firstRequest } = opened
  if (replacement) {
    const address = replacement.address + toOverviewHash(location.hash)
    history.replaceState({ ...history.state, usr: replacement.state }, '', address)
  }
  const searchId = firstRequest && prefetchPage(firstRequest)
  return {
    opened: { ...opened, replacement: undefined },
    getNow,
    ...(searchId !== undefined && { searchId }),
  }
}
