/**
 * What can be asked about a value that was found in an entry: more of it, none of it, only it,
 * everything of it, and what else happened around its time. Each gesture is a query.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { hasValue, pivotValue, removeValue, setValues } from '../../query/filters.ts'
import { findValueSecrets, maskValueText } from '../../query/find-secrets.ts'
import type { FilterMode, LogQuery } from '../../query/log-query.ts'
import { findValueProblem } from '../../query/validate-query.ts'
import type { PivotTarget } from '../ui/pivot-context.ts'

/** A query that a gesture leads to, and the words that offer it. */
export type Lead = { words: string; next: LogQuery }

/** The declared field that the value stands in, by name or by where it stood. */
export function findPivotField(
  { fields }: Dataset,
  { field, pointer }: PivotTarget,
): Field | undefined {
  const toPointer = (path: string) => `/${path.replaceAll('.', '/')}`
  return (
    fields.find(({ path }) => path === field) ??
    fields.find(({ path, otherPaths = [] }) =>
      [path, ...otherPaths].some((each) => toPointer(each) === pointer),
    )
  )
}

/**
 * A value as text to filter by; objects, arrays, null and empty text cannot be filtered by, and what
 * looks like a secret must not get into the address.
 */
export function findPivotText(target: PivotTarget): string | undefined {
  const { value } = target
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' || value === '') return undefined
  return findValueSecrets(toKeys(target), value).length === 0 ? value : undefined
}

/** A value as text to show and copy, suspected secrets masked. */
export function toPivotLabel(target: PivotTarget): string {
  const { value } = target
  return typeof value === 'string'
    ? maskValueText(toKeys(target), value)
    : (findPivotText(target) ?? '')
}

function toKeys({ pointer }: PivotTarget): string[] {
  const steps = pointer.split('/').slice(1)
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The parameter that filters by this value: one that the API would accept it for. */
export function findPivotParameter(dataset: Dataset, target: PivotTarget): Parameter | undefined {
  const path = findPivotField(dataset, target)?.path
  const text = findPivotText(target)
  if (path === undefined || text === undefined) return undefined
  return dataset.parameters.find(
    (parameter) =>
      parameter.role === 'filter' &&
      parameter.field === path &&
      parameter.deprecatedFor === undefined &&
      findValueProblem(parameter, text) === undefined,
  )
}

/** In which modes the value can be filtered by. */
export function findPivotModes(dataset: Dataset, target: PivotTarget): readonly FilterMode[] {
  const parameter = findPivotParameter(dataset, target)
  if (!parameter) return []
  return parameter.exclude ? ['include', 'exclude'] : ['include']
}

/** How the value is filtered at present. */
export function findPivotMode(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): FilterMode | undefined {
  const text = findPivotText(target)
  const parameter = findPivotParameter(dataset, target)
  if (text === undefined || !parameter) return undefined
  const modes: readonly FilterMode[] = ['include', 'exclude']
  return modes.find((mode) => hasValue(query.filters, parameter.wireName, mode, text))
}

/** The query with the value filtered in this mode, or no longer so; `undefined` where that is not possible. */
export function togglePivot(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
  mode: FilterMode,
): LogQuery | undefined {
  const text = findPivotText(target)
  const parameter = findPivotParameter(dataset, target)
  if (text === undefined || !parameter || (mode === 'exclude' && !parameter.exclude)) {
    return undefined
  }
  // Both modes at once would match nothing.
  const others = removeValue(query.filters, parameter.wireName, toOther(mode), text)
  return { ...query, filters: pivotValue(others, parameter, mode, text) }
}

/** The query with this as the one value of its parameter; other filters stay. */
export function keepOnlyPivot(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): LogQuery | undefined {
  const text = findPivotText(target)
  const parameter = findPivotParameter(dataset, target)
  if (text === undefined || !parameter) return undefined
  const { wireName } = parameter
  const included = setValues(query.filters, wireName, 'include', [text])
  return { ...query, filters: setValues(included, wireName, 'exclude', []) }
}

/** Everything by this actor, from this address, on this resource …: no other filter, the same time. */
export function findEverything(
  query: LogQuery,
  dataset: Dataset,
  target: PivotTarget,
): Lead | undefined {
  const field = findPivotField(dataset, target)
  const words = field && findEverythingWords(field)
  if (!words) return undefined
  const next = keepOnlyPivot(withoutFilters(query), dataset, target)
  return next && { words, next }
}

/** Fields of one thing that did something or had something done to it; a kind of thing is too wide. */
function findEverythingWords({ path, kind, group }: Field): string | undefined {
  if (kind === 'ip') return 'Everything from this IP address'
  if (kind !== 'id' && kind !== 'email' && kind !== 'text') return undefined
  if (group === 'actor') {
    return path.includes('token') ? 'Everything by this token' : 'Everything by this actor'
  }
  if (group === 'zone') return 'Everything in this zone'
  if (group === 'resource' && kind === 'id') return 'Everything on this resource'
  return group === 'request' && kind === 'id' ? 'Everything with this Ray ID' : undefined
}

const minuteMs = 60_000

/** What happened around the time of the entry, with and without the filters; none without a time. */
export function listAround(query: LogQuery, { time }: PivotTarget): readonly Lead[] {
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
    const everything = around(withoutFilters(query), minutes)
    if (!hasFilters(query)) return [{ words: `± ${minutes} minutes`, next: everything }]
    return [
      { words: `± ${minutes} minutes, same filters`, next: around(query, minutes) },
      { words: `± ${minutes} minutes, no filters`, next: everything },
    ]
  })
}

function hasFilters({ filters, localFilters }: LogQuery): boolean {
  return filters.length + localFilters.length > 0
}

function withoutFilters(query: LogQuery): LogQuery {
  return { ...query, filters: [], localFilters: [], disabledFilters: [] }
}

function toOther(mode: FilterMode): FilterMode {
  return mode === 'include' ? 'exclude' : 'include'
}
