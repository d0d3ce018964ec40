/**
 * Reads values of untrusted entries by keys: own properties only, through every item of lists, and into JSON that is kept
 * as text.
 */
import { findJson } from '../../query/match-local.ts'

/** A value and the keys and indexes that lead to it. */
export type LocatedValue = { path: readonly (string | number)[]; value: unknown }

/** A path that shares its beginning with others: most of them are never written out. */
export type Trail = { key: string | number; above: Trail } | undefined

/** Maximum number of values at one path of one entry; further ones are not read. */
const maxValues = 10_000

/** The value at these keys, or `undefined`. Where the way leads through lists, all values that were found, as an array. */
export function readValues(entry: unknown, keys: readonly string[]): unknown {
  let value = entry
  for (const key of keys) {
    const container = toContainer(value)
    if (Array.isArray(container)) {
      const found = listValues(entry, keys)
      return found.length > 0 ? found.map((each) => each.value) : undefined
    }
    if (container === undefined || !Object.hasOwn(container, key)) return undefined
    value = (container as Record<string, unknown>)[key]
  }
  return value
}

/** All values at these keys, each with its path. A list at the end is one value. */
export function listValues(entry: unknown, keys: readonly string[]): readonly LocatedValue[] {
  const found: LocatedValue[] = []
  const open: { value: unknown; trail: Trail; at: number }[] = [
    { value: entry, trail: undefined, at: 0 },
  ]
  for (let next = open.pop(); next && found.length < maxValues; next = open.pop()) {
    const { value, trail, at } = next
    const key = keys[at]
    if (key === undefined) {
      found.push({ path: toPath(trail), value })
      continue
    }
    const container = toContainer(value)
    if (Array.isArray(container)) {
      // The last one is read first.
      for (let index = Math.min(container.length, maxValues) - 1; index >= 0; index--) {
        open.push({ value: container[index], trail: { key: index, above: trail }, at })
      }
    } else if (container !== undefined && Object.hasOwn(container, key)) {
      const child = (container as Record<string, unknown>)[key]
      open.push({ value: child, trail: { key, above: trail }, at: at + 1 })
    }
  }
  return found
}

/** The keys of a trail, from the top of the entry. */
export function toPath(trail: Trail): readonly (string | number)[] {
  const path: (string | number)[] = []
  for (let each = trail; each; each = each.above) path.push(each.key)
  return path.reverse()
}

function toContainer(value: unknown): object | undefined {
  const container = typeof value === 'string' ? findJson(value) : value
  return typeof container === 'object' && container !== null ? container : undefined
}
