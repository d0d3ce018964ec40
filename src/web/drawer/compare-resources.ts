/**
 * Whether two entries are about one resource. The API calls a history exact when the URI is the same,
 * but whatever is created is sent to one URI, that of its collection.
 */
import { readPath } from '../../catalog/fields.ts'

/** One resource, two, or too little in the entries to tell. */
export type Kinship = 'same' | 'other' | 'unknown'

/** Compares by id and zone (a setting has the same id in every zone), else by a URI that is one thing's own. */
export function compareResources(entry: unknown, other: unknown): Kinship {
  const [ownId, otherId] = [entry, other].map((each) => readId(each, 'resource.id'))
  if (ownId === undefined || otherId === undefined) {
    const [ownUri, otherUri] = [entry, other].map((each) => readPath(each, 'raw.uri'))
    const isOwnUri = typeof ownUri === 'string' && ownUri === otherUri
    return isOwnUri && !isCollectionCall(entry) && !isCollectionCall(other) ? 'same' : 'unknown'
  }
  const [ownZone, otherZone] = [entry, other].map((each) => readId(each, 'zone.id'))
  const isInZone = ownZone === undefined || otherZone === undefined || ownZone === otherZone
  return ownId === otherId && isInZone ? 'same' : 'other'
}

/** Whether the URI of a call names no single thing: something was made there, and got its id only then. */
export function isCollectionCall(entry: unknown): boolean {
  const uri = readPath(entry, 'raw.uri')
  const id = readId(entry, 'resource.id')
  if (readPath(entry, 'raw.method') !== 'POST' || typeof uri !== 'string') return false
  return id === undefined || !uri.split(/[/?]/).includes(id)
}

function readId(entry: unknown, path: string): string | undefined {
  const id = readPath(entry, path)
  if (typeof id === 'number') return String(id)
  return typeof id === 'string' && id !== '' ? id : undefined
}
