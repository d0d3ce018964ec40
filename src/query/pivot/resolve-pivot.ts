/**
 * A value under the pointer, seen from the query: which field it is of, what text it is filtered by, and
 * who can filter by it, the API or the screen over loaded entries.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { findFilterParameter } from '../find-filter-parameter.ts'
import { findPointerField, findPointerKeys } from '../json-pointer.ts'
import { formatLocalFilter } from '../local-filter-text.ts'
import type { FilterMode, LocalFilter } from '../log-query.ts'
import { findValueSecrets, maskValueText } from '../secrets/find-secrets.ts'
import { isLongerThan, querySizes } from '../validate-query.ts'
import type { PivotTarget } from './pivot-target.ts'

/** How a value is filtered by in one mode. */
export type PivotFilter =
  | { kind: 'api'; parameter: Parameter; text: string }
  | { kind: 'local'; filter: LocalFilter }

/** The declared field that the value stands in, by name or by where it stood. */
export function findPivotField(
  dataset: Dataset,
  { field, pointer }: PivotTarget,
): Field | undefined {
  return dataset.fields.find(({ path }) => path === field) ?? findPointerField(dataset, pointer)
}

/**
 * A value as text to filter by; objects, arrays, null and empty text cannot be filtered by, and what
 * looks like a secret must not get into the address.
 */
function findPivotText(target: PivotTarget): string | undefined {
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

function toKeys({ pointer }: PivotTarget): readonly string[] {
  return findPointerKeys(pointer) ?? []
}

/** The parameter that filters by this value: one that the API would accept it for. */
function findPivotParameter(dataset: Dataset, target: PivotTarget): Parameter | undefined {
  const path = findPivotField(dataset, target)?.path
  const text = findPivotText(target)
  if (path === undefined || text === undefined) return undefined
  return findFilterParameter(dataset, path, text)
}

/**
 * By the API where it can, else by a local filter; `undefined` for what cannot be filtered by, and for the
 * time of an entry, around which there are better ways.
 */
export function findPivotFilter(
  dataset: Dataset,
  target: PivotTarget,
  mode: FilterMode,
): PivotFilter | undefined {
  const text = findPivotText(target)
  if (text === undefined) return undefined
  const parameter = findPivotParameter(dataset, target)
  if (parameter && (mode === 'include' || parameter.exclude)) {
    return { kind: 'api', parameter, text }
  }
  if (findPivotField(dataset, target)?.path === dataset.timePath) return undefined
  const filter: LocalFilter = { pointer: target.pointer, mode, text, isExact: true }
  // A longer one could not stand in a link.
  if (isLongerThan(formatLocalFilter(filter), querySizes.valueBytes)) return undefined
  return { kind: 'local', filter }
}
