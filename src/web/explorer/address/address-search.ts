/** Keys that identify the search of an address, and the moment at which its time range is fixed. */

import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { resolveTimeRange } from '../../../query/time/time-range.ts'
import type { HistoryState, Now } from './history-state.ts'

/** The fixed time range of a search, and the number that tells it from other searches of the same range. */
export type Moment = Required<Pick<HistoryState, 'timeRange' | 'run'>> &
  Pick<HistoryState, 'isFromLink' | 'askedBecause'>

/** Fixes the moment of a search that starts now. */
export function fixMoment({ timeRange }: LogQuery, { nowMs, run }: Now): Moment {
  return { timeRange: resolveTimeRange(timeRange, nowMs), run }
}

/** The key of one run of a search; with another key, a search has to run. */
export function toRunKey(query: LogQuery, { timeRange, run }: Partial<Moment>): string {
  return [toSearchKey(query), timeRange?.since, timeRange?.before, run].join(' ')
}

/**
 * The key of what is requested: the address without local and disabled filters, which only affect what is
 * shown.
 */
export function toSearchKey(query: LogQuery): string {
  return formatUrl({ ...query, localFilters: [], disabledFilters: [], disabledLocalFilters: [] })
}

/** Whether a changed query sends the same requests; `false` for an unchanged one, which is run again on purpose. */
export function isSameSearch(before: LogQuery, after: LogQuery): boolean {
  return formatUrl(before) !== formatUrl(after) && toSearchKey(before) === toSearchKey(after)
}
