/**
 * Translates a query for another dataset. A filter is kept when the other dataset can filter by a field of the same
 * role in the same mode. Where only its API cannot, the filter becomes a local one on that field. The result lists every
 * filter that becomes local or is dropped.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { listRoleFields, listRolesOf, type Role } from '../catalog/roles.ts'
import { findInstantForm } from '../cloudflare/instant.ts'
import { addValues } from './filters.ts'
import { findPointerKeys, toFieldPointer } from './json-pointer.ts'
import { isAddressPointer } from './local/networks.ts'
import { addLocalFilter } from './local-filters.ts'
import type { FieldFilter, Filter, LocalFilter, LogQuery, Scope } from './log-query.ts'
import { keepRequired } from './required/required-filter.ts'
import { findRequestsProblem } from './split-query.ts'
import { findValueProblem, isNetwork } from './validate-query.ts'

/** A query for another dataset, and the filters of the previous query that have no counterpart there. */
export type Switch = {
  query: LogQuery
  /** Dropped filters, or filters with the dropped values; includes disabled ones. */
  dropped: readonly Filter[]
  droppedLocal: readonly FieldFilter[]
  /** Filters of the API that are local ones in the new query; includes disabled ones. */
  madeLocal: readonly Filter[]
}

/** Translates a query from one dataset to another, in a scope of the other. */
export function switchDataset(query: LogQuery, from: Dataset, to: Dataset, scope: Scope): Switch {
  const enabled = translateFilters(query.filters, from, to)
  const disabled = translateFilters(query.disabledFilters, from, to)
  const local = translateLocalFilters(query.localFilters, from, to)
  const disabledLocal = translateLocalFilters(query.disabledLocalFilters, from, to)
  return {
    query: {
      ...query,
      dataset: to.id,
      scope,
      timeRange: translateTimeRange(query, to),
      filters: enabled.filters,
      disabledFilters: disabled.filters,
      localFilters: enabled.localFilters.reduce<readonly LocalFilter[]>(
        addLocalFilter,
        local.filters,
      ),
      disabledLocalFilters: disabled.localFilters.reduce<readonly LocalFilter[]>(
        addLocalFilter,
        disabledLocal.filters,
      ),
    },
    dropped: [...enabled.dropped, ...disabled.dropped],
    droppedLocal: [...local.dropped, ...disabledLocal.dropped],
    madeLocal: [...enabled.madeLocal, ...disabled.madeLocal],
  }
}

function translateFilters(previous: readonly Filter[], from: Dataset, to: Dataset) {
  let filters: readonly Filter[] = []
  const localFilters: FieldFilter[] = []
  const dropped: Filter[] = []
  const madeLocal: Filter[] = []
  for (const filter of previous) {
    const target = findCounterpart(filter, from, to)
    const local = toLocal(filter, target, from, to)
    if (local.length > 0) {
      localFilters.push(...local)
      madeLocal.push(filter)
      continue
    }
    const validValues = target
      ? filter.values.filter((value) => !findValueProblem(target, value))
      : []
    const keptValues: string[] = []
    for (const value of validValues) {
      const next = addValues(filters, target?.wireName ?? '', filter.mode, [value])
      if (findRequestsProblem(to, next)) continue
      filters = next
      keptValues.push(value)
    }
    const droppedValues = filter.values.filter((value) => !keptValues.includes(value))
    // What only the log before required is no loss.
    if (keepRequired(from, [filter]).length > 0) continue
    if (droppedValues.length > 0) dropped.push({ ...filter, values: droppedValues })
  }
  return { filters, localFilters, dropped, madeLocal }
}

/** The local filters for one that the API of the other log does not take; empty where that has no such field. */
function toLocal(
  { parameter, mode, values }: Filter,
  target: Parameter | undefined,
  from: Dataset,
  to: Dataset,
): readonly FieldFilter[] {
  const [field] = listCounterparts(findParameter(from, parameter)?.field ?? '', from, to)
  // An API that takes addresses may refuse networks.
  const takesAll =
    target && !values.some((value) => isNetwork(value) && findValueProblem(target, value))
  if (field === undefined || takesAll || haveSameWords(from, to)) return []
  const pointer = toFieldPointer(field)
  return values.map((text) => {
    const isExact = !(isAddressPointer(pointer) && isNetwork(text))
    return { kind: 'field', pointer, mode, text, isExact }
  })
}

/** Keeps local filters on the whole entry and on its time, and those on a field whose role the other log has. */
function translateLocalFilters(previous: readonly LocalFilter[], from: Dataset, to: Dataset) {
  if (from.fields === to.fields) return { filters: previous, dropped: [] }
  let filters: readonly LocalFilter[] = []
  const dropped: FieldFilter[] = []
  for (const filter of previous) {
    // Text and time are in every entry.
    if (filter.kind !== 'field') {
      filters = addLocalFilter(filters, filter)
      continue
    }
    const path = findPointerKeys(filter.pointer)?.join('.') ?? ''
    const [target] = listCounterparts(path, from, to)
    const isSame = haveSameWords(from, to) && reachesField(to, path)
    if (filter.pointer === '' || isSame) filters = addLocalFilter(filters, filter)
    else if (target) {
      filters = addLocalFilter(filters, { ...filter, pointer: toFieldPointer(target) })
    } else dropped.push(filter)
  }
  return { filters, dropped }
}

/** Whether a path is that of a field, or of something inside or around one. */
function reachesField({ fields }: Dataset, path: string): boolean {
  return fields.some(
    (field) => `${path}.`.startsWith(`${field.path}.`) || field.path.startsWith(`${path}.`),
  )
}

/** Roles whose values are the same in every log. Ids and action words differ between logs. */
const portableRoles: readonly Role[] = ['actor', 'address', 'zone']

/** The paths of the other log's fields that have the same portable role as this field. */
function listCounterparts(path: string, from: Dataset, to: Dataset): readonly string[] {
  const role = portableRoles.find((each) => listRolesOf(from, path).includes(each))
  return role ? listRoleFields(to, role).map((field) => field.path) : []
}

/** Whether two logs are forms of one, such as audit log v2 of an account and of an organization. */
function haveSameWords(from: Dataset, to: Dataset): boolean {
  return from.verbs === to.verbs
}

function findCounterpart({ parameter, mode }: Filter, from: Dataset, to: Dataset) {
  if (haveSameWords(from, to)) return findParameter(to, parameter)
  const fields = listCounterparts(findParameter(from, parameter)?.field ?? '', from, to)
  return to.parameters.find(
    (each) => fields.includes(each.field ?? '') && (mode === 'include' || each.exclude),
  )
}

/** Converts dates to instants of the same moment, where the other dataset accepts instants only. */
export function translateTimeRange(
  { timeRange }: Pick<LogQuery, 'timeRange'>,
  to: Dataset,
): LogQuery['timeRange'] {
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
