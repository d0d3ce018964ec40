/**
 * Assigns the declared fields of an entry to the sections for request, response and change, by their group and by the
 * roles that the dataset declares.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Field } from '../../../catalog/fields.ts'
import { listRoleFields, listRolesOf, type Role } from '../../../catalog/roles.ts'
import { isBlank } from '../../../query/change/is-blank.ts'
import { type FieldEntry, findFieldEntry } from './list-fields.ts'

/** A declared field, and its value when the entry has one. */
export type SectionField = { field: Field; found: FieldEntry | undefined }

/** The value before a change and the one after it. */
export type ChangePair = { before: SectionField; after: SectionField }

/** The sections of an entry beside its overview. An empty section is not shown. */
export type EntrySections = {
  /** Whether the dataset records HTTP calls at all. */
  recordsCalls: boolean
  call: readonly FieldEntry[]
  requestBodies: readonly SectionField[]
  answer: readonly FieldEntry[]
  responseBodies: readonly SectionField[]
  pairs: readonly ChangePair[]
  changes: readonly FieldEntry[]
}

/** Assigns the declared fields of an entry to sections. */
export function toEntrySections(dataset: Dataset, entry: unknown): EntrySections {
  const all = dataset.fields.map((field) => ({ field, found: findFieldEntry(entry, field) }))
  const calls = all.filter(({ field }) => field.group === 'request')
  const recordsCalls = calls.length > 0
  const bodies = all.filter(({ field }) => field.group === 'change')
  const changes = bodies.filter(({ field }) => toSide(dataset, field) === 'change')
  const pairs = toPairs(dataset, changes)
  const paired = new Set(pairs.flatMap(({ before, after }) => [before, after]))
  const hasCall = calls.some(hasValue)
  const addresses = all.filter(({ field }) => hasRole(dataset, field, 'address'))
  return {
    recordsCalls,
    call: listPresent(hasCall ? [...calls, ...addresses] : []),
    requestBodies: bodies.filter(({ field }) => toSide(dataset, field) === 'request'),
    answer: listPresent(calls.filter(({ field }) => hasRole(dataset, field, 'status'))),
    responseBodies: bodies.filter(({ field }) => toSide(dataset, field) === 'response'),
    pairs: pairs.filter(({ before, after }) => hasValue(before) || hasValue(after)),
    changes: listPresent(changes.filter((each) => !paired.has(each))),
  }
}

/** Whether the entry has a value for a field that is not blank. */
export function hasValue({ found }: SectionField): boolean {
  return !isBlank(found?.value)
}

function listPresent(fields: readonly SectionField[]): FieldEntry[] {
  return fields.filter(hasValue).flatMap(({ found }) => found ?? [])
}

function toSide(dataset: Dataset, field: Field): 'request' | 'response' | 'change' {
  if (hasRole(dataset, field, 'responseBody')) return 'response'
  return hasRole(dataset, field, 'requestBody') ? 'request' : 'change'
}

function hasRole(dataset: Dataset, { path }: Field, role: Role): boolean {
  return listRolesOf(dataset, path).includes(role)
}

/** Pairs the fields before a change with those after it, in the order in which the dataset declares them. */
function toPairs(dataset: Dataset, fields: readonly SectionField[]): ChangePair[] {
  const findField = (field: Field | undefined) => fields.find((each) => each.field === field)
  const afterFields = listRoleFields(dataset, 'valueAfter')
  return listRoleFields(dataset, 'valueBefore').flatMap((field, index) => {
    const [before, after] = [findField(field), findField(afterFields[index])]
    return before && after ? [{ before, after }] : []
  })
}
