/** Opens an address: its query, the moment of its search, and the first request, derived once for all users. */

import { type ParsedUrl, parseUrl } from '../../../query/address/url-codec.ts'
import { defaultRange } from '../../../query/log-query.ts'
import type { ApiRequest } from '../../../query/request/api-request.ts'
import { findFirstRequest } from '../../search/session/first-request.ts'
import { fixMoment, type Moment, toRunKey } from './address-search.ts'
import { type HistoryState, type Now, readHistoryState } from './history-state.ts'

/** The part of a location that is opened. */
export type PageLocation = { pathname: string; search: string }

/** An address with its history state. */
export type HistoryEntry = { address: string; state: HistoryState }

/** An address that names a dataset, understood as far as possible. */
export type OpenedAddress = ParsedUrl & {
  /** As the history entry has it once the moment is written there. */
  address: string
  /** Empty until the proxy's clock is known. */
  moment: Partial<Moment>
  /** Names the search; changes with each search that has to be run. */
  runKey: string
  /** The first request of the search; absent without a moment. */
  firstRequest: ApiRequest | undefined
  /** What has to replace the history entry, because it does not contain the moment yet. */
  replacement: HistoryEntry | undefined
}

/**
 * Opens an address; `undefined` when its path names no dataset. `historyState` is what the history entry holds,
 * unchecked. Without `now` (the proxy's clock is unknown) there is no moment and no request.
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
  const moment = now && findMoment(parsed, history, now)
  const replacement = moment && findReplacement(parsed, location, history, moment)
  return {
    ...parsed,
    address: replacement?.address ?? location.pathname + location.search,
    moment: moment ?? {},
    runKey: toRunKey(query, moment ?? {}),
    firstRequest: moment?.timeRange && findFirstRequest(query, moment.timeRange),
    replacement,
  }
}

/** Whether this is what opening the location would give: the same address in the history entry of the same run. */
export function isOpenedAt(
  { address, moment }: OpenedAddress,
  { pathname, search }: PageLocation,
  historyState: unknown,
): boolean {
  const { timeRange, run } = readHistoryState(historyState)
  return address === pathname + search && timeRange !== undefined && run === moment.run
}

/** The moment in the history entry, else now. After a reload relative times are resolved anew. */
function findMoment({ query }: ParsedUrl, history: HistoryState, now: Now): Moment {
  const { timeRange, run = 0, isFromLink = false } = history
  if (timeRange && !now.isReload) return { timeRange, run, isFromLink }
  return { ...fixMoment(query, now), isFromLink: query.timeRange.kind === 'absolute' }
}

function findReplacement(
  { hasTime, problems }: ParsedUrl,
  { pathname, search }: PageLocation,
  history: HistoryState,
  { timeRange, run, isFromLink = false }: Moment,
): HistoryEntry | undefined {
  const isRemembered = history.run === run && history.timeRange !== undefined
  const lacksTime =
    !hasTime && !problems.some(({ key }) => ['range', 'since', 'before'].includes(key))
  if (isRemembered && !lacksTime) return undefined
  // Only the time is added; what could not be used stays in the address until it is changed.
  const parts = [search.replace(/^\?/, ''), lacksTime ? `range=${defaultRange}` : '']
  return {
    address: `${pathname}?${parts.filter(Boolean).join('&')}`,
    state: { timeRange, run, isFromLink, ...(history.opensEntry && { opensEntry: true }) },
  }
}
