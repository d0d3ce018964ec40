/** Changes a list of local filters. Each function returns a new list, in which no filter is repeated. */
import type { Parameter } from '../catalog/parameters.ts'
import { toFieldPointer } from './json-pointer.ts'
import { formatLocalFilter } from './local-filter-text.ts'
import { type FieldFilter, type FilterMode, type LocalFilter, toOtherMode } from './log-query.ts'
import { trimCharacter } from './trim-character.ts'

type LocalFilters = readonly LocalFilter[]

/**
 * The local filter for the text of a pattern such as `*@example.com`, which no log accepts; `undefined` when the value
 * has no `*` at either end, has one in the middle, or consists of nothing else.
 */
export function findPartFilter(
  { field }: Pick<Parameter, 'field'>,
  mode: FilterMode,
  value: string,
): FieldFilter | undefined {
  const text = trimCharacter(value, '*')
  if (field === undefined || text === value || text === '' || text.includes('*')) return undefined
  return { kind: 'field', pointer: toFieldPointer(field), mode, text, isExact: false }
}

/** Appends a filter, unless the list has it. */
export function addLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return hasLocalFilter(filters, filter) ? filters : [...filters, filter]
}

/** Removes a filter. */
export function removeLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return filters.filter((each) => !isSame(each, filter))
}

/** Adds the filter, or removes it when the list has it. */
export function toggleLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return hasLocalFilter(filters, filter)
    ? removeLocalFilter(filters, filter)
    : addLocalFilter(filters, filter)
}

/** Replaces a filter by another one, or only removes it when the list already has the other one. */
export function replaceLocalFilter(
  filters: LocalFilters,
  filter: LocalFilter,
  next: LocalFilter,
): LocalFilters {
  if (isSame(filter, next)) return filters
  return hasLocalFilter(filters, next)
    ? removeLocalFilter(filters, filter)
    : filters.map((each) => (isSame(each, filter) ? next : each))
}

/** Changes the mode of a filter, at the same position of the list. */
export function flipLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return replaceLocalFilter(filters, filter, { ...filter, mode: toOtherMode(filter.mode) })
}

/** Whether the list has exactly this filter. */
export function hasLocalFilter(filters: LocalFilters, filter: LocalFilter): boolean {
  return filters.some((each) => isSame(each, filter))
}

function isSame(one: LocalFilter, other: LocalFilter): boolean {
  return (
    one.kind === other.kind &&
    one.mode === other.mode &&
    formatLocalFilter(one) === formatLocalFilter(other)
  )
}
