/**
 * One question as several requests. Where the API takes one value and an analyst asks for several, the
 * answer is the union of one request for each; the caller merges and deduplicates.
 */
import { findParameter, getDataset } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import type { Filter, LogQuery } from './log-query.ts'
import { repeatedMessage } from './validate-query.ts'

/** Most requests that one question may become. */
const maxRequests = 10

/** Whether a filter of this parameter may hold several values, be it by several requests. */
export function takesSeveral({ repeats, kind }: Pick<Parameter, 'repeats' | 'kind'>): boolean {
  return repeats || kind !== 'boolean'
}

/** How many requests these filters take: the product of the values of those that take one each. */
export function countRequests(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): number {
  return filters
    .filter((filter) => isSplit(dataset, filter))
    .reduce((product, { values }) => product * values.length, 1)
}

/**
 * Why these filters cannot be asked, because of their number of values; `undefined` when they can.
 * A boolean takes one value: both together would ask for everything.
 */
export function findRequestsProblem(
  dataset: { parameters: readonly Parameter[] },
  filters: readonly Filter[],
): string | undefined {
  const split = filters.filter((filter) => isSplit(dataset, filter))
  const both = split.find(({ parameter }) => findParameter(dataset, parameter)?.kind === 'boolean')
  if (both) return repeatedMessage(both.parameter)
  const excluded = filters.find((filter) => !takesFilter(dataset, filter, filters))
  if (excluded) {
    return `The API excludes one value of “${excluded.parameter}” at a time, or includes by it. Keep one.`
  }
  const name = split.at(-1)?.parameter
  const count = countRequests(dataset, filters)
  return count > maxRequests
    ? `The API takes one value of “${name}” at a time, so this would take ${count} requests. Keep at most ${maxRequests}.`
    : undefined
}

/**
 * The queries whose results together are the result of this one, each with one value where the API
 * takes one: the query itself when nothing has to be split. As many as `countRequests` says.
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

/** Whether an exclude can be asked: its values together, and beside an include of the same parameter. */
function takesFilter(
  dataset: { parameters: readonly Parameter[] },
  { parameter, mode, values }: Filter,
  filters: readonly Filter[],
): boolean {
  const { repeats = true, operator } = findParameter(dataset, parameter) ?? {}
  if (mode === 'include') return true
  const isBeside = filters.some((each) => each.parameter === parameter && each.mode === 'include')
  return (repeats || values.length === 1) && !(operator && isBeside)
}

/** Excludes are never split: without both values is not the union of without either. */
function isSplit(
  dataset: { parameters: readonly Parameter[] },
  { parameter, mode, values }: Filter,
): boolean {
  return (
    mode === 'include' && values.length > 1 && findParameter(dataset, parameter)?.repeats === false
  )
}
