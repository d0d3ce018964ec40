/** Tests the whole entry against keywords: every value in it, at any depth, and the names of its keys. */
import { findJson } from '../../query/match-local.ts'
import type { ValueMatcher } from './match-value.ts'

/** Maximum number of values of one entry that are tested. */
const maxValues = 100_000

/** Whether a key or a plain value of the entry matches. JSON that is kept as text is tested as text and as JSON. */
export function hasMatch(entry: unknown, matches: ValueMatcher): boolean {
  const open: unknown[] = [entry]
  for (let count = 0; open.length > 0 && count < maxValues; count++) {
    const value = open.pop()
    const container = typeof value === 'string' ? findJson(value) : value
    const isPlain = typeof value !== 'object' || value === null
    if (isPlain && matches(value)) return true
    if (Array.isArray(container)) {
      for (const item of container) open.push(item)
    } else if (typeof container === 'object' && container !== null) {
      for (const [key, child] of Object.entries(container)) {
        if (matches(key)) return true
        open.push(child)
      }
    }
  }
  return false
}
