/** Tests the whole entry against keywords: every value in it, at any depth, and the names of its keys. */
import { findJson } from '../../query/match-local.ts'
import { type LocatedValue, type Trail, toPath } from '../logs/read-values.ts'
import type { ValueMatcher } from './match-value.ts'

/** Maximum number of values of one entry that are tested. */
const maxValues = 100_000

/**
 * The first values of an entry that match, or whose key does. JSON that is kept as text is tested as text and as JSON.
 */
export function listMatches(
  entry: unknown,
  matches: ValueMatcher,
  maxMatches: number,
): readonly LocatedValue[] {
  const found: LocatedValue[] = []
  const open: { value: unknown; trail: Trail }[] = [{ value: entry, trail: undefined }]
  for (let count = 0; count < maxValues && found.length < maxMatches; count++) {
    const next = open.pop()
    if (!next) break
    const { value, trail } = next
    const container = typeof value === 'string' ? findJson(value) : value
    const isPlain = typeof value !== 'object' || value === null
    if (isPlain && matches(value)) found.push({ path: toPath(trail), value })
    if (typeof container !== 'object' || container === null) continue
    const isList = Array.isArray(container)
    // The last one is tested first.
    for (const [key, child] of Object.entries(container).reverse()) {
      const below = { key: isList ? Number(key) : key, above: trail }
      if (!isList && matches(key)) found.push({ path: toPath(below), value: child })
      open.push({ value: child, trail: below })
    }
  }
  return found.slice(0, maxMatches)
}
