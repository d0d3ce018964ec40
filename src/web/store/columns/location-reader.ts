/**
 * Reads the value of a role at its locations, for many entries. The name of a resource may be at thirty of them, so each
 * object that contains some is looked up once for an entry, and only when it is needed.
 */
import { type Field, getFieldsByPath } from '../../../catalog/fields.ts'
import type { RoleLocation } from '../../../catalog/roles.ts'

/** The first value in an entry that counts; `undefined` without one. */
export type LocationReader = (entry: unknown, counts: (value: unknown) => boolean) => unknown

type JsonObject = Readonly<Record<string, unknown>>

/** A key of an object, by the number of the object. */
type Place = { object: number; key: string }

/** A field that has several paths has its value at the first one that exists, and the location is there. */
type Candidate = { field: Place | undefined; value: Place }

/** Prepares to read a role whose locations are tried in this order. */
export function createLocationReader(
  fields: readonly Field[],
  locations: readonly RoleLocation[],
): LocationReader {
  const paths: (readonly string[])[] = []
  const objects: (JsonObject | undefined)[] = []
  /** For each object the number of the entry that it was last looked up in. */
  const lookedUp: number[] = []
  let entries = 0

  function toPlace(keys: readonly string[]): Place {
    const path = keys.slice(0, -1)
    const known = paths.findIndex((each) => JSON.stringify(each) === JSON.stringify(path))
    const object = known === -1 ? paths.push(path) - 1 : known
    return { object, key: keys.at(-1) ?? '' }
  }

  function readPlace(entry: unknown, { object, key }: Place): unknown {
    if (lookedUp[object] !== entries) {
      lookedUp[object] = entries
      objects[object] = findObject(entry, paths[object] ?? [])
    }
    // No key of a location is a property of every object.
    return objects[object]?.[key]
  }

  function readCandidates(entry: unknown, candidates: readonly Candidate[]): unknown {
    for (const { field, value } of candidates) {
      if (!field || readPlace(entry, field) !== undefined) return readPlace(entry, value)
    }
    return undefined
  }

  const candidates = locations.map(({ field: path, keys }): readonly Candidate[] => {
    const { otherPaths = [] } = getFieldsByPath(fields).get(path) ?? {}
    return [path, ...otherPaths].map((each) => ({
      field: otherPaths.length > 0 ? toPlace(each.split('.')) : undefined,
      value: toPlace([...each.split('.'), ...keys]),
    }))
  })
  return (entry, counts) => {
    entries++
    for (const each of candidates) {
      const value = readCandidates(entry, each)
      if (counts(value)) return value
    }
    return undefined
  }
}

function findObject(entry: unknown, path: readonly string[]): JsonObject | undefined {
  let object = toObject(entry)
  for (const key of path) object = toObject(object?.[key])
  return object
}

function toObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}
