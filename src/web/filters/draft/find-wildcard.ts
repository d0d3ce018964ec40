/**
 * Values with a `*`: no wildcard is documented for any of the logs, they compare whole values. A part of a text is
 * what a local filter looks for, among the entries that are loaded.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import { addLocalFilter, findPartFilter } from '../../../query/local-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'

/** Said of a value with a `*`. */
export const wildcardWords =
  '“*” is no wildcard: values are compared whole, as they are written. A local filter finds a part of a text among loaded entries.'

/** The first value with a `*`. */
export function findWildcard(values: readonly string[]): string | undefined {
  return values.find((value) => value.includes('*'))
}

/** The same question with a local filter in the place of a filter whose only value was meant as a pattern. */
export function findPartQuery(
  query: LogQuery,
  dataset: Dataset,
): { text: string; label: string; next: LogQuery } | undefined {
  for (const filter of query.filters) {
    const [value = '', ...others] = filter.values
    const parameter = findParameter(dataset, filter.parameter)
    const part = others.length === 0 && parameter && findPartFilter(parameter, filter.mode, value)
    if (!part) continue
    const next = {
      ...query,
      filters: query.filters.filter((each) => each !== filter),
      localFilters: addLocalFilter(query.localFilters, part),
    }
    return { text: part.text, label: parameter.label, next }
  }
  return undefined
}
