/** Predefined queries (“starters”) without a scope, each with advice for reading its result. */
import { getDataset } from '../../catalog/index.ts'
import { formatUrl } from '../address/url-codec.ts'
import type { Filter, LocalFilter, LogQuery, Scope } from '../log-query.ts'
import { keepRequired } from '../required/required-filter.ts'

/** A query without a scope, and advice for reading its result. */
export type Starter = {
  id: string
  /** The heading under which it is listed. */
  group: string
  title: string
  /** Says what to look for in the result, in one or two sentences. */
  hint: string
  dataset: string
  /** A relative range, such as `30d`. */
  range: string
  filters: readonly Filter[]
  localFilters?: readonly LocalFilter[]
}

/** An include filter for a wire name with these values. */
export function include(parameter: string, ...values: string[]): Filter {
  return { parameter, mode: 'include', values }
}

/** An exclude filter for a wire name with these values. */
export function exclude(parameter: string, ...values: string[]): Filter {
  return { parameter, mode: 'exclude', values }
}

/** A local filter for entries that contain a text at a JSON Pointer. */
export function has(pointer: string, text: string): LocalFilter {
  return { kind: 'field', pointer, mode: 'include', text, isExact: false }
}

/** The query of a starter in a scope. The dataset has to be available in that scope. */
export function toStarterQuery(starter: Starter, scope: Scope): LogQuery {
  const { dataset, range, filters, localFilters = [] } = starter
  const timeRange = { kind: 'relative', range } as const
  return {
    dataset,
    scope,
    timeRange,
    filters,
    localFilters,
    direction: 'desc',
    disabledFilters: [],
    disabledLocalFilters: [],
  }
}

/**
 * The starter that gives this query in its scope, with any values of the filters that the log requires; `undefined` when
 * none of them does.
 */
export function findStarter(query: LogQuery, starters: readonly Starter[]): Starter | undefined {
  const required = keepRequired(getDataset(query.dataset), query.filters)
  const filters = query.filters.filter((filter) => !required.includes(filter))
  const asked: LogQuery = { ...query, filters }
  const candidates = starters.filter(
    (starter) => starter.dataset === query.dataset && hasFilters(starter) === hasFilters(asked),
  )
  if (candidates.length === 0) return undefined
  const address = formatUrl(asked)
  return candidates.find((starter) => formatUrl(toStarterQuery(starter, query.scope)) === address)
}

function hasFilters({ filters, localFilters = [] }: Pick<Starter, 'filters' | 'localFilters'>) {
  return filters.length > 0 || localFilters.length > 0
}
