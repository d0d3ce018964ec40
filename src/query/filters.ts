/**
 * The gestures of filtering. Each takes the filters of a query, or the query, and returns new ones; the
 * same parameter and mode never stand twice, and a filter without values does not stand at all.
 */
import { findParameter } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { type Filter, type FilterMode, type LogQuery, toOtherMode } from './log-query.ts'
import { findRequestsProblem } from './split-query.ts'

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
function toggleValue(
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
 * The pivot: filters by a value that was found in an entry, or stops doing so. Where one value more
 * cannot be asked, the new one replaces the others.
 */
export function pivotValue(
  filters: Filters,
  dataset: { parameters: readonly Parameter[] },
  parameter: string,
  mode: FilterMode,
  value: string,
): Filters {
  const toggled = toggleValue(filters, parameter, mode, value)
  return findRequestsProblem(dataset, toggled)
    ? setValues(filters, parameter, mode, [value])
    : toggled
}

/** Turns include into exclude or back, merging with what already stands in the other mode. */
export function flipMode(filters: Filters, parameter: string, mode: FilterMode): Filters {
  const at = findFilterIndex(filters, parameter, mode)
  const values = filters[at]?.values ?? []
  const other = toOtherMode(mode)
  if (findFilterIndex(filters, parameter, other) === -1) {
    return filters.map((each, i) => (i === at ? { ...each, mode: other } : each))
  }
  return addValues(setValues(filters, parameter, mode, []), parameter, other, values)
}

/** Takes a filter away with all its values. */
export function removeFilter(filters: Filters, parameter: string, mode: FilterMode): Filters {
  return setValues(filters, parameter, mode, [])
}

/** Takes a filter out of force but keeps it, joined to the disabled one of its parameter and mode. */
export function disableFilter(query: LogQuery, parameter: string, mode: FilterMode): LogQuery {
  const { filters, disabledFilters } = query
  const [kept, joined] = moveFilter(filters, disabledFilters, parameter, mode)
  return { ...query, filters: kept, disabledFilters: joined }
}

/** Puts a disabled filter in force again, joined to the filter of its parameter and mode. */
export function enableFilter(query: LogQuery, parameter: string, mode: FilterMode): LogQuery {
  const { filters, disabledFilters } = query
  const [kept, joined] = moveFilter(disabledFilters, filters, parameter, mode)
  return { ...query, filters: joined, disabledFilters: kept }
}

/** The query without filters of any kind. */
export function clearFilters(query: LogQuery): LogQuery {
  const none = { filters: [], localFilters: [], disabledFilters: [], disabledLocalFilters: [] }
  return { ...query, ...none }
}

/**
 * Turns every filter and local filter round. Filters whose parameter has no exclude stay as they are, and
 * so do disabled ones.
 */
export function invertFilters(
  query: LogQuery,
  dataset: { parameters: readonly Parameter[] },
): LogQuery {
  const filters = query.filters.map((each) =>
    findParameter(dataset, each.parameter)?.exclude
      ? { ...each, mode: toOtherMode(each.mode) }
      : each,
  )
  const localFilters = query.localFilters.map((each) => ({ ...each, mode: toOtherMode(each.mode) }))
  return { ...query, filters, localFilters }
}

/**
 * A copy to be edited before it is applied: the same values in the other mode where the parameter has it,
 * because a second filter of the same parameter and mode would be joined to the first.
 */
export function toDuplicate(filter: Filter, dataset: { parameters: readonly Parameter[] }): Filter {
  const parameter = findParameter(dataset, filter.parameter)
  return parameter?.exclude ? { ...filter, mode: toOtherMode(filter.mode) } : filter
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

function moveFilter(
  from: Filters,
  to: Filters,
  parameter: string,
  mode: FilterMode,
): [from: Filters, to: Filters] {
  const values = from[findFilterIndex(from, parameter, mode)]?.values ?? []
  return [removeFilter(from, parameter, mode), addValues(to, parameter, mode, values)]
}
