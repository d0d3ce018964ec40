/** Which search an address asks for: what names it, and how its moment is fixed. */
import { defaultRange, type LogQuery } from '../../query/log-query.ts'
import { resolveTimeRange } from '../../query/time-range.ts'
import type { ParsedUrl } from '../../query/url-codec.ts'
import { createRunNumber, type HistoryState, isJustReloaded } from './history-state.ts'

/** When a search takes place, and which of several at that time it is. */
export type Moment = Required<Pick<HistoryState, 'timeRange' | 'run'>> &
  Pick<HistoryState, 'isFromLink'>

/** The moment of a search that begins now. */
export function fixMoment({ timeRange }: LogQuery, nowMs: number): Moment {
  return { timeRange: resolveTimeRange(timeRange, nowMs), run: createRunNumber() }
}

/** The moment of a history entry: the one that it remembers, else now. */
export function findMoment(query: LogQuery, history: HistoryState, nowMs: number): Moment {
  const { timeRange: kept, run = 0, isFromLink = false } = history
  if (kept && !isJustReloaded()) return { timeRange: kept, run, isFromLink }
  return { ...fixMoment(query, nowMs), isFromLink: query.timeRange.kind === 'absolute' }
}

/** Names a search: another name is another search. */
export function toRunKey(query: LogQuery, { timeRange, run }: Partial<Moment>): string {
  return JSON.stringify([toSearchKey(query), timeRange, run])
}

/** Names what is asked for. Local and disabled filters decide only what is shown of it. */
export function toSearchKey(query: LogQuery): string {
  const { localFilters: _, disabledFilters: __, disabledLocalFilters: ___, ...asked } = query
  return JSON.stringify(asked)
}

/** The address and state that remember the moment, where the history entry does not do so yet. */
export function findFixedEntry(
  parsed: ParsedUrl,
  { pathname, search }: { pathname: string; search: string },
  history: HistoryState,
  { timeRange, run, isFromLink = false }: Moment,
): { address: string; state: HistoryState } | undefined {
  const isRemembered = history.run === run && history.timeRange !== undefined
  const lacksTime =
    !parsed.hasTime &&
    !parsed.problems.some(({ key: name }) => ['range', 'since', 'before'].includes(name))
  if (isRemembered && !lacksTime) return undefined
  // Only the time is written in; what could not be used stays in the address until it is changed.
  const parts = [search.replace(/^\?/, ''), lacksTime ? `range=${defaultRange}` : '']
  return {
    address: `${pathname}?${parts.filter(Boolean).join('&')}`,
    state: { timeRange, run, isFromLink, ...(history.opensEntry && { opensEntry: true }) },
  }
}
