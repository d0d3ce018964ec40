/**
 * Asks another dataset the same question. A filter is taken along when the other dataset can filter on a field of
 * the same role in the same mode; the result names every filter that is left out.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import { listRoleFields, listRolesOf, type Role } from '../catalog/roles.ts'
import { findInstantForm } from '../cloudflare/instant.ts'
import { addValues } from './filters.ts'
import { findPointerKeys, toFieldPointer } from './json-pointer.ts'
import { addLocalFilter } from './local-filters.ts'
import type { Filter, LocalFilter, LogQuery, Scope } from './log-query.ts'
import { findRequestsProblem } from './split-query.ts'
import { findValueProblem } from './validate-query.ts'

/** A query for another dataset, and what of the one before has no counterpart there. */
export type Switch = {
  query: LogQuery
  /** The filters, or parts of them, that stay behind; disabled ones among them. */
  dropped: readonly Filter[]
  droppedLocal: readonly LocalFilter[]
}

/** Translates a query. */
export function switchDataset(query: LogQuery, from: Dataset, to: Dataset, scope: Scope): Switch {
  const inForce = translateFilters(query.filters, from, to)
  const disabled = translateFilters(query.disabledFilters, from, to)
  const local = translateLocalFilters(query.localFilters, from, to)
  const disabledLocal = translateLocalFilters(query.disabledLocalFilters, from, to)
  return {
    query: {
      ...query,
      dataset: to.id,
      scope,
      timeRange: translateTimeRange(query, to),
      filters: inForce.filters,
      disabledFilters: disabled.filters,
      localFilters: local.filters,
      disabledLocalFilters: disabledLocal.filters,
    },
    dropped: [...inForce.dropped, ...disabled.dropped],
    droppedLocal: [...local.dropped, ...disabledLocal.dropped],
  }
}

function translateFilters(before: readonly Filter[], from: Dataset, to: Dataset) {
  let filters: readonly Filter[] = []
  const dropped: Filter[] = []
  for (const filter of before) {
    const target = findCounterpart(filter, from, to)
    const fit = target ? filter.values.filter((value) => !findValueProblem(target, value)) : []
    const kept: string[] = []
    for (const value of fit) {
      const next = addValues(filters, target?.wireName ?? '', filter.mode, [value])
      if (findRequestsProblem(to, next)) continue
      filters = next
      kept.push(value)
    }
    const rest = filter.values.filter((value) => !kept.includes(value))
    if (rest.length > 0) dropped.push({ ...filter, values: rest })
  }
  return { filters, dropped }
}

/** A place in an entry travels when it is a field that means the same; the whole entry always does. */
function translateLocalFilters(before: readonly LocalFilter[], from: Dataset, to: Dataset) {
  if (from.fields === to.fields) return { filters: before, dropped: [] }
  let filters: readonly LocalFilter[] = []
  const dropped: LocalFilter[] = []
  for (const filter of before) {
    const path = findPointerKeys(filter.pointer)?.join('.') ?? ''
    const [target] = listCounterparts(path, from, to)
    if (filter.pointer === '') filters = addLocalFilter(filters, filter)
    else if (target) {
      filters = addLocalFilter(filters, { ...filter, pointer: toFieldPointer(target) })
    } else dropped.push(filter)
  }
  return { filters, dropped }
}

/** Roles whose values are the same in every log. Ids and action words belong to one log. */
const portableRoles: readonly Role[] = ['actor', 'address', 'zone']

/** The fields of the other log that mean the same as this field. */
function listCounterparts(path: string, from: Dataset, to: Dataset): readonly string[] {
  const role = portableRoles.find((each) => listRolesOf(from, path).includes(each))
  return role ? listRoleFields(to, role).map((field) => field.path) : []
}

function findCounterpart({ parameter, mode }: Filter, from: Dataset, to: Dataset) {
  if (from.parameters === to.parameters) return findParameter(to, parameter)
  const fields = listCounterparts(findParameter(from, parameter)?.field ?? '', from, to)
  return to.parameters.find(
    (each) => fields.includes(each.field ?? '') && (mode === 'include' || each.exclude),
  )
}

/** Dates become instants where only those are accepted; they mean the same moment. */
function translateTimeRange({ timeRange }: LogQuery, to: Dataset): LogQuery['timeRange'] {
  if (timeRange.kind === 'relative') return timeRange
  const translated: LogQuery['timeRange'] = { kind: 'absolute' }
  for (const name of ['since', 'before'] as const) {
    const value = timeRange[name]
    if (value === undefined) continue
    const needsInstant = findParameter(to, name)?.kind === 'instant'
    const isDate = findInstantForm(value) === 'date'
    translated[name] = needsInstant && isDate ? `${value}T00:00:00Z` : value
  }
  return translated
}
