/**
 * Reads the values of columns from entries. Fields, and roles that are one field, are read in one traversal; the other
 * roles in a second one, and their values are then chosen from what is at their locations.
 */
import { isSignInDescription } from '../../../catalog/read-verb.ts'
import { findValueText, isRoleValue, type Role } from '../../../catalog/roles.ts'
import { toVerb } from '../../../catalog/verbs.ts'
import { toRoleText } from '../../../query/timeline/match-role.ts'
import { type ColumnField, findWholeField, type RoleField } from './column-field.ts'
import { absentCode, createEntryReader, type FieldValue, unusualCode } from './field-reader.ts'
import { createLocationReader, type LocationValues } from './location-reader.ts'

/** Prepares to read columns from many entries at once: a list by entry for each column. */
export function createColumnReader(
  columns: readonly ColumnField[],
): (entries: readonly unknown[]) => readonly (readonly FieldValue[])[] {
  const fields = columns.filter((column) => !('constant' in column) && !('role' in column))
  const roleFields = columns.filter((column) => 'role' in column)
  const readFields = createWholeReader(fields)
  const readWholeRoles = createWholeReader(roleFields.filter(findWholeField))
  const readRoles = createRoleReader(roleFields.filter((column) => !findWholeField(column)))
  return (entries) => {
    const lists = new Map([...readFields(entries), ...readRoles(entries)])
    for (const [column, list] of readWholeRoles(entries)) lists.set(column, dropEmpty(list))
    return columns.map((column) =>
      'constant' in column
        ? entries.map(() => column.constant)
        : (lists.get(column) ?? entries.map((): FieldValue => absentCode)),
    )
  }
}

type ColumnLists = readonly (readonly [ColumnField, FieldValue[]])[]

/** Reads columns that are whole fields. Several roles may be one field, which is read once. */
function createWholeReader(
  columns: readonly ColumnField[],
): (entries: readonly unknown[]) => ColumnLists {
  const wholes = columns.flatMap((column) => findWholeField(column) ?? [])
  const fields = wholes.filter(
    ({ path }, at) => wholes.findIndex((field) => field.path === path) === at,
  )
  const read = createEntryReader(fields)
  const numbers = wholes.map(({ path }) => fields.findIndex((field) => field.path === path))
  return (entries) => {
    const lists = read(entries)
    return columns.map((column, at) => [column, lists[numbers[at] ?? -1] ?? []])
  }
}

function dropEmpty(list: FieldValue[]): FieldValue[] {
  for (let at = 0; at < list.length; at++) if (list[at] === '') list[at] = absentCode
  return list
}

/** Reads roles with several locations, with one inside of a field, or with translated values. */
function createRoleReader(
  columns: readonly RoleField[],
): (entries: readonly unknown[]) => ColumnLists {
  const readers = columns.map(({ role, dataset }) => {
    const read = (...each: readonly Role[]) =>
      createLocationReader(
        dataset.fields,
        each.map((name) => dataset.roles[name] ?? []),
      )
    if (role !== 'verb') {
      const readLocations = read(role)
      return (entries: readonly unknown[]) => {
        const [values] = readLocations(entries)
        return entries.map((_, at) => toFieldValue(dataset, role, values?.(at, isRoleValue)))
      }
    }
    const readLocations = read('description', 'action')
    const verbOf = createVerbFinder(dataset)
    return (entries: readonly unknown[]) => {
      const [descriptions, actions] = readLocations(entries)
      return entries.map((_, at) => verbOf(findText(descriptions, at), findText(actions, at)))
    }
  })
  return (entries) => columns.map((column, at) => [column, readers[at]?.(entries) ?? []])
}

function toFieldValue(dataset: RoleField['dataset'], role: Role, value: unknown): FieldValue {
  if (value === undefined) return absentCode
  return toRoleText(dataset, role, value) ?? unusualCode
}

function findText(values: LocationValues | undefined, at: number): string {
  return findValueText(values?.(at, (value) => findValueText(value) !== undefined)) ?? ''
}

/** Entries have few different actions; more of them are not remembered. */
const maxActions = 1_000

function createVerbFinder({ verbs }: RoleField['dataset']) {
  const known = new Map<string, string>()
  return (description: string, action: string): string => {
    if (isSignInDescription(verbs, description)) return 'sign-in'
    const verb = known.get(action) ?? toVerb(verbs, action)
    if (known.size < maxActions) known.set(action, verb)
    return verb
  }
}
