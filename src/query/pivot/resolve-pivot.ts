/**
 * Resolves a value of an entry for filtering: its field, its text, and whether the API can filter by it or only a local
 * filter can.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { getDataset } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { findFilterParameter } from '../find-filter-parameter.ts'
import { findPointerField, findPointerKeys, toPointer } from '../json-pointer.ts'
import { formatLocalFilter } from '../local-filter-text.ts'
import type { FieldFilter, FilterMode } from '../log-query.ts'
import { findValueSecrets, maskValueText } from '../secrets/find-secrets.ts'
import { findOriginPath, type OriginPath } from '../timeline/filter-sources.ts'
import { findRoleFilter } from '../timeline/find-role-filter.ts'
import { isLongerThan, querySizes } from '../validate-query.ts'
import type { PivotTarget } from './pivot-target.ts'

/** The filter by a value in one mode: of the API, local, or, in a timeline, by the choice of its sources. */
export type PivotFilter =
  | { kind: 'api'; parameter: Parameter; text: string }
  | { kind: 'sources'; path: OriginPath; text: string }
  | { kind: 'local'; localFilter: FieldFilter }

/**
 * The declared field of the value, by path or else by JSON Pointer; `undefined` when the value is of none. In a timeline, the
 * field of a value of one log is that of the role.
 */
export function findPivotField(dataset: Dataset, target: PivotTarget): Field | undefined {
  if (target.log) {
    const role = findSharedValue(target)?.parameter
    return dataset.fields.find(({ path }) => path === role)
  }
  return findOwnField(dataset, target)
}

/** The name of the value: the label of its field, in its own log. */
export function findPivotLabel(dataset: Dataset, target: PivotTarget): string | undefined {
  return findOwnField(target.log ? getDataset(target.log.dataset) : dataset, target)?.label
}

function findOwnField(dataset: Dataset, { field, pointer }: PivotTarget): Field | undefined {
  return dataset.fields.find(({ path }) => path === field) ?? findPointerField(dataset, pointer)
}

/** The value of one log as the filter of a timeline has it: by role, and in the words that all logs share. */
function findSharedValue(target: PivotTarget): { parameter: string; text: string } | undefined {
  const text = findPivotText(target)
  const dataset = target.log && getDataset(target.log.dataset)
  const field = dataset && findOwnField(dataset, target)
  if (text === undefined || !field) return undefined
  const filter = findRoleFilter(dataset, field.path, { mode: 'include', values: [text] })
  const [value] = filter?.values ?? []
  return filter && value !== undefined ? { parameter: filter.parameter, text: value } : undefined
}

/**
 * The text of a value to filter by; `undefined` for objects, arrays, null and empty text, and for a suspected secret,
 * which must not get into the address.
 */
export function findPivotText(target: PivotTarget): string | undefined {
  const { value } = target
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' || value === '') return undefined
  return findValueSecrets(toKeys(target), value).length === 0 ? value : undefined
}

/** The text of a value to show and copy, with suspected secrets masked. */
export function toPivotLabel(target: PivotTarget): string {
  const { value } = target
  return typeof value === 'string'
    ? maskValueText(toKeys(target), value)
    : (findPivotText(target) ?? '')
}

function toKeys({ pointer }: PivotTarget): readonly string[] {
  return findPointerKeys(pointer) ?? []
}

/** The parameter that filters by the value, if the API accepts it. */
function findPivotParameter(dataset: Dataset, target: PivotTarget): Parameter | undefined {
  const path = findPivotField(dataset, target)?.path
  const text = findSharedValue(target)?.text ?? findPivotText(target)
  if (path === undefined || text === undefined) return undefined
  return findFilterParameter(dataset, path, text)
}

function isTime(dataset: Dataset, target: PivotTarget): boolean {
  const own = target.log ? getDataset(target.log.dataset) : dataset
  return findOwnField(own, target)?.path === own.timePath
}

/**
 * The filter by a value in this mode: of the API where it has one, else local. `undefined` for a value that cannot be
 * filtered by, and for the time of an entry: a time range is the better filter.
 */
export function findPivotFilter(
  dataset: Dataset,
  target: PivotTarget,
  mode: FilterMode,
): PivotFilter | undefined {
  const text = findPivotText(target)
  if (text === undefined) return undefined
  const path = findOriginPath(dataset, target.field ?? '')
  if (path && !target.log) return { kind: 'sources', path, text }
  const parameter = findPivotParameter(dataset, target)
  if (parameter && (mode === 'include' || parameter.exclude)) {
    return { kind: 'api', parameter, text: findSharedValue(target)?.text ?? text }
  }
  if (isTime(dataset, target)) return undefined
  // Entries have no field of the timeline itself.
  const { field, log } = target
  const isShared = dataset.id === timelineId && log === undefined && field !== undefined
  if (isShared && target.pointer === toPointer([field])) return undefined
  const { pointer } = target
  const localFilter: FieldFilter = { kind: 'field', pointer, mode, text, isExact: true }
  // A longer filter would not fit into a link.
  if (isLongerThan(formatLocalFilter(localFilter), querySizes.valueBytes)) return undefined
  return { kind: 'local', localFilter }
}
