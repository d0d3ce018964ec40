/** What names the search of an address, and the moment at which it is fixed. */

import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { resolveTimeRange } from '../../../query/time/time-range.ts'
import type { HistoryState, Now } from './history-state.ts'

/** When a search takes place, and which of several at that time it is. */
export type Moment = Required<Pick<HistoryState, 'timeRange' | 'run'>> &
  Pick<HistoryState, 'isFromLink'>

/** The moment of a search that begins now. */
export function fixMoment({ timeRange }: LogQuery, { nowMs, run }: Now): Moment {
  return { timeRange: resolveTimeRange(timeRange, nowMs), run }
}

/** Names a search: another name is another search. */
export function toRunKey(query: LogQuery, { timeRange, run }: Partial<Moment>): string {
  return [toSearchKey(query), timeRange?.since, timeRange?.before, run].join(' ')
}

/**
 * Names what is requested: the address without local and disabled filters, which decide only what is shown of
 * the result.
 */
export function toSearchKey(query: LogQuery): string {
  return formatUrl({ ...query, localFilters: [], disabledFilters: [], disabledLocalFilters: [] })
}

/** Whether a change concerns only what is shown; without any change, the same search is run again. */
export function isSameSearch(before: LogQuery, after: LogQuery): boolean {
  return formatUrl(before) !== formatUrl(after) && toSearchKey(before) === toSearchKey(after)
}
