/** Investigations as data: a question without a scope, and what to look for in its answer. */

import { formatUrl } from '../address/url-codec.ts'
import type { Filter, LocalFilter, LogQuery, Scope } from '../log-query.ts'

/** A question without a scope, with what to look for in its answer. */
export type Starter = {
  id: string
  /** The heading that it stands under. */
  group: string
  title: string
  /** What to look for, in one or two sentences. */
  hint: string
  dataset: string
  /** A relative range. */
  range: string
  filters: readonly Filter[]
  localFilters?: readonly LocalFilter[]
}

/** A filter for any of these values. */
export function include(parameter: string, ...values: string[]): Filter {
  return { parameter, mode: 'include', values }
}

/** A filter against all of these values. */
export function exclude(parameter: string, ...values: string[]): Filter {
  return { parameter, mode: 'exclude', values }
}

/** A local filter for what contains a text at a JSON Pointer. */
export function has(pointer: string, text: string): LocalFilter {
  return { pointer, mode: 'include', text, isExact: false }
}

/** The query of a starter in a scope; the scope has to be one that its dataset can be read in. */
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

/** Which of these asks exactly this query, in whatever scope it is asked. */
export function findStarter(query: LogQuery, among: readonly Starter[]): Starter | undefined {
  const alike = among.filter(
    (each) => each.dataset === query.dataset && asksSomething(each) === asksSomething(query),
  )
  if (alike.length === 0) return undefined
  const address = formatUrl(query)
  return alike.find((each) => formatUrl(toStarterQuery(each, query.scope)) === address)
}

function asksSomething({ filters, localFilters = [] }: Pick<Starter, 'filters' | 'localFilters'>) {
  return filters.length > 0 || localFilters.length > 0
}
