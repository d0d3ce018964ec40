/** What a query is called before somebody gives it a name. */
import { findParameter, getDataset } from '../../catalog/index.ts'
import type { LogQuery } from '../../query/log-query.ts'
import type { Starter } from '../../query/starter.ts'
import { toRangeWords } from '../../query/time-range.ts'
import { toFilterWords, toShortText } from '../filters/filter-words.ts'

/** Longest proposal, in characters; one types a better name anyway. */
const longestName = 60

/** The starter's title, or the first filters and the range; without anything invisible. */
export function toQueryName(query: LogQuery, starter: Starter | undefined): string {
  if (starter) return starter.title
  const dataset = getDataset(query.dataset)
  const filters = query.filters
    .slice(0, 2)
    .map((filter) => toFilterWords(filter, findParameter(dataset, filter.parameter)).sentence)
  const { timeRange } = query
  const time = timeRange.kind === 'relative' ? [toRangeWords(timeRange.range)] : []
  const words = [...(filters.length > 0 ? filters : [dataset.shortTitle]), ...time].join(', ')
  return toShortText(words.replace(/\p{C}/gu, ''), longestName)
}
