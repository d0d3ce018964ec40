/**
 * The pivots: queries about a value of an entry. They include, exclude or isolate the value, ask for everything with
 * it, or for the entries around its time.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { getDataset } from '../../catalog/index.ts'
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
import { unrecordedContext } from '../summary/unrecorded-credential.ts'
import { filterSources } from '../timeline/filter-sources.ts'
import { isLongerThan, querySizes } from '../validate-query.ts'
import type { PivotTarget } from './pivot-target.ts'
import {
  findPivotField,
  findPivotFilter,
  findPivotText,
  type PivotFilter,
} from './resolve-pivot.ts'

/** A query that the menu of a value links to. */
export type PivotLink = {
  /** The label of the link. */
  words: string
  next: LogQuery
  /** Whether its filter applies to loaded entries only. */
  isLocal: boolean
}

const modes: readonly FilterMode[] = ['include', 'exclude']

/** The modes of which a filter by the value is possible. */
export function listPivotModes(dataset: Dataset, target: PivotTarget): readonly FilterMode[] {
  return modes.filter((mode) => findPivotFilter(dataset, target, mode))
}

/** The mode of the query's present filter by the value; `undefined` when it has none. */
export function findPivotMode(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): FilterMode | undefined {
  return modes.find((mode) => {
    const filter = findPivotFilter(dataset, target, mode)
    return filter && hasPivotFilter(query, filter, mode)
  })
}

/**
 * The query with a filter by the value in this mode, or without it when the query has it; `undefined` when the value
 * cannot be filtered by.
 */
export function togglePivot(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
  mode: FilterMode,
): LogQuery | undefined {
  const filter = findPivotFilter(dataset, target, mode)
  if (!filter) return undefined
  if (filter.kind === 'sources') return filterSources(query, filter.path, filter.text, mode)
  // Both modes at once would match nothing.
  const opposite = findPivotFilter(dataset, target, toOtherMode(mode))
  const cleared = opposite ? removePivotFilter(query, opposite, toOtherMode(mode)) : query
  if (filter.kind === 'local') {
    return {
      ...cleared,
      localFilters: toggleLocalFilter(cleared.localFilters, filter.localFilter),
    }
  }
  return {
    ...cleared,
    filters: pivotValue(cleared.filters, dataset, filter.parameter.wireName, mode, filter.text),
  }
}

/** The query with this as the only value of its parameter or JSON Pointer; other filters stay. */
export function keepOnlyPivot(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): LogQuery | undefined {
  const filter = findPivotFilter(dataset, target, 'include')
  if (!filter) return undefined
  if (filter.kind === 'sources') return filterSources(query, filter.path, filter.text, 'include')
  const localFilters = query.localFilters.filter(
    (filter) => filter.kind !== 'field' || filter.pointer !== target.pointer,
  )
  if (filter.kind === 'local') {
    return { ...query, localFilters: addLocalFilter(localFilters, filter.localFilter) }
  }
  const { wireName } = filter.parameter
  const included = setValues(query.filters, wireName, 'include', [filter.text])
  return { ...query, localFilters, filters: setValues(included, wireName, 'exclude', []) }
}

/** Whether a filter by the value in this mode applies to loaded entries only. */
export function isLocalPivot(dataset: Dataset, target: PivotTarget, mode: FilterMode): boolean {
  return findPivotFilter(dataset, target, mode)?.kind === 'local'
}

function hasPivotFilter(
  { filters, localFilters }: LogQuery,
  filter: PivotFilter,
  mode: FilterMode,
): boolean {
  // The sources that were left out are not known, so that no value is shown as filtered by.
  if (filter.kind === 'sources') return false
  return filter.kind === 'local'
    ? hasLocalFilter(localFilters, filter.localFilter)
    : hasValue(filters, filter.parameter.wireName, mode, filter.text)
}

function removePivotFilter(query: LogQuery, filter: PivotFilter, mode: FilterMode): LogQuery {
  if (filter.kind === 'sources') return query
  if (filter.kind === 'local') {
    return { ...query, localFilters: removeLocalFilter(query.localFilters, filter.localFilter) }
  }
  const { wireName } = filter.parameter
  return { ...query, filters: removeValue(query.filters, wireName, mode, filter.text) }
}

/**
 * The query for everything by this actor, from this address, on this resource …, in the same time range and without
 * other filters; `undefined` for a value that names no such thing.
 */
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

/**
 * The query with a filter for the text of the value anywhere in an entry; `undefined` when the query has it, and for a
 * value that is no text, looks like a secret, or is too long for a link.
 */
export function addTextPivot(query: LogQuery, target: PivotTarget): LogQuery | undefined {
  const text = findPivotText(target)
  if (text === undefined || isLongerThan(text, querySizes.valueBytes)) return undefined
  const filter = { kind: 'text', mode: 'include', text } as const
  if (hasLocalFilter(query.localFilters, filter)) return undefined
  return { ...query, localFilters: addLocalFilter(query.localFilters, filter) }
}

/** A remark on a value, such as why there is no token to follow; `undefined` for most. */
export function findPivotRemark(dataset: Dataset, target: PivotTarget): string | undefined {
  const log = target.log ? getDataset(target.log.dataset) : dataset
  const { log: _, ...ownTarget } = target
  const field = findPivotField(log, ownTarget)
  const isKind = field && listRolesOf(log, field.path).includes('credentialKind')
  return isKind && target.value === unrecordedContext
    ? 'The credential was not recorded, so there is no token to follow.'
    : undefined
}

/** The roles whose values name one actor, address, resource …; all entries of a kind would be too many. */
const everythingWords: Partial<Record<Role, string>> = {
  actor: 'All activity by this actor',
  actorId: 'All activity by this actor',
  credentialId: 'All activity by this token',
  credentialName: 'All activity by this token',
  address: 'All activity from this IP',
  resourceId: 'All activity on this resource',
  zone: 'All activity in this zone',
  zoneId: 'All activity in this zone',
  ray: 'All activity with this Ray ID',
}

function findEverythingWords(dataset: Dataset, field: Field): string | undefined {
  const [words] = listRolesOf(dataset, field.path).flatMap((role) => everythingWords[role] ?? [])
  // The insight log names zones by a number that no other log knows: it has no role.
  return words ?? (field.group === 'zone' ? everythingWords.zone : undefined)
}

const minuteMs = 60_000

/** The queries for the minutes around the time of the entry, with and without the filters; none without a time. */
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
