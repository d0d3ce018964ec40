/** Keys that identify the search of an address, and the moment at which its time range is fixed. */

import { toAskedQuery } from '../../../query/address/hidden-sources.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { resolveTimeRange } from '../../../query/time/time-range.ts'
import type { HistoryState, Now } from './history-state.ts'

/** The fixed time range of a search, and the number that tells it from other searches of the same range. */
export type Moment = Required<Pick<HistoryState, 'timeRange' | 'run'>> &
  Pick<HistoryState, 'isFromLink' | 'askedBecause' | 'unasked'>

/** Fixes the moment of a search that starts now. It does not ask the sources that are hidden now. */
export function fixMoment({ timeRange, hiddenSources }: LogQuery, { nowMs, run }: Now): Moment {
  return {
    timeRange: resolveTimeRange(timeRange, nowMs),
    run,
    ...(hiddenSources && { unasked: hiddenSources }),
  }
}

/** The key of one run of a search; with another key, a search has to run. */
export function toRunKey(query: LogQuery, { timeRange, run, unasked }: Partial<Moment>): string {
  return [toSearchKey(query, unasked), timeRange?.since, timeRange?.before, run].join(' ')
}

/**
 * The key of what is requested: the address without local and disabled filters, which only affect what is shown. A hidden
 * source is requested like a shown one unless it is among `unasked`.
 */
export function toSearchKey(query: LogQuery, unasked?: readonly string[]): string {
  const { hiddenSources: _, ...asked } = toAskedQuery(query, unasked)
  return toQuestion(asked)
}

/**
 * Whether a changed query sends the same requests as a search that did not ask the sources `unasked`; `false` for an unchanged
 * query, which is run again on purpose.
 */
export function isSameSearch(
  before: LogQuery,
  after: LogQuery,
  unasked?: readonly string[],
): boolean {
  return (
    formatUrl(before) !== formatUrl(after) &&
    toSearchKey(before, unasked) === toSearchKey(after, unasked)
  )
}

/**
 * Whether two queries ask the same of the same logs for the same time, so that the fingerprint of a result speaks of both.
 * Local filters select among what was loaded; a hidden log may not be loaded. The direction matters only for a part of the
 * range.
 */
export function isSameQuestion(
  before: LogQuery,
  after: LogQuery,
  { verdict }: Pick<Seal, 'verdict'>,
): boolean {
  const direction = verdict === 'partial' ? after.direction : before.direction
  return toQuestion(before) === toQuestion({ ...after, direction })
}

function toQuestion(query: LogQuery): string {
  return formatUrl({ ...query, localFilters: [], disabledFilters: [], disabledLocalFilters: [] })
}
