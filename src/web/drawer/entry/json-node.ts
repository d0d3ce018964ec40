/**
 * JSON text as a tree whose leaves are the tokens as they were sent, so that a comparison neither
 * overlooks nor invents a difference that parsing would hide or make.
 */
import { endOfScalar, endOfString, endOfValue, skipSpace } from '../../../cloudflare/json-scan.ts'

/** One value. `start` and `end` are its place in the text. */
export type JsonNode = {
  start: number
  end: number
  /** In the order of the text; of duplicate keys the last one counts, as for `JSON.parse`. */
  members?: ReadonlyMap<string, JsonNode>
  items?: readonly JsonNode[]
}

/** Deeper values are leaves: what is so deep is compared as text. */
const maxLevels = 400

/** The tree of a text that `JSON.parse` accepts; `undefined` when it has more values than `most`. */
export function readJsonNode(text: string, most = 50_000): JsonNode | undefined {
  let count = 0
  function read(start: number, level: number): JsonNode {
    count++
    const char = text[start]
    if (level >= maxLevels || count > most) return { start, end: endOfValue(text, start) }
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
  return count > most ? undefined : root
}

/** A text in which equal values are spelled alike, whatever the order of keys and the white space. */
export function toCanonical(text: string, node: JsonNode): string {
  const { members, items, start, end } = node
  if (members) {
    const parts = [...members].map(
      ([key, member]) => `${JSON.stringify(key)}:${toCanonical(text, member)}`,
    )
    return `{${parts.sort().join()}}`
  }
  if (items) return `[${items.map((item) => toCanonical(text, item)).join()}]`
  const token = text.slice(start, end)
  return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token
}
