/**
 * The gestures of filtering. Each takes the filters of a query and returns new ones; the same
 * parameter and mode never stand twice, and a filter without values does not stand at all.
 */
import type { Parameter } from '../catalog/parameters.ts'
import type { Filter, FilterMode } from './log-query.ts'

type Filters = readonly Filter[]

/** Adds values to the filter of this parameter and mode, creating it at the end if need be. */
export function addValues(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  values: readonly string[],
): Filters {
  const at = findFilterIndex(filters, parameter, mode)
  return setValues(filters, parameter, mode, [...(filters[at]?.values ?? []), ...values])
}

/** Replaces the values of this parameter and mode, each kept once; no values remove the filter. */
export function setValues(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  values: readonly string[],
): Filters {
  const at = findFilterIndex(filters, parameter, mode)
  if (values.length === 0) return filters.filter((_, index) => index !== at)
  const next = { parameter, mode, values: [...new Set(values)] }
  return at === -1 ? [...filters, next] : filters.map((each, i) => (i === at ? next : each))
}

/** Takes one value away; the last one takes the filter with it. */
export function removeValue(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  value: string,
): Filters {
  const at = findFilterIndex(filters, parameter, mode)
  const kept = filters[at]?.values.filter((each) => each !== value) ?? []
  return setValues(filters, parameter, mode, kept)
}

/** Adds the value, or takes it away when it is there: the same gesture undoes itself. */
export function toggleValue(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  value: string,
): Filters {
  return hasValue(filters, parameter, mode, value)
    ? removeValue(filters, parameter, mode, value)
    : addValues(filters, parameter, mode, [value])
}

/**
 * The pivot: filters by a value that was found in an entry, or stops doing so. Where the API takes one
 * value, the new one replaces the old.
 */
export function pivotValue(
  filters: Filters,
  { wireName, repeats }: Pick<Parameter, 'wireName' | 'repeats'>,
  mode: FilterMode,
  value: string,
): Filters {
  return repeats || hasValue(filters, wireName, mode, value)
    ? toggleValue(filters, wireName, mode, value)
    : setValues(filters, wireName, mode, [value])
}

/** Turns include into exclude or back, merging with what already stands in the other mode. */
export function flipMode(filters: Filters, parameter: string, mode: FilterMode): Filters {
  const at = findFilterIndex(filters, parameter, mode)
  const values = filters[at]?.values ?? []
  const other: FilterMode = mode === 'include' ? 'exclude' : 'include'
  if (findFilterIndex(filters, parameter, other) === -1) {
    return filters.map((each, i) => (i === at ? { ...each, mode: other } : each))
  }
  return addValues(setValues(filters, parameter, mode, []), parameter, other, values)
}

/** Whether this value stands in a filter of this parameter and mode. */
export function hasValue(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  value: string,
): boolean {
  return filters[findFilterIndex(filters, parameter, mode)]?.values.includes(value) ?? false
}

function findFilterIndex(filters: Filters, parameter: string, mode: FilterMode): number {
  return filters.findIndex((each) => each.parameter === parameter && each.mode === mode)
}
