/**
 * Offers a search for a part of a value where a filter by the whole value found nothing. A timeline searches the text of
 * entries, because its fields are called otherwise in each log.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import { addLocalFilter, findPartFilter } from '../../../query/local-filters.ts'
import type { Filter, LocalFilter, LogQuery } from '../../../query/log-query.ts'
import { keepRequired } from '../../../query/required/required-filter.ts'
import { findWildcard } from './find-wildcard.ts'

/** A query that compares a part of a value, and the words for its button. */
export type PartQuery = { words: string; next: LogQuery }

/**
 * One query for each filter with a single text, in the order of the filters. Excludes are not why nothing was found, except
 * that a pattern with a `*` was meant otherwise.
 */
export function listPartQueries(query: LogQuery, dataset: Dataset): readonly PartQuery[] {
  const required = keepRequired(dataset, query.filters)
  return query.filters
    .filter((filter) => !required.includes(filter))
    .flatMap((filter) => {
      const parameter = findParameter(dataset, filter.parameter)
      const part = parameter && findPart(query, parameter, filter)
      if (!part) return []
      const next: LogQuery = {
        ...query,
        filters: query.filters.filter((other) => other !== filter),
        localFilters: addLocalFilter(query.localFilters, part.localFilter),
      }
      return { words: part.words, next }
    })
}

function findPart(
  { sources }: LogQuery,
  parameter: Parameter,
  { mode, values: [value = '', ...others] }: Filter,
): { words: string; localFilter: LocalFilter } | undefined {
  const { kind, label, widens } = parameter
  const isText = mode === 'include' && (kind === 'text' || kind === 'email')
  const isWanted = (isText || findWildcard([value]) !== undefined) && widens === undefined
  const part = isWanted && others.length === 0 && findPartFilter(parameter, mode, `*${value}*`)
  if (!part) return undefined
  const { text } = part
  if (sources) {
    const words =
      mode === 'include'
        ? `Find “${text}” anywhere in an entry`
        : `Hide entries with “${text}” anywhere`
    return { words, localFilter: { kind: 'text', mode, text } }
  }
  const verb = mode === 'include' ? 'has' : 'has no'
  return { words: `Local filter instead: ${label} ${verb} “${text}”`, localFilter: part }
}
