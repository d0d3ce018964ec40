/**
 * Splits a query into several requests. Where the API accepts one value of a parameter and the query has several, each
 * request has one value. The result is the union: the caller merges and deduplicates.
 */
import { findParameter, getDataset } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import type { Filter, LogQuery } from './log-query.ts'
import { planFilters } from './plan-filters.ts'
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
 * The message for filters that the API cannot be asked for; `undefined` when it can, also where a part of the filters is
 * applied to loaded entries only. A boolean accepts one value: both together would match everything.
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
  const refused = planFilters(dataset, filters).refused
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
 * The queries that are sent, whose results together are the result of this query before local filters. Each has one
 * value where the API accepts one; the list has only the query itself when nothing has to be changed. Its length is
 * `countRequests`.
 */
export function splitQuery(query: LogQuery): readonly LogQuery[] {
  const dataset = getDataset(query.dataset)
  const { sent, unsent } = planFilters(dataset, query.filters)
  let queries: readonly LogQuery[] = [unsent.length === 0 ? query : { ...query, filters: sent }]
  for (const filter of sent) {
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

/** Whether a filter has to be split. Excludes are not: a union of requests would match entries with either value. */
function isSplit(
  dataset: { parameters: readonly Parameter[] },
  { parameter, mode, values }: Filter,
): boolean {
  return (
    mode === 'include' && values.length > 1 && findParameter(dataset, parameter)?.repeats === false
  )
}
