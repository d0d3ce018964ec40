/**
 * Decides which declared fields tell about the request, the response and the change behind an
 * entry. Follows from a field's group and the last word of its path, not from the dataset.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { type FieldEntry, findFieldEntry } from './list-fields.ts'

/** A field that the entry has, or only its declaration. */
export type SectionField = { field: Field; found: FieldEntry | undefined }

/** The value before a change and the one after it. */
export type ChangePair = { before: SectionField; after: SectionField }

/** What an entry tells beyond its overview. A section without anything in it is not shown. */
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

/** Sorts the declared fields of an entry into sections. */
export function toEntrySections(dataset: Dataset, entry: unknown): EntrySections {
  const all = dataset.fields.map((field) => ({ field, found: findFieldEntry(entry, field) }))
  const calls = all.filter(({ field }) => field.group === 'request')
  const recordsCalls = calls.length > 0
  const bodies = all.filter(({ field }) => field.group === 'change')
  const changes = bodies.filter(({ field }) => toSide(field) === 'change')
  const pairs = toPairs(changes)
  const paired = new Set(pairs.flatMap(({ before, after }) => [before, after]))
  const hasCall = calls.some(hasValue)
  const addresses = all.filter(({ field }) => field.kind === 'ip')
  return {
    recordsCalls,
    call: present(hasCall ? [...calls, ...addresses] : []),
    requestBodies: bodies.filter(({ field }) => toSide(field) === 'request'),
    answer: present(calls.filter(({ field }) => field.kind === 'number')),
    responseBodies: bodies.filter(({ field }) => toSide(field) === 'response'),
    pairs: pairs.filter(({ before, after }) => hasValue(before) || hasValue(after)),
    changes: present(changes.filter((each) => !paired.has(each))),
  }
}

/** Whether a value says nothing: absent, null, empty, or the four letters that v1 writes instead. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 'null') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** Whether a field is in the entry and says something. */
export function hasValue({ found }: SectionField): boolean {
  return !isBlank(found?.value)
}

function present(fields: readonly SectionField[]): FieldEntry[] {
  return fields.filter(hasValue).flatMap(({ found }) => found ?? [])
}

function toSide({ path }: Field): 'request' | 'response' | 'change' {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (name === 'response') return 'response'
  return name === 'request' || name === 'metadata' ? 'request' : 'change'
}

/** Pairs `oldValue` with `newValue` and `previous_value` with `current_value`. */
function toPairs(fields: readonly SectionField[]): ChangePair[] {
  return fields.flatMap((before) => {
    const key = findStem(before.field, /^(old|previous)_?/)
    const after = key && fields.find(({ field }) => findStem(field, /^(new|current)_?/) === key)
    return after ? [{ before, after }] : []
  })
}

function findStem({ path }: Field, prefix: RegExp): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1)
  return prefix.test(name) ? name.replace(prefix, '').toLowerCase() : undefined
}
