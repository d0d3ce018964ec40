/**
 * The same question to another dataset. Filters travel when the other dataset can filter on the same
 * field in the same mode; what cannot travel is named, never dropped in silence.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import { findInstantForm } from '../cloudflare/instant.ts'
import { addValues } from './filters.ts'
import type { Filter, LogQuery, Scope } from './log-query.ts'
import { findValueProblem } from './validate-query.ts'

/** Translates a query; `dropped` holds the filters, or parts of them, that have no counterpart. */
export function switchDataset(
  query: LogQuery,
  from: Dataset,
  to: Dataset,
  scope: Scope,
): { query: LogQuery; dropped: readonly Filter[] } {
  let filters: readonly Filter[] = []
  const dropped: Filter[] = []
  for (const filter of query.filters) {
    const target = findCounterpart(filter, from, to)
    const fit = target ? filter.values.filter((value) => !findValueProblem(target, value)) : []
    const kept = target?.repeats ? fit : fit.slice(0, 1)
    if (target && kept.length > 0) filters = addValues(filters, target.wireName, filter.mode, kept)
    const rest = filter.values.filter((value) => !kept.includes(value))
    if (rest.length > 0) dropped.push({ ...filter, values: rest })
  }
  return {
    query: { ...query, dataset: to.id, scope, filters, timeRange: translateTimeRange(query, to) },
    dropped,
  }
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
