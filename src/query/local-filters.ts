/** Changes a list of local filters. Each function returns a new list, in which no filter is repeated. */
import type { Parameter } from '../catalog/parameters.ts'
import { toFieldPointer } from './json-pointer.ts'
import { isSealFilter } from './local/seal-filters.ts'
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

/** Replaces filters by others, at the position of the first one; a filter that the list already has is not repeated. */
export function replaceLocalFilters(
  filters: LocalFilters,
  replaced: LocalFilters,
  next: LocalFilters,
): LocalFilters {
  const at = filters.findIndex((each) => hasLocalFilter(replaced, each))
  const kept = (list: LocalFilters) => list.filter((each) => !hasLocalFilter(replaced, each))
  const [before, after] = [kept(filters.slice(0, at)), kept(filters.slice(at))]
  const added = next.filter((each) => !hasLocalFilter([...before, ...after], each))
  return [...before, ...added, ...after].reduce<LocalFilters>(addLocalFilter, [])
}

/** Changes the mode of filters, at the same position of the list. */
export function flipLocalFilters(filters: LocalFilters, flipped: LocalFilters): LocalFilters {
  const next = flipped.map((filter) => ({ ...filter, mode: toOtherMode(filter.mode) }))
  return replaceLocalFilters(filters, flipped, next)
}

/**
 * Groups filters as they are evaluated: those of one pointer and mode are alternatives, and so are the rules of one mode,
 * and what differs from the fingerprint of a link; all others are a group each. A group is where its first filter is.
 */
export function groupLocalFilters<T extends LocalFilter>(
  filters: readonly T[],
): readonly (readonly [T, ...T[]])[] {
  const groups: [T, ...T[]][] = []
  const ofPointers = new Map<string, T[]>()
  for (const filter of filters) {
    const key = findGroupKey(filter)
    const group = key === undefined ? undefined : ofPointers.get(key)
    if (group) group.push(filter)
    else {
      const added: [T, ...T[]] = [filter]
      groups.push(added)
      if (key !== undefined) ofPointers.set(key, added)
    }
  }
  return groups
}

function findGroupKey(filter: LocalFilter): string | undefined {
  if (filter.kind === 'field') return `${filter.mode} ${filter.pointer}`
  if (filter.kind !== 'rule') return undefined
  return `${filter.mode} ${isSealFilter(filter) ? 'seal' : 'rule'}`
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
