/**
 * Splits a query into several requests. Where the API accepts one value of a parameter and the query has several, each
 * request has one value. The result is the union: the caller merges and deduplicates.
 */
import { findParameter, getDataset } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import type { Filter, LogQuery } from './log-query.ts'
import { repeatedMessage } from './validate-query.ts'

/** Maximum number of requests of one query. */
const maxRequests = 10

/** Whether a filter of this parameter may have several values, in one request or in several. */
export function takesSeveral({ repeats, kind }: Pick<Parameter, 'repeats' | 'kind'>): boolean {
  return repeats || kind !== 'boolean'
}

/** The number of requests for these filters: the product of the numbers of values that have to be split. */
export function countRequests(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): number {
  return filters
    .filter((filter) => isSplit(dataset, filter))
    .reduce((product, { values }) => product * values.length, 1)
}

/**
 * The message for filters with too many values for the API; `undefined` when the API can be asked.
 * A boolean accepts one value: both together would match everything.
 */
export function findRequestsProblem(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): string | undefined {
  const splitFilters = filters.filter((filter) => isSplit(dataset, filter))
  const booleanFilter = splitFilters.find(
    ({ parameter }) => findParameter(dataset, parameter)?.kind === 'boolean',
  )
  if (booleanFilter) return repeatedMessage(booleanFilter.parameter)
  const refused = filters.find((filter) => !canExclude(dataset, filter, filters))
  if (refused) {
    return `The API excludes one value of “${refused.parameter}” at a time, or includes by it. Keep one.`
  }
  const name = splitFilters.at(-1)?.parameter
  const count = countRequests(dataset, filters)
  return count > maxRequests
    ? `The API takes one value of “${name}” at a time, so this would take ${count} requests. Keep at most ${maxRequests}.`
    : undefined
}

/**
 * The queries whose results together are the result of this query. Each has one value where the API accepts one; the
 * list has only the query itself when nothing has to be split. Its length is `countRequests`.
 */
export function splitQuery(query: LogQuery): readonly LogQuery[] {
  const dataset = getDataset(query.dataset)
  let queries: readonly LogQuery[] = [query]
  for (const filter of query.filters) {
    if (!isSplit(dataset, filter)) continue
    queries = queries.flatMap((each) =>
      filter.values.map((value) => ({
        ...each,
        filters: each.filters.map((one) => (one === filter ? { ...one, values: [value] } : one)),
      })),
    )
  }
  return queries
}

/**
 * Whether the API accepts an exclude with these values, and beside an include of the same parameter. True for includes.
 */
function canExclude(
  dataset: { parameters: readonly Parameter[] },
  { parameter, mode, values }: Filter,
  filters: readonly Filter[],
): boolean {
  const { repeats = true, operator } = findParameter(dataset, parameter) ?? {}
  if (mode === 'include') return true
  const hasInclude = filters.some((each) => each.parameter === parameter && each.mode === 'include')
  return (repeats || values.length === 1) && !(operator && hasInclude)
}

/** Whether a filter has to be split. Excludes are not: a union of requests would match entries with either value. */
function isSplit(
  dataset: { parameters: readonly Parameter[] },
  { parameter, mode, values }: Filter,
): boolean {
  return (
    mode === 'include' && values.length > 1 && findParameter(dataset, parameter)?.repeats === false
  )
}
