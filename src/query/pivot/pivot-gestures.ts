/**
 * What can be asked about a value that was found in an entry: more of it, none of it, only it,
 * everything of it, and what else happened around its time. Each gesture is a query.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { listRolesOf, type Role } from '../../catalog/roles.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { clearFilters, hasValue, pivotValue, removeValue, setValues } from '../filters.ts'
import {
  addLocalFilter,
  hasLocalFilter,
  removeLocalFilter,
  toggleLocalFilter,
} from '../local-filters.ts'
import { type FilterMode, type LogQuery, toOtherMode } from '../log-query.ts'
import type { PivotTarget } from './pivot-target.ts'
import { findPivotField, findPivotFilter, type PivotFilter } from './resolve-pivot.ts'

/** A query that a gesture leads to. */
export type PivotLink = {
  words: string
  next: LogQuery
  /** Whether it filters loaded entries only. */
  isLocal: boolean
}

const modes: readonly FilterMode[] = ['include', 'exclude']

/** In which modes the value can be filtered by. */
export function findPivotModes(dataset: Dataset, target: PivotTarget): readonly FilterMode[] {
  return modes.filter((mode) => findPivotFilter(dataset, target, mode))
}

/** How the value is filtered at present. */
export function findPivotMode(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): FilterMode | undefined {
  return modes.find((mode) => {
    const way = findPivotFilter(dataset, target, mode)
    return way && stands(query, way, mode)
  })
}

/** The query with the value filtered in this mode, or no longer so; `undefined` where that is not possible. */
export function togglePivot(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
  mode: FilterMode,
): LogQuery | undefined {
  const way = findPivotFilter(dataset, target, mode)
  if (!way) return undefined
  // Both modes at once would match nothing.
  const other = findPivotFilter(dataset, target, toOtherMode(mode))
  const cleared = other ? drop(query, other, toOtherMode(mode)) : query
  if (way.kind === 'local') {
    return { ...cleared, localFilters: toggleLocalFilter(cleared.localFilters, way.filter) }
  }
  return {
    ...cleared,
    filters: pivotValue(cleared.filters, dataset, way.parameter.wireName, mode, way.text),
  }
}

/** The query with this as the one value of its parameter or place; other filters stay. */
export function keepOnlyPivot(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): LogQuery | undefined {
  const way = findPivotFilter(dataset, target, 'include')
  if (!way) return undefined
  const localFilters = query.localFilters.filter(({ pointer }) => pointer !== target.pointer)
  if (way.kind === 'local') {
    return { ...query, localFilters: addLocalFilter(localFilters, way.filter) }
  }
  const { wireName } = way.parameter
  const included = setValues(query.filters, wireName, 'include', [way.text])
  return { ...query, localFilters, filters: setValues(included, wireName, 'exclude', []) }
}

/** Whether the value is filtered by over loaded entries only. */
export function isLocalPivot(dataset: Dataset, target: PivotTarget, mode: FilterMode): boolean {
  return findPivotFilter(dataset, target, mode)?.kind === 'local'
}

function stands({ filters, localFilters }: LogQuery, way: PivotFilter, mode: FilterMode): boolean {
  return way.kind === 'local'
    ? hasLocalFilter(localFilters, way.filter)
    : hasValue(filters, way.parameter.wireName, mode, way.text)
}

function drop(query: LogQuery, way: PivotFilter, mode: FilterMode): LogQuery {
  if (way.kind === 'local') {
    return { ...query, localFilters: removeLocalFilter(query.localFilters, way.filter) }
  }
  const { wireName } = way.parameter
  return { ...query, filters: removeValue(query.filters, wireName, mode, way.text) }
}

/** Everything by this actor, from this address, on this resource …: no other filter, the same time. */
export function findEverything(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): PivotLink | undefined {
  const field = findPivotField(dataset, target)
  const words = field && findEverythingWords(dataset, field)
  if (!words) return undefined
  const next = keepOnlyPivot(clearFilters(query), dataset, target)
  return next && { words, next, isLocal: isLocalPivot(dataset, target, 'include') }
}

/** The roles whose values name one actor, address, resource …; all entries of a kind would be too many. */
const everythingWords: Partial<Record<Role, string>> = {
  actor: 'Everything by this actor',
  actorId: 'Everything by this actor',
  credentialId: 'Everything by this token',
  credentialName: 'Everything by this token',
  address: 'Everything from this IP address',
  resourceId: 'Everything on this resource',
  zone: 'Everything in this zone',
  zoneId: 'Everything in this zone',
  ray: 'Everything with this Ray ID',
}

function findEverythingWords(dataset: Dataset, field: Field): string | undefined {
  const [words] = listRolesOf(dataset, field.path).flatMap((role) => everythingWords[role] ?? [])
  // The insight log names zones by a number that no other log knows: it has no role.
  return words ?? (field.group === 'zone' ? everythingWords.zone : undefined)
}

const minuteMs = 60_000

/** What happened around the time of the entry, with and without the filters; none without a time. */
export function listAround(query: LogQuery, { time }: PivotTarget): readonly PivotLink[] {
  const epochMs = findEpochMs(time)
  if (epochMs === undefined) return []
  const around = (from: LogQuery, minutes: number): LogQuery => ({
    ...from,
    timeRange: {
      kind: 'absolute',
      since: formatInstant(epochMs - minutes * minuteMs),
      before: formatInstant(epochMs + minutes * minuteMs),
    },
  })
  return [5, 30].flatMap((minutes) => {
    const everything = around(clearFilters(query), minutes)
    const words = `± ${minutes} minutes`
    if (!hasFilters(query)) return [{ words, next: everything, isLocal: false }]
    return [
      { words: `${words}, same filters`, next: around(query, minutes), isLocal: false },
      { words: `${words}, no filters`, next: everything, isLocal: false },
    ]
  })
}

function hasFilters({ filters, localFilters }: LogQuery): boolean {
  return filters.length + localFilters.length > 0
}
