/**
 * Finds the text filters that look for a name: a row may show the name of an id that another entry tells, while the text
 * of its own entry has only the id.
 */
import { replaceLocalFilters } from '../local-filters.ts'
import type { LogQuery, TextFilter } from '../log-query.ts'
import type { NamedId } from './name-book.ts'

/** A text filter that is on, and an id whose name contains its text. */
export type NamedFilter = NamedId & { filter: TextFilter }

/** Maximum number of ids that are listed. */
const maxIds = 2

/**
 * The ids whose names the text filters of a query look for. Of a text that is in more names than `maxIds`, only the names
 * that are equal to it count: it is a word of many things.
 */
export function listNamedFilters(
  { localFilters }: LogQuery,
  findIds: (text: string) => readonly NamedId[],
): readonly NamedFilter[] {
  return localFilters
    .flatMap((filter) => {
      if (filter.kind !== 'text' || filter.mode !== 'include') return []
      const named = findIds(filter.text)
      const text = filter.text.toLowerCase()
      const equal = named.filter(({ name }) => name.toLowerCase() === text)
      const chosen = equal.length > 0 || named.length > maxIds ? equal : named
      return chosen.map((each) => ({ ...each, filter }))
    })
    .slice(0, maxIds)
}

/** The query with the id in place of the text of the filter. */
export function searchIdInstead(query: LogQuery, { filter, id }: NamedFilter): LogQuery {
  const next = { ...filter, text: id }
  return { ...query, localFilters: replaceLocalFilters(query.localFilters, [filter], [next]) }
}
