/**
 * What stands in the filter bar, and the gestures on it. Each gesture is the query that it leads to,
 * and the pill that has the focus then.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { disableFilter, enableFilter, flipMode, removeFilter } from '../../query/filters.ts'
import type { Filter, FilterMode, LogQuery } from '../../query/log-query.ts'
import { type FilterWords, toFilterWords } from './filter-words.ts'

/** One filter as the bar shows it. */
export type Pill = {
  /** Names the pill while parameter and mode stay. */
  key: string
  filter: Filter
  /** Absent for a filter that the log does not know. */
  parameter: Parameter | undefined
  words: FilterWords
  /** Whether it waits without deciding anything. */
  isOff: boolean
}

/** A changed query, and the key of the pill that takes the focus. */
export type PillGesture = { next: LogQuery; focus: string }

/** The filters in force, then those that are off. */
export function listPills(query: LogQuery, dataset: Dataset): readonly Pill[] {
  const toPill = (filter: Filter, isOff: boolean): Pill => {
    const parameter = findParameter(dataset, filter.parameter)
    const words = toFilterWords(filter, parameter)
    return { key: toKey(filter.parameter, filter.mode, isOff), filter, parameter, words, isOff }
  }
  return [
    ...query.filters.map((filter) => toPill(filter, false)),
    ...query.disabledFilters.map((filter) => toPill(filter, true)),
  ]
}

/** Include instead of exclude, or the other way round; where the API has both. */
export function flipPill(query: LogQuery, pill: Pill): PillGesture | undefined {
  const { parameter, mode } = pill.filter
  if (!pill.parameter?.exclude) return undefined
  return {
    next: withList(query, pill, (filters) => flipMode(filters, parameter, mode)),
    focus: toKey(parameter, mode === 'include' ? 'exclude' : 'include', pill.isOff),
  }
}

/** Off when it is on, on when it is off. */
export function switchPill(query: LogQuery, { filter, isOff }: Pill): PillGesture {
  const { parameter, mode } = filter
  const change = isOff ? enableFilter : disableFilter
  return { next: change(query, parameter, mode), focus: toKey(parameter, mode, !isOff) }
}

/** Gone; the pill after it, or else the one before it, takes the focus. */
export function removePill(query: LogQuery, dataset: Dataset, pill: Pill): PillGesture {
  const { parameter, mode } = pill.filter
  const next = withList(query, pill, (filters) => removeFilter(filters, parameter, mode))
  const at = listPills(query, dataset).findIndex(({ key }) => key === pill.key)
  const rest = listPills(next, dataset)
  return { next, focus: rest[Math.min(at, rest.length - 1)]?.key ?? '' }
}

/** The list that the pill stands in, which editing changes. */
export function getList(query: LogQuery, { isOff }: Pill): readonly Filter[] {
  return isOff ? query.disabledFilters : query.filters
}

/** The query with another list in the place of the one that the pill stands in. */
export function withList(
  query: LogQuery,
  pill: Pill,
  change: (filters: readonly Filter[]) => readonly Filter[],
): LogQuery {
  const changed = change(getList(query, pill))
  return pill.isOff ? { ...query, disabledFilters: changed } : { ...query, filters: changed }
}

function toKey(parameter: string, mode: FilterMode, isOff: boolean): string {
  return `${isOff ? 'off ' : ''}${mode} ${parameter}`
}
