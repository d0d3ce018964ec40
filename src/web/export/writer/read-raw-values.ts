/**
 * Finds the positions of values in the JSON text of an entry, so that a number can be written as it was sent, not as
 * `JSON.parse` would round it.
 */
import { endOfString, endOfValue, skipSpace } from '../../../cloudflare/json-scan.ts'

/** The position of a value in the text: from `start` up to, not including, `end`. */
export type ValueSpan = { start: number; end: number }

/** A node in the tree of wanted paths: `pathIndex` is the index of the path that ends here, if one does. */
type WantedNode = { pathIndex: number | undefined; children: Map<string, WantedNode> }

/** Reads the spans of an entry's values, in the order of the paths; `undefined` where the entry has no value. */
export type RawValueReader = (text: string) => readonly (ValueSpan | undefined)[]

/**
 * Creates a reader for the values at dotted paths. Of duplicate keys the last one counts, as in `JSON.parse`. The
 * text must be valid JSON.
 */
export function createRawValueReader(paths: readonly string[]): RawValueReader {
  const root: WantedNode = { pathIndex: undefined, children: new Map() }
  for (const [pathIndex, path] of paths.entries()) {
    let node = root
    for (const key of path.split('.')) {
      const child = node.children.get(key) ?? { pathIndex: undefined, children: new Map() }
      node.children.set(key, child)
      node = child
    }
    node.pathIndex = pathIndex
  }
  return (text) => {
    const spans: (ValueSpan | undefined)[] = new Array(paths.length).fill(undefined)
    readObject(text, skipSpace(text, 0), root, spans)
    return spans
  }
}

/** Records the spans of the wanted values inside the value at `start`, and returns the end of that value. */
function readObject(
  text: string,
  start: number,
  node: WantedNode,
  spans: (ValueSpan | undefined)[],
): number {
  if (text[start] !== '{' || node.children.size === 0) return endOfValue(text, start)
  let at = skipSpace(text, start + 1)
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at)
    const child = node.children.get(readString(text, at, keyEnd))
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1)
    if (child) clearSpans(child, spans)
    const end = child ? readObject(text, valueStart, child, spans) : endOfValue(text, valueStart)
    if (child?.pathIndex !== undefined) spans[child.pathIndex] = { start: valueStart, end }
    at = skipSpace(text, end)
    if (text[at] !== ',') break
    at = skipSpace(text, at + 1)
  }
  return at + 1
}

/** Removes the spans of an earlier value with the same key, and of the values inside it. */
function clearSpans({ pathIndex, children }: WantedNode, spans: (ValueSpan | undefined)[]): void {
  if (pathIndex !== undefined) spans[pathIndex] = undefined
  for (const child of children.values()) clearSpans(child, spans)
}

/** The decoded text of the JSON string from `start` to `end`, which include its quotes. */
export function readString(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1)
  return raw.includes('\\') ? String(JSON.parse(text.slice(start, end))) : raw
}
