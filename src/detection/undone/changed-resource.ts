/**
 * What an entry changed, read so that entries can be compared: of one log by ids, kind and zone, and of two logs by ids that
 * both name.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import {
  findValueText,
  type RoleLocation,
  readLocation,
  readOutcome,
  readRoleText,
  toLocationKeys,
} from '../../catalog/roles.ts'
import type { Verb } from '../../catalog/verbs.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import { findAnsweredId } from '../../query/change/find-answered-id.ts'

/** An entry of a list, and the log that it is from. */
export type ListEntry = {
  /** The source of the list, such as one log of a timeline. */
  source: string
  /** Names the account, organization, zone or user whose log it is: logs of one owner record the same events. */
  owner: string
  dataset: Dataset
  entry: unknown
}

/** What an entry changed. Texts are in lower case, but for paths. */
export type ChangedResource = ListEntry & {
  verb: Verb
  isFailed: boolean
  /** When it happened, in milliseconds: a time without a fraction means any moment of its second. */
  fromMs: number
  toMs: number
  /** The ids of the resource: its own, and those under which the log names it as well. */
  ids: readonly string[]
  /** The part of the resource that was changed, where the log records changes of parts: a setting of a zone. */
  part: string | undefined
  /** Product and kind of the resource, and the words of kind and action by which two logs are compared. */
  kind: string
  words: ReadonlySet<string>
  zone: string | undefined
  zoneId: string | undefined
  name: string | undefined
  /** The path of the call without query. */
  path: string | undefined
}

/** Reads an entry; `undefined` where its time cannot be read, so that it is neither earlier nor later than another one. */
export function findChangedResource(item: ListEntry): ChangedResource | undefined {
  const { dataset, entry } = item
  const time = readRoleText(dataset, entry, 'time') ?? ''
  const fromMs = findEpochMs(time)
  if (fromMs === undefined) return undefined
  const readLower = (role: Parameters<typeof readRoleText>[2]) =>
    readRoleText(dataset, entry, role)?.toLowerCase()
  const kindTexts = [readLower('product'), readLower('resourceKind')]
  const actionTexts = [readLower('action'), readLower('description')]
  const verb = readVerb(dataset, entry)
  return {
    ...item,
    ...readIdentity(dataset, entry, verb),
    verb,
    isFailed: readOutcome(dataset, entry) === 'failure',
    fromMs,
    toMs: time.includes('.') ? fromMs : fromMs + 999,
    kind: kindTexts.join(' '),
    words: toWords([...kindTexts, ...actionTexts].join(' ')),
    zone: readLower('zone'),
    zoneId: readLower('zoneId'),
    name: readLower('resourceName'),
    path: toPlainPath(readRoleText(dataset, entry, 'path')),
  }
}

/** The ids and the path by which entries about a resource are found; cheaper than reading all of an entry. */
export function readResourceKeys({ dataset, entry }: ListEntry): readonly string[] {
  const { ids } = readIdentity(dataset, entry, readVerb(dataset, entry))
  return toResourceKeys(ids, toPlainPath(readRoleText(dataset, entry, 'path')))
}

/** The same of an entry that was read. */
export function toResourceKeys(
  ids: readonly string[],
  path: string | undefined,
): readonly string[] {
  return path === undefined ? ids : [...ids, path]
}

/** Whether two entries of one log changed the same resource, and the same part of it. */
export function isSameResource(one: ChangedResource, other: ChangedResource): boolean {
  if (one.source !== other.source || one.part !== other.part) return false
  if (one.kind !== other.kind || hasOtherZone(one, other)) return false
  if (one.ids.length > 0 && other.ids.length > 0) {
    const shared = one.ids.find((id) => other.ids.includes(id))
    if (shared === undefined) return false
    // A setting has the same id in every zone.
    return isUniqueId(shared) || one.zoneId === other.zoneId
  }
  const isCollection = [one, other].some(({ verb }) => verb === 'create')
  return one.path !== undefined && one.path === other.path && !isCollection
}

/** Whether entries of two logs name the same resource by an id. */
export function isSameElsewhere(one: ChangedResource, other: ChangedResource): boolean {
  if (one.source === other.source || hasOtherZone(one, other)) return false
  if (one.part !== undefined || other.part !== undefined) return false
  const shared = one.ids.find((id) => other.ids.includes(id))
  if (shared === undefined || !isOfSameKind(one, other)) return false
  return isUniqueId(shared) || isCounterpart(one, other)
}

/** Whether two entries are of logs that record the same events of one owner. */
export function isCounterpart(one: ListEntry, other: ListEntry): boolean {
  const { dataset, owner } = one
  const isDeclared =
    dataset.counterpart === other.dataset.id || other.dataset.counterpart === dataset.id
  return owner === other.owner && isDeclared
}

/** Whether an entry deleted what contains the resource of another entry of its log: an application with its policies. */
export function isDeletedAbove(deleted: ChangedResource, below: ChangedResource): boolean {
  if (deleted.verb !== 'delete' || deleted.source !== below.source) return false
  return deleted.path !== undefined && below.path?.startsWith(`${deleted.path}/`) === true
}

/** The path of the collection that a deleted resource was in; `undefined` where the path does not end in its id. */
export function findCollectionPath({ path, ids }: ChangedResource): string | undefined {
  const last = path?.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (path === undefined || last === undefined || !ids.includes(last)) return undefined
  return path.slice(0, path.lastIndexOf('/'))
}

/** Whether an id is one that only one thing has, and not a number or a word. */
function isUniqueId(id: string): boolean {
  return /^[0-9a-f][0-9a-f-]{18,}$/.test(id)
}

function isOfSameKind(one: ChangedResource, other: ChangedResource): boolean {
  return [...one.words].some((word) => other.words.has(word) && !actionVerbs.has(word))
}

/** Words of an action that say nothing about the kind of the resource. */
const actionVerbs: ReadonlySet<string> = new Set([
  ...['add', 'create', 'delete', 'edit', 'overwrite', 'patch', 'remove', 'replace', 'revoke'],
  ...['roll', 'set', 'update', 'upload', 'put', 'the', 'for', 'and', 'account', 'user', 'zone'],
])

function hasOtherZone(one: ChangedResource, other: ChangedResource): boolean {
  const isOpposed = (key: 'zone' | 'zoneId') =>
    one[key] !== undefined && other[key] !== undefined && one[key] !== other[key]
  return isOpposed('zone') || isOpposed('zoneId')
}

type Identity = Pick<ChangedResource, 'ids' | 'part'>

function readIdentity(dataset: Dataset, entry: unknown, verb: Verb): Identity {
  const own = readRoleText(dataset, entry, 'resourceId') ?? findCreatedId(dataset, entry, verb)
  const { aliases, containers } = readOtherIds(dataset, entry)
  const ids = [own, ...aliases].flatMap((id) => (id === undefined ? [] : [id.toLowerCase()]))
  const action = readRoleText(dataset, entry, 'action')
  if (dataset.summary === 'field-change') return { ids, part: action }
  const kind = readRoleText(dataset, entry, 'resourceKind') ?? ''
  const isContainer =
    own !== undefined &&
    (dataset.naming?.resourceNames?.exceptKinds ?? []).includes(kind) &&
    containers.includes(own)
  if (!isContainer) return { ids, part: undefined }
  // What belongs to an account or a zone is recorded under the id of that.
  if (aliases.length > 0) return { ids: aliases.map((id) => id.toLowerCase()), part: undefined }
  const name = readRoleText(dataset, entry, 'resourceName')
  return { ids, part: name === undefined ? action : `${action} ${name}` }
}

/** A few entries that created something lack its id, but have it in the answer. */
function findCreatedId(dataset: Dataset, entry: unknown, verb: Verb): string | undefined {
  return verb === 'create' ? findAnsweredId(dataset, entry) : undefined
}

/** Other ids of the resource, and the ids of the account, user or zone that it is in. */
function readOtherIds(dataset: Dataset, entry: unknown) {
  const { naming, roles } = dataset
  const ofContainers = new Set([...(roles.zone ?? []), ...(roles.account ?? [])].map(toLocationKey))
  const aliases: string[] = []
  const containers = (naming?.ownerIds ?? []).flatMap((location) => readId(location))
  for (const { id, name } of naming?.pairs ?? []) {
    const isContainer = name.some((location) => ofContainers.has(toLocationKey(location)))
    ;(isContainer ? containers : aliases).push(...id.flatMap((location) => readId(location)))
  }
  return { aliases, containers }

  function readId(location: RoleLocation): string[] {
    const text = findValueText(readLocation(dataset, entry, location))
    return text === undefined ? [] : [text]
  }
}

function toLocationKey(location: RoleLocation): string {
  return toLocationKeys(location).join('.')
}

/** Words of at least three letters; a plural is the same word as its singular. */
function toWords(text: string): ReadonlySet<string> {
  const words = text.split(/[^a-z0-9]+/).filter((word) => word.length >= 3)
  return new Set(words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)))
}

function toPlainPath(path: string | undefined): string | undefined {
  return path?.replace(/[?#].*$/, '').replace(/\/+$/, '')
}
