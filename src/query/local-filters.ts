/** The gestures of filtering loaded entries. Each takes local filters and returns new ones, each filter once. */
import type { Parameter } from '../catalog/parameters.ts'
import { toFieldPointer } from './json-pointer.ts'
import { type FilterMode, type LocalFilter, toOtherMode } from './log-query.ts'

type LocalFilters = readonly LocalFilter[]

/**
 * The local filter that looks for the part of a pattern such as `*@example.com`, which no log takes; `undefined`
 * without a `*` at an end, where one in the middle parts the text, or where nothing is left.
 */
export function findPartFilter(
  { field }: Pick<Parameter, 'field'>,
  mode: FilterMode,
  value: string,
): LocalFilter | undefined {
  const text = value.replace(/^\*+|\*+$/g, '')
  if (field === undefined || text === value || text === '' || text.includes('*')) return undefined
  return { pointer: toFieldPointer(field), mode, text, isExact: false }
}

/** Adds a filter at the end, unless it stands. */
export function addLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return hasLocalFilter(filters, filter) ? filters : [...filters, filter]
}

/** Takes a filter away. */
export function removeLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return filters.filter((each) => !isSame(each, filter))
}

/** Adds the filter, or takes it away when it stands: the same gesture undoes itself. */
export function toggleLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return hasLocalFilter(filters, filter)
    ? removeLocalFilter(filters, filter)
    : addLocalFilter(filters, filter)
}

/** Puts another filter in the place of one, or takes that one away when the other stands already. */
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

/** Turns include into exclude or back, in its place. */
export function flipLocalFilter(filters: LocalFilters, filter: LocalFilter): LocalFilters {
  return replaceLocalFilter(filters, filter, { ...filter, mode: toOtherMode(filter.mode) })
}

/** Whether exactly this filter stands. */
export function hasLocalFilter(filters: LocalFilters, filter: LocalFilter): boolean {
  return filters.some((each) => isSame(each, filter))
}

function isSame(one: LocalFilter, other: LocalFilter): boolean {
  return (
    one.pointer === other.pointer &&
    one.mode === other.mode &&
    one.text === other.text &&
    one.isExact === other.isExact
  )
}
