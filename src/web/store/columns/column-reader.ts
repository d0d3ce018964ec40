/**
 * Reads the values of columns from entries. Fields, and roles that are one field, are read in one traversal; the other
 * roles location by location.
 */
import { isSignInDescription } from '../../../catalog/read-verb.ts'
import { findValueText, isRoleValue } from '../../../catalog/roles.ts'
import type { TimelineRole } from '../../../catalog/timeline/timeline-role.ts'
import { toVerb, type VerbWords } from '../../../catalog/verbs.ts'
import { toRoleText } from '../../../query/timeline/match-role.ts'
import { type ColumnField, findWholeField, type RoleField } from './column-field.ts'
import { absentCode, createEntryReader, type FieldValue, unusualCode } from './field-reader.ts'
import { createLocationReader } from './location-reader.ts'

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
  const readers = columns.map((column) =>
    column.role === 'verb' ? createVerbReader(column) : createValueReader(column, column.role),
  )
  return (entries) =>
    columns.map((column, at) => {
      const read = readers[at]
      return [column, read ? entries.map(read) : []]
    })
}

function createValueReader(
  { dataset }: RoleField,
  role: Exclude<TimelineRole, 'verb'>,
): (entry: unknown) => FieldValue {
  const read = createLocationReader(dataset.fields, dataset.roles[role] ?? [])
  return (entry) => {
    const value = read(entry, isRoleValue)
    return value === undefined ? absentCode : (toRoleText(dataset, role, value) ?? unusualCode)
  }
}

function createVerbReader({ dataset }: RoleField): (entry: unknown) => FieldValue {
  const { fields, roles, verbs } = dataset
  const readDescription = createLocationReader(fields, roles.description ?? [])
  const readAction = createLocationReader(fields, roles.action ?? [])
  const isText = (value: unknown) => findValueText(value) !== undefined
  const verbOf = createVerbFinder(verbs)
  return (entry) => {
    const description = findValueText(readDescription(entry, isText)) ?? ''
    if (isSignInDescription(verbs, description)) return 'sign-in'
    return verbOf(findValueText(readAction(entry, isText)) ?? '')
  }
}

/** Entries have few different actions; more of them are not remembered. */
const maxActions = 1_000

function createVerbFinder(verbs: VerbWords): (action: string) => string {
  const known = new Map<string, string>()
  return (action) => {
    const earlier = known.get(action)
    if (earlier !== undefined) return earlier
    const verb = toVerb(verbs, action)
    if (known.size < maxActions) known.set(action, verb)
    return verb
  }
}
