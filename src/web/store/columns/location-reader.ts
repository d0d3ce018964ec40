/**
 * Reads the values of roles at their locations, from many entries at once. Common prefixes of the locations are traversed
 * once, because the name of a resource may be at thirty of them.
 */
import { type Field, getFieldsByPath } from '../../../catalog/fields.ts'
import type { RoleLocation } from '../../../catalog/roles.ts'

/** The first value of a role in the entry with this number that counts; `undefined` without one. */
export type LocationValues = (entry: number, counts: (value: unknown) => boolean) => unknown

/** One key of the paths; `number` is that of the path that ends here, or -1. */
type Step = { key: string; number: number; next: Step[] }

/** A field that has several paths has its value at the first one that exists, and the location is there. */
type Candidate = { field: number; value: number }

/** Prepares to read roles, each with its locations in the order in which they are tried. */
export function createLocationReader(
  fields: readonly Field[],
  roles: readonly (readonly RoleLocation[])[],
): (entries: readonly unknown[]) => readonly LocationValues[] {
  const steps: Step[] = []
  const paths = new Map<string, number>()

  function addPath(keys: readonly string[]): number {
    const name = JSON.stringify(keys)
    const number = paths.get(name) ?? paths.size
    paths.set(name, number)
    addSteps(steps, keys, number)
    return number
  }

  const candidates = roles.map((locations) =>
    locations.map(({ field: path, keys }): readonly Candidate[] => {
      const { otherPaths = [] } = getFieldsByPath(fields).get(path) ?? {}
      return [path, ...otherPaths].map((each) => ({
        field: otherPaths.length > 0 ? addPath(each.split('.')) : -1,
        value: addPath([...each.split('.'), ...keys]),
      }))
    }),
  )
  return (entries) => {
    const lists = Array.from(paths, () => new Array<unknown>(entries.length).fill(undefined))
    for (let at = 0; at < entries.length; at++) readSteps(entries[at], steps, lists, at)
    return candidates.map((locations) => (entry, counts) => {
      for (const location of locations) {
        const value = readCandidates(location, lists, entry)
        if (counts(value)) return value
      }
      return undefined
    })
  }
}

function readCandidates(
  candidates: readonly Candidate[],
  lists: readonly (readonly unknown[])[],
  entry: number,
): unknown {
  for (const { field, value } of candidates) {
    if (field === -1 || lists[field]?.[entry] !== undefined) return lists[value]?.[entry]
  }
  return undefined
}

function addSteps(steps: Step[], [key = '', ...keys]: readonly string[], number: number): void {
  let step = steps.find((existing) => existing.key === key)
  if (!step) {
    step = { key, number: -1, next: [] }
    steps.push(step)
  }
  if (keys.length === 0) step.number = number
  else addSteps(step.next, keys, number)
}

function readSteps(
  value: unknown,
  steps: readonly Step[],
  lists: readonly unknown[][],
  entry: number,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const { key, number, next } of steps) {
    // Parsed JSON has no `undefined`, and no key of a location is a property of every object.
    const child = (value as Record<string, unknown>)[key]
    if (child === undefined) continue
    const list = number >= 0 ? lists[number] : undefined
    if (list) list[entry] = child
    if (next.length > 0) readSteps(child, next, lists, entry)
  }
}
