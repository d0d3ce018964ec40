/**
 * Parses JSON text to a tree of ranges of that text. A comparison of these does not miss or add differences, as one of
 * parsed values could.
 */
import { endOfScalar, endOfString, endOfValue, skipSpace } from '../../cloudflare/json-scan.ts'

/** One value. `start` and `end` are its range in the text. */
export type JsonNode = {
  start: number
  end: number
  /** In the order of the text; the last one of duplicate keys wins, as in `JSON.parse`. */
  members?: ReadonlyMap<string, JsonNode>
  items?: readonly JsonNode[]
}

/** Maximum depth of the tree; a value at this depth is a leaf, which is compared as text. */
const maxLevels = 400

/** Parses a text that `JSON.parse` accepts; `undefined` when it has more than `maxValues` values. */
export function parseJsonNode(text: string, maxValues = 50_000): JsonNode | undefined {
  let count = 0
  function read(start: number, level: number): JsonNode {
    count++
    const char = text[start]
    if (level >= maxLevels || count > maxValues) return { start, end: endOfValue(text, start) }
    if (char === '{') return readMembers(start, level)
    if (char === '[') return readItems(start, level)
    return { start, end: char === '"' ? endOfString(text, start) : endOfScalar(text, start) }
  }
  function readMembers(start: number, level: number): JsonNode {
    const members = new Map<string, JsonNode>()
    let at = skipSpace(text, start + 1)
    while (text[at] === '"') {
      const keyEnd = endOfString(text, at)
      const key = String(JSON.parse(text.slice(at, keyEnd)))
      const member = read(skipSpace(text, skipSpace(text, keyEnd) + 1), level + 1)
      members.set(key, member)
      at = skipSpace(text, member.end)
      if (text[at] === ',') at = skipSpace(text, at + 1)
    }
    return { start, end: at + 1, members }
  }
  function readItems(start: number, level: number): JsonNode {
    const items: JsonNode[] = []
    let at = skipSpace(text, start + 1)
    while (at < text.length && text[at] !== ']') {
      const item = read(at, level + 1)
      items.push(item)
      at = skipSpace(text, item.end)
      if (text[at] === ',') at = skipSpace(text, at + 1)
    }
    return { start, end: at + 1, items }
  }
  const root = read(skipSpace(text, 0), 0)
  return count > maxValues ? undefined : root
}

/** A text that is the same for equal values, whatever their order of keys, white space and escapes. */
export function toCanonical(text: string, node: JsonNode): string {
  const { members, items, start, end } = node
  if (members) {
    const memberTexts = [...members].map(
      ([key, member]) => `${JSON.stringify(key)}:${toCanonical(text, member)}`,
    )
    return `{${memberTexts.sort().join()}}`
  }
  if (items) return `[${items.map((item) => toCanonical(text, item)).join()}]`
  const token = text.slice(start, end)
  return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token
}
