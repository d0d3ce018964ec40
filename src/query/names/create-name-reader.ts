/**
 * Reads the ids that an entry names: by the roles of its dataset, and by what the dataset declares beside them. Runs for
 * every entry that is loaded, so the locations are prepared once.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type NamedRole, namedRoles } from '../../catalog/naming.ts'
import { type RoleLocation, toLocationKeys } from '../../catalog/roles.ts'
import { type NamePair, nameLimits } from './name-book.ts'

/** Receives each pair of an id and a name. */
export type OnName = (id: string, name: string, writtenBy: NamePair['writtenBy']) => void

/** A key of an object, by the index of the object in the list of those that are read. */
type Location = { parent: number; key: string }

/** An id and the names for it, each at the first location that has a text; without names the id is only kept apart. */
type Pair = {
  ids: readonly Location[]
  names: readonly Location[]
  writtenBy: NamePair['writtenBy']
}

const none: Pair = { ids: [], names: [], writtenBy: 'body' }

/** The objects that locations are in, as paths from the entry. */
type Parents = string[][]

/** Maximum number of objects of a list that are read. */
const maxItems = 100

/** Maximum length of a body that is recorded as a text, in UTF-16 units. */
const maxBodyLength = 100_000

/** Prepares to read the pairs of entries of a dataset. Each object of an entry is looked up once. */
export function createNameReader(dataset: Dataset): (entry: unknown, onName: OnName) => void {
  const { roles, naming, outcomes } = dataset
  const parents: Parents = []
  const locate = createLocator(dataset, parents)
  const pairs = listPairs(dataset, locate)
  const answers = locate(naming?.answers)
  const scimRequests = locate(naming?.scimRequests)
  const kinds = locate(roles.resourceKind)
  const exceptKinds = new Set(naming?.resourceNames?.exceptKinds)
  const outcomeLocations = locate(roles.outcome)
  const failures = new Set<unknown>(outcomes?.failure)
  const objects: unknown[] = []
  return (entry, onName) => {
    for (let at = 0; at < parents.length; at++) objects[at] = readKeys(entry, parents[at] ?? [])
    // What a failed call sent was never the name of the thing.
    const isBodyLeftOut =
      outcomeLocations.some((each) => failures.has(readAt(objects, each))) ||
      (exceptKinds.size > 0 && exceptKinds.has(findText(objects, kinds) ?? ''))
    const seenIds: string[] = []
    for (let at = 0; at < pairs.length; at++) {
      const { ids, names, writtenBy } = pairs[at] ?? none
      const id = findText(objects, ids)
      if (id === undefined || seenIds.includes(id)) continue
      // The body of a call on the resource names that, so its id is no other thing's.
      if (writtenBy === 'log') seenIds.push(id)
      else if (isBodyLeftOut) continue
      const name = findText(objects, names)
      if (name !== undefined) tell(id, name, writtenBy, onName)
    }
    if (isBodyLeftOut) return
    const tellOther: OnName = (id, name, writtenBy) => {
      if (!seenIds.includes(id)) onName(id, name, writtenBy)
    }
    for (let at = 0; at < answers.length; at++) {
      const location = answers[at]
      if (location) readAnswer(readAt(objects, location), tellOther)
    }
    for (const location of scimRequests) readScimRequest(readAt(objects, location), tellOther)
  }
}

/** The pairs in the order of their right to an id: what the log wrote, then its owner, which has no name there, then bodies. */
function listPairs({ roles, naming }: Dataset, locate: Locate): readonly Pair[] {
  const toPair = ({ id, name, writtenBy }: NamedRole): Pair => ({
    ids: locate(roles[id]),
    names: locate((id === 'resourceId' && naming?.resourceNames?.at) || roles[name]),
    writtenBy,
  })
  const ofRoles = namedRoles.map(toPair)
  const fromBodies = ofRoles.filter(({ writtenBy }) => writtenBy === 'body')
  return [
    ...(naming?.pairs ?? []).map(
      ({ id, name }): Pair => ({ ids: locate(id), names: locate(name), writtenBy: 'log' }),
    ),
    ...ofRoles.filter(({ writtenBy }) => writtenBy === 'log'),
    ...(naming?.ownerIds ?? []).map(
      (id): Pair => ({ ids: locate([id]), names: [], writtenBy: 'log' }),
    ),
    ...fromBodies.filter(({ names }) => names.length > 0),
  ].filter(({ ids }) => ids.length > 0)
}

type Locate = (locations?: readonly RoleLocation[]) => Location[]

/** Prepares to turn locations of a dataset into indexes of objects, which are added to `parents`. */
function createLocator({ fields }: Dataset, parents: Parents): Locate {
  return (locations = []) =>
    locations.flatMap((location) => {
      const field = fields.find(({ path }) => path === location.field)
      return [location.field, ...(field?.otherPaths ?? [])].map((path): Location => {
        const keys = toLocationKeys({ ...location, field: path })
        const above = keys.slice(0, -1)
        const known = parents.findIndex((other) => other.join('\n') === above.join('\n'))
        const parent = known === -1 ? parents.push(above) - 1 : known
        return { parent, key: keys.at(-1) ?? '' }
      })
    })
}

function tell(id: string, name: string, writtenBy: NamePair['writtenBy'], onName: OnName): void {
  if (name !== id && name.length <= nameLimits.maxNameLength) onName(id, name, writtenBy)
}

function readAnswer(value: unknown, onName: OnName): void {
  const answer = typeof value === 'string' ? parseBody(value) : value
  if (typeof answer !== 'object' || answer === null) return
  if (!Array.isArray(answer)) {
    readObject(answer, onName)
    return
  }
  for (const item of answer.slice(0, maxItems)) readObject(item, onName)
}

function readScimRequest(value: unknown, onName: OnName): void {
  const operations = readKey(typeof value === 'string' ? parseBody(value) : value, 'Operations')
  if (!Array.isArray(operations)) return
  for (const operation of operations.slice(0, maxItems)) {
    const members = readKey(operation, 'value')
    if (!Array.isArray(members)) continue
    for (const member of members.slice(0, maxItems)) readObject(member, onName, 'value', 'display')
  }
}

function readObject(object: unknown, onName: OnName, idKey = 'id', nameKey = 'name'): void {
  const id = readKey(object, idKey)
  const name = readKey(object, nameKey)
  if (typeof id !== 'string' || typeof name !== 'string' || !isTelling(name)) return
  tell(id, name, 'body', onName)
}

/** A body that is recorded as the text of its JSON. */
function parseBody(text: string): unknown {
  if (text.length > maxBodyLength || !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function findText(objects: readonly unknown[], locations: readonly Location[]): string | undefined {
  for (let at = 0; at < locations.length; at++) {
    const location = locations[at]
    const value = location && readAt(objects, location)
    if (typeof value === 'string' && isTelling(value)) return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/** Whether a text is not blank; most begin with a letter or a digit. */
function isTelling(text: string): boolean {
  return text.charCodeAt(0) > 0x20 || text.trim() !== ''
}

function readAt(objects: readonly unknown[], { parent, key }: Location): unknown {
  return readKey(objects[parent], key)
}

function readKeys(entry: unknown, keys: readonly string[]): unknown {
  let value = entry
  for (const key of keys) value = readKey(value, key)
  return value
}

/** Parsed JSON has no property that no key of it made, except those of every object, which no location names. */
function readKey(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Record<string, unknown>)[key]
}
