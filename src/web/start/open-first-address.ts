/** Opens the address of the page before the app is drawn. */
import { toProxyNow } from '../api/proxy-clock.ts'
import { findServerClock } from '../api/server-timing.ts'
import { createNow, forgetReload } from '../explorer/address/history-state.ts'
import { type OpenedAddress, openAddress } from '../explorer/address/open-address.ts'
import { toOverviewHash } from '../explorer/address/overview-hash.ts'

/** The opened address of the page, and the proxy's clock. */
export type FirstAddress = { opened: OpenedAddress; getNow: () => number }

/** Opens the address if it names a dataset and the proxy's clock is known, and writes its moment into the history entry. */
export function openFirstAddress(): FirstAddress | undefined {
  const clock = findServerClock()
  if (!clock) return undefined
  const getNow = () => toProxyNow(clock)
  const { location, history } = window
  // React Router stores the state of a history entry as `usr`.
  const opened = openAddress(location, history.state?.usr, createNow(getNow()))
  if (!opened) return undefined
  forgetReload()
  const { replacement } = opened
  if (replacement) {
    const address = replacement.address + toOverviewHash(location.hash)
    history.replaceState({ ...history.state, usr: replacement.state }, '', address)
  }
  return { opened: { ...opened, replacement: undefined }, getNow }
}
