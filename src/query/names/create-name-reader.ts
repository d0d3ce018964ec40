/**
 * Reads the ids that an entry names: by the roles of its dataset, and by what the dataset declares beside them. Runs for
 * every entry that is loaded, so the locations are prepared once.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type NamedRole, namedRoles } from '../../catalog/naming.ts'
import { type RoleLocation, readOutcome, toLocationKeys } from '../../catalog/roles.ts'
import { type NamePair, nameLimits } from './name-book.ts'

type Keys = readonly string[]
type NamedKeys = { ids: readonly Keys[]; names: readonly Keys[]; writtenBy: NamePair['writtenBy'] }

/** Receives each pair of an id and a name. */
export type OnName = (id: string, name: string, writtenBy: NamePair['writtenBy']) => void

/** Maximum number of objects of a list that are read. */
const maxItems = 100

/** Maximum length of a body that is recorded as a text, in UTF-16 units. */
const maxBodyLength = 100_000

/** Prepares to read the pairs of entries of a dataset. */
export function createNameReader(dataset: Dataset): (entry: unknown, onName: OnName) => void {
  const { fields, roles, naming } = dataset
  const toKeys = (locations: readonly RoleLocation[] = []): Keys[] =>
    locations.flatMap((location) => {
      const field = fields.find(({ path }) => path === location.field)
      return [location.field, ...(field?.otherPaths ?? [])].map((path) =>
        toLocationKeys({ ...location, field: path }),
      )
    })
  const toNamed = ({ id, name, writtenBy }: NamedRole): NamedKeys => ({
    ids: toKeys(roles[id]),
    names: toKeys(roles[name]),
    writtenBy,
  })
  const pairs = [
    ...namedRoles.map(toNamed),
    ...(naming?.pairs ?? []).map(
      ({ id, name }): NamedKeys => ({ ids: toKeys(id), names: toKeys(name), writtenBy: 'log' }),
    ),
  ].filter(({ ids, names }) => ids.length > 0 && names.length > 0)
  const answers = toKeys(naming?.answers)
  return (entry, onName) => {
    // What a failed call sent was never the name of the thing.
    const isFailed = readOutcome(dataset, entry) === 'failure'
    for (const { ids, names, writtenBy } of pairs) {
      if (isFailed && writtenBy === 'body') continue
      const id = findText(entry, ids)
      if (id === undefined || !isOpaqueId(id)) continue
      const name = findText(entry, names)
      if (name !== undefined) tell(id, name, writtenBy, onName)
    }
    if (isFailed) return
    for (const keys of answers) readAnswer(readKeys(entry, keys), onName)
  }
}

/**
 * Whether a text is an id that nobody chose: 32 hexadecimal digits, a UUID, or a long number. Other ids, such as the name
 * of a setting, are the same for many things.
 */
export function isOpaqueId(text: string): boolean {
  return /^(?:[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d{6,20})$/i.test(text)
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

function readObject(object: unknown, onName: OnName): void {
  const id = readKeys(object, ['id'])
  const name = readKeys(object, ['name'])
  if (typeof id !== 'string' || typeof name !== 'string' || name.trim() === '') return
  if (isOpaqueId(id)) tell(id, name, 'body', onName)
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

function findText(entry: unknown, locations: readonly Keys[]): string | undefined {
  for (const keys of locations) {
    const value = readKeys(entry, keys)
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

function readKeys(entry: unknown, keys: Keys): unknown {
  let value = entry
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}
