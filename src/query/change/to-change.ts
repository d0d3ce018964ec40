/**
 * Says what an entry changed: by the values before and after the change that it records, or else by its body beside that
 * of an earlier entry about the same resource.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import { type RoleLocation, readRoleText, toLocationKeys } from '../../catalog/roles.ts'
import { maxBodyLength, toBodyText } from './body-value.ts'
import { createTextReader, type TextReader } from './create-text-reader.ts'
import { findPreviousState, hasBody, isFailed, listEarlier } from './find-previous-state.ts'
import { type Difference, listDifferences, listMembers } from './list-differences.ts'

/** An entry, parsed and exactly as it was sent. */
export type EntryVersion = { entry: unknown; text: string }

/** What an entry changed. */
export type EntryChange =
  | {
      /** `set` and `cleared`: only one side is recorded, and the entry neither created nor deleted anything. */
      kind: 'changed' | 'created' | 'deleted' | 'set' | 'cleared'
      differences: readonly Difference[]
      /** Whether the action failed, so that nothing was changed. */
      isFailed: boolean
      /** Whether a side that is absent was not sent, so that the value before is not known. */
      isPartial: boolean
    }
  /** `none`: the entry records no change. `unknown`: no earlier entry of the resource is known. */
  | { kind: 'none' | 'equal' | 'unknown' | 'too-large' }

/** Whether the change of an entry is known only beside an earlier entry about the same resource. */
export function needsEarlier(dataset: Dataset, version: EntryVersion): boolean {
  return findWithoutEarlier(dataset, version) === undefined
}

/** The change of an entry; `earlier` are entries that may be about the same resource, in any order. */
export function toChange(
  dataset: Dataset,
  version: EntryVersion,
  earlier: readonly EntryVersion[],
): EntryChange {
  return findWithoutEarlier(dataset, version) ?? compareWithEarlier(dataset, version, earlier)
}

/** The change that the entry tells by itself; `undefined` when an earlier one is needed. */
function findWithoutEarlier(
  dataset: Dataset,
  { entry, text }: EntryVersion,
): EntryChange | undefined {
  const verb = readVerb(dataset, entry)
  const readText = createTextReader(text)
  const recorded = findRecorded(dataset, entry, readText)
  if (recorded) return recorded
  if (dataset.history !== 'resource' || verb === 'view' || verb === 'sign-in') {
    return { kind: 'none' }
  }
  if (verb === 'create') {
    const body = findBody(dataset, entry, readText)
    return body === undefined
      ? { kind: 'none' }
      : toOneSided(dataset, entry, 'created', listMembers(body, 'after'))
  }
  return readRoleText(dataset, entry, 'resourceId') === undefined ? { kind: 'none' } : undefined
}

/** The change by the values that the entry records for before and after. */
function findRecorded(
  dataset: Dataset,
  entry: unknown,
  readText: TextReader,
): EntryChange | undefined {
  const { valueBefore = [], valueAfter = [] } = dataset.roles
  const pairs = valueAfter.flatMap((location, index) => {
    const before = readValue(valueBefore[index], readText)
    const after = readValue(location, readText)
    return before === undefined && after === undefined ? [] : [{ before, after }]
  })
  // An object says more than the same values once more as text.
  const pair = pairs.find(({ before, after }) => isStructure(before ?? after)) ?? pairs[0]
  if (!pair) return undefined
  const { before, after } = pair
  if ([before, after].some((value) => (value?.length ?? 0) > maxBodyLength)) {
    return { kind: 'too-large' }
  }
  if (!isStructure(before) && !isStructure(after)) {
    return toPlainChange(dataset, entry, before, after)
  }
  if (before !== undefined && after !== undefined) {
    return toCompared(dataset, entry, listDifferences(before, after), false)
  }
  const verb = readVerb(dataset, entry)
  if (after !== undefined) {
    const kind = verb === 'create' ? 'created' : 'set'
    return toOneSided(dataset, entry, kind, listMembers(after, 'after'))
  }
  const kind = verb === 'delete' ? 'deleted' : 'cleared'
  return toOneSided(dataset, entry, kind, listMembers(before ?? '', 'before'))
}

/** The change of one plain value, under the name of what was changed. */
function toPlainChange(
  dataset: Dataset,
  entry: unknown,
  before: string | undefined,
  after: string | undefined,
): EntryChange {
  const nameRole = dataset.summary === 'field-change' ? 'action' : 'resourceName'
  const name = readRoleText(dataset, entry, nameRole) ?? ''
  const toObject = (value: string | undefined) =>
    value === undefined ? '{}' : `{${JSON.stringify(name)}:${value}}`
  const differences = listDifferences(toObject(before), toObject(after))
  return toCompared(
    dataset,
    entry,
    // A value without a name has an empty path.
    differences?.map((each) => (name === '' ? { ...each, path: '' } : each)),
    false,
  )
}

function compareWithEarlier(
  dataset: Dataset,
  { entry, text }: EntryVersion,
  earlier: readonly EntryVersion[],
): EntryChange {
  const entries = earlier.map((version) => version.entry)
  const readerOf = (other: unknown) =>
    createTextReader(earlier.find((version) => version.entry === other)?.text ?? 'null')
  if (readVerb(dataset, entry) === 'delete') {
    const last = listEarlier(dataset, entry, entries).find((other) => hasBody(dataset, other))
    const body = last === undefined ? undefined : findBody(dataset, last, readerOf(last))
    return body === undefined
      ? { kind: 'unknown' }
      : toOneSided(dataset, entry, 'deleted', listMembers(body, 'before'))
  }
  const previous = findPreviousState(dataset, entry, entries)
  if (!previous) return { kind: 'unknown' }
  const before = toBodyText(readerOf(previous.entry)(previous.path))
  const after = toBodyText(createTextReader(text)(previous.path))
  if (before === undefined || after === undefined) return { kind: 'unknown' }
  if (Math.max(before.length, after.length) > maxBodyLength) return { kind: 'too-large' }
  const isPartial = previous.role === 'requestBody'
  const differences = listDifferences(before, after)
  // What a request does not send is not removed by it.
  const known = differences?.filter((each) => !isPartial || each.after !== undefined)
  return toCompared(dataset, entry, known, isPartial)
}

function toCompared(
  dataset: Dataset,
  entry: unknown,
  differences: readonly Difference[] | undefined,
  isPartial: boolean,
): EntryChange {
  if (!differences) return { kind: 'too-large' }
  if (differences.length === 0) return { kind: 'equal' }
  return { kind: 'changed', differences, isFailed: isFailed(dataset, entry), isPartial }
}

function toOneSided(
  dataset: Dataset,
  entry: unknown,
  kind: 'created' | 'deleted' | 'set' | 'cleared',
  differences: readonly Difference[] | undefined,
): EntryChange {
  if (!differences) return { kind: 'too-large' }
  return { kind, differences, isFailed: isFailed(dataset, entry), isPartial: false }
}

/** The text of the most complete body of an entry that is an object or a list. */
function findBody(dataset: Dataset, entry: unknown, readText: TextReader): string | undefined {
  if (!hasBody(dataset, entry)) return undefined
  for (const role of ['responseBody', 'requestBody'] as const) {
    for (const location of dataset.roles[role] ?? []) {
      const text = readValue(location, readText)
      if (isStructure(text) && text !== undefined && text.length <= maxBodyLength) return text
    }
  }
  return undefined
}

function readValue(location: RoleLocation | undefined, readText: TextReader): string | undefined {
  return location && toBodyText(readText(toLocationKeys(location)))
}

function isStructure(text: string | undefined): boolean {
  return text !== undefined && /^[[{]/.test(text)
}
