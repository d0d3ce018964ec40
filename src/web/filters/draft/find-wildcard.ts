/**
 * Finds values with a `*`. No log documents wildcards: the API compares whole values. A local filter can find a part
 * of a text, but only among the loaded entries.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import { addLocalFilter, findPartFilter } from '../../../query/local-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'

/** The warning about a value with a `*`. */
export const wildcardWords =
  '“*” is no wildcard: values are compared whole, as they are written. A local filter finds a part of a text among loaded entries.'

/** The first value with a `*`. */
export function findWildcard(values: readonly string[]): string | undefined {
  return values.find((value) => value.includes('*'))
}

/** The query with a local filter instead of the first filter whose only value looks like a pattern. */
export function findPartQuery(
  query: LogQuery,
  dataset: Dataset,
): { text: string; label: string; next: LogQuery } | undefined {
  for (const filter of query.filters) {
    const [value = '', ...others] = filter.values
    const parameter = findParameter(dataset, filter.parameter)
    const localFilter =
      others.length === 0 && parameter && findPartFilter(parameter, filter.mode, value)
    if (!localFilter) continue
    const next = {
      ...query,
      filters: query.filters.filter((other) => other !== filter),
      localFilters: addLocalFilter(query.localFilters, localFilter),
    }
    return { text: localFilter.text, label: parameter.label, next }
  }
  return undefined
}
