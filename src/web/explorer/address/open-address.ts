/** Opens an address: derives its query and the moment of its search, once for all users. */

import { type ParsedUrl, parseUrl } from '../../../query/address/url-codec.ts'
import { defaultRange } from '../../../query/log-query.ts'
import { fixMoment, type Moment, toRunKey } from './address-search.ts'
import { type HistoryState, type Now, readHistoryState } from './history-state.ts'

/** The part of a location that is opened. */
export type PageLocation = { pathname: string; search: string }

/** An address with its history state. */
export type HistoryEntry = { address: string; state: HistoryState }

/** A parsed address that names a dataset; unusable parts of it are listed as problems. */
export type OpenedAddress = ParsedUrl & {
  /** The address after `replacement` is applied. */
  address: string
  /** Empty until the proxy's clock is known. */
  moment: Partial<Moment>
  /** Identifies the search; changes with each search that has to run. */
  runKey: string
  /** Has to replace the history entry, which does not contain the moment yet. */
  replacement: HistoryEntry | undefined
}

/**
 * Opens an address; `undefined` when its path names no dataset. `historyState` is what the history entry holds,
 * unchecked. Without `now` (the proxy's clock is unknown) there is no moment.
 */
export function openAddress(
  location: PageLocation,
  historyState: unknown,
  now: Now | undefined,
): OpenedAddress | undefined {
  const parsed = parseUrl(location.pathname, location.search)
  if (!parsed) return undefined
  const { query } = parsed
  const history = readHistoryState(historyState)
  const moment = now && getMoment(parsed, history, now)
  const replacement = moment && findReplacement(parsed, location, history, moment)
  return {
    ...parsed,
    address: replacement?.address ?? location.pathname + location.search,
    moment: moment ?? {},
    runKey: toRunKey(query, moment ?? {}),
    replacement,
  }
}

/** Whether opening the location would give the same: its address and the run in its history entry are equal. */
export function isOpenedAt(
  { address, moment }: OpenedAddress,
  { pathname, search }: PageLocation,
  historyState: unknown,
): boolean {
  const { timeRange, run } = readHistoryState(historyState)
  return address === pathname + search && timeRange !== undefined && run === moment.run
}

/** The moment in the history entry, or else now; after a reload always now, which resolves relative times anew. */
function getMoment({ query }: ParsedUrl, history: HistoryState, now: Now): Moment {
  const { timeRange, run = 0, isFromLink = false, unasked, askedBecause } = history
  if (timeRange && !now.isReload) {
    return {
      timeRange,
      run,
      isFromLink,
      ...(unasked && { unasked }),
      ...(askedBecause !== undefined && { askedBecause }),
    }
  }
  return { ...fixMoment(query, now), isFromLink: query.timeRange.kind === 'absolute' }
}

function findReplacement(
  { hasTime, problems }: ParsedUrl,
  { pathname, search }: PageLocation,
  history: HistoryState,
  { timeRange, run, isFromLink = false, unasked }: Moment,
): HistoryEntry | undefined {
  const isRemembered = history.run === run && history.timeRange !== undefined
  const lacksTime =
    !hasTime && !problems.some(({ key }) => ['range', 'since', 'before'].includes(key))
  if (isRemembered && !lacksTime) return undefined
  // Only the time is added; unusable parts stay in the address until the query is changed.
  const pairs = [search.replace(/^\?/, ''), lacksTime ? `range=${defaultRange}` : '']
  return {
    address: `${pathname}?${pairs.filter(Boolean).join('&')}`,
    state: {
      timeRange,
      run,
      isFromLink,
      ...(unasked && { unasked }),
      ...(history.opensEntry && { opensEntry: true }),
    },
  }
}
