/**
 * The same question to another dataset. Filters travel when the other dataset can filter on the same
 * field in the same mode; what cannot travel is named, never dropped in silence.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import { findInstantForm } from '../cloudflare/instant.ts'
import { addValues } from './filters.ts'
import { addLocalFilter, findPointerKeys, toPointer } from './local-filters.ts'
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
    const names = sameMeaning.find((each) => each.includes(path)) ?? []
    const target = to.fields.find((each) => names.includes(each.path))?.path
    if (filter.pointer === '') filters = addLocalFilter(filters, filter)
    else if (target) {
      filters = addLocalFilter(filters, { ...filter, pointer: toPointer(target.split('.')) })
    } else dropped.push(filter)
  }
  return { filters, dropped }
}

/** Fields that mean the same in every log. Entry ids and action types are words of one log only. */
const sameMeaning: readonly (readonly string[])[] = [
  ['actor.email'],
  ['actor.ip_address', 'actor.ip'],
  ['zone.name', 'metadata.zone_name'],
]

function findCounterpart({ parameter, mode }: Filter, from: Dataset, to: Dataset) {
  if (from.parameters === to.parameters) return findParameter(to, parameter)
  const field = findParameter(from, parameter)?.field ?? ''
  const fields = sameMeaning.find((names) => names.includes(field)) ?? []
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
