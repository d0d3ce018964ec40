/**
 * Finds where the values at some paths stand in the text of an entry, so that a number is written as it was sent
 * and not as a program would round it.
 */
import { endOfString, endOfValue, skipSpace } from '../../../cloudflare/json-scan.ts'

/** Where a value stands in the text: from `start` up to, not including, `end`. */
export type ValueSpan = { start: number; end: number }

/** What is looked for below a key: the place of the path that ends here, if one does, and what comes below. */
type Wanted = { place: number | undefined; below: Map<string, Wanted> }

/** The spans of values by the places of their paths; absent where an entry has none. */
export type RawValueReader = (text: string) => readonly (ValueSpan | undefined)[]

/**
 * Prepares to find the values at dotted paths. Of duplicate keys the last one counts, as for `JSON.parse`. Expects
 * text that `JSON.parse` accepts.
 */
export function createRawValueReader(paths: readonly string[]): RawValueReader {
  const root: Wanted = { place: undefined, below: new Map() }
  for (const [place, path] of paths.entries()) {
    let wanted = root
    for (const key of path.split('.')) {
      const known = wanted.below.get(key)
      const next = known ?? { place: undefined, below: new Map() }
      if (!known) wanted.below.set(key, next)
      wanted = next
    }
    wanted.place = place
  }
  return (text) => {
    const found: (ValueSpan | undefined)[] = new Array(paths.length).fill(undefined)
    readObject(text, skipSpace(text, 0), root, found)
    return found
  }
}

/** Reads what is wanted of the value that starts here, and returns where it ends. */
function readObject(
  text: string,
  start: number,
  wanted: Wanted,
  found: (ValueSpan | undefined)[],
): number {
  if (text[start] !== '{' || wanted.below.size === 0) return endOfValue(text, start)
  let at = skipSpace(text, start + 1)
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at)
    const next = wanted.below.get(readString(text, at, keyEnd))
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1)
    if (next) forget(next, found)
    const end = next ? readObject(text, valueStart, next, found) : endOfValue(text, valueStart)
    if (next?.place !== undefined) found[next.place] = { start: valueStart, end }
    at = skipSpace(text, end)
    if (text[at] !== ',') break
    at = skipSpace(text, at + 1)
  }
  return at + 1
}

/** An earlier value under the same key does not count any more, nor does anything in it. */
function forget({ place, below }: Wanted, found: (ValueSpan | undefined)[]): void {
  if (place !== undefined) found[place] = undefined
  for (const next of below.values()) forget(next, found)
}

/** The text of a string between its quotes. */
export function readString(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1)
  return raw.includes('\\') ? String(JSON.parse(text.slice(start, end))) : raw
}
