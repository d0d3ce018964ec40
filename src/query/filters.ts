/**
 * Changes the filters of a query. Each function returns a new list or query. A list has at most one filter for each
 * parameter and mode, and no filter without values.
 */
import { findParameter, getDataset } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { type Filter, type FilterMode, type LogQuery, toOtherMode } from './log-query.ts'
import { keepRequired } from './required/required-filter.ts'
import { findRequestsProblem } from './split-query.ts'

type Filters = readonly Filter[]

/** Adds values to the filter of this parameter and mode; appends that filter when there is none. */
export function addValues(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  values: readonly string[],
): Filters {
  const index = findFilterIndex(filters, parameter, mode)
  return setValues(filters, parameter, mode, [...(filters[index]?.values ?? []), ...values])
}

/** Replaces the values of this parameter and mode and drops repeated ones; an empty list removes the filter. */
export function setValues(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  values: readonly string[],
): Filters {
  const index = findFilterIndex(filters, parameter, mode)
  if (values.length === 0) return filters.filter((_, i) => i !== index)
  const next = { parameter, mode, values: [...new Set(values)] }
  return index === -1 ? [...filters, next] : filters.with(index, next)
}

/** Removes one value; removes the filter with its last value. */
export function removeValue(
  filters: Filters,
  parameter: string,
  mode: FilterMode,
  value: string,
): Filters {
  const index = findFilterIndex(filters, parameter, mode)
  const otherValues = filters[index]?.values.filter((each) => each !== value) ?? []
  return setValues(filters, parameter, mode, otherValues)
}

/** Adds the value, or removes it when it is there. */
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
 * Adds a value that was found in an entry, or removes it when it is there. When the API cannot be asked with one more
 * value, the new value replaces the others.
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

/** Changes the mode of a filter, and merges it with the filter that already has the other mode. */
export function flipMode(filters: Filters, parameter: string, mode: FilterMode): Filters {
  const index = findFilterIndex(filters, parameter, mode)
  const values = filters[index]?.values ?? []
  const otherMode = toOtherMode(mode)
  if (findFilterIndex(filters, parameter, otherMode) === -1) {
    return filters.map((each, i) => (i === index ? { ...each, mode: otherMode } : each))
  }
  return addValues(setValues(filters, parameter, mode, []), parameter, otherMode, values)
}

/** Removes a filter with all its values. */
export function removeFilter(filters: Filters, parameter: string, mode: FilterMode): Filters {
  return setValues(filters, parameter, mode, [])
}

/** Moves a filter to the disabled filters, and merges it with the disabled one of its parameter and mode. */
export function disableFilter(query: LogQuery, parameter: string, mode: FilterMode): LogQuery {
  const { filters, disabledFilters } = query
  const [from, to] = moveFilter(filters, disabledFilters, parameter, mode)
  return { ...query, filters: from, disabledFilters: to }
}

/** Moves a disabled filter back to the filters, and merges it with the filter of its parameter and mode. */
export function enableFilter(query: LogQuery, parameter: string, mode: FilterMode): LogQuery {
  const { filters, disabledFilters } = query
  const [from, to] = moveFilter(disabledFilters, filters, parameter, mode)
  return { ...query, filters: to, disabledFilters: from }
}

/** The query without filters, local filters and disabled ones; only filters that the log requires stay. */
export function clearFilters(query: LogQuery): LogQuery {
  return {
    ...query,
    filters: keepRequired(getDataset(query.dataset), query.filters),
    localFilters: [],
    disabledFilters: [],
    disabledLocalFilters: [],
  }
}

/**
 * A copy of a filter as a draft. It gets the other mode where the parameter has one, because a second filter of the
 * same parameter and mode would be merged with the first.
 */
export function toDuplicate(filter: Filter, dataset: { parameters: readonly Parameter[] }): Filter {
  const parameter = findParameter(dataset, filter.parameter)
  return parameter?.exclude ? { ...filter, mode: toOtherMode(filter.mode) } : filter
}

/** Whether the filter of this parameter and mode has this value. */
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
