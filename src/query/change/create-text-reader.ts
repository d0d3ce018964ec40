/**
 * Finds the original text of values in an entry. Numbers and bodies are shown from this text, because parsing and
 * formatting could change them.
 */
import { endOfString, endOfValue, skipSpace } from '../../cloudflare/json-scan.ts'

/** The text of the value at a path of keys, as the API sent it; `undefined` when there is none. */
export type TextReader = (path: readonly string[]) => string | undefined

type Node = { start: number; end: number; members: Map<string, Node> }

/** Number of indexed levels: declared paths have up to three keys, and one level is for undeclared ones. */
const indexedLevels = 4

/**
 * Indexes the text once, four levels of objects deep and without arrays. The last one of duplicate keys wins, as in
 * `JSON.parse`. Expects text that `JSON.parse` accepts.
 */
export function createTextReader(text: string): TextReader {
  const root = readNode(text, skipSpace(text, 0), indexedLevels)
  return (path) => {
    let node: Node | undefined = root
    for (const key of path) node = node?.members.get(key)
    return node && text.slice(node.start, node.end)
  }
}

function readNode(text: string, start: number, levels: number): Node {
  const members = new Map<string, Node>()
  if (text[start] !== '{' || levels === 0) return { start, end: endOfValue(text, start), members }
  let at = skipSpace(text, start + 1)
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at)
    const key = String(JSON.parse(text.slice(at, keyEnd)))
    const member = readNode(text, skipSpace(text, skipSpace(text, keyEnd) + 1), levels - 1)
    members.set(key, member)
    at = skipSpace(text, member.end)
    if (text[at] !== ',') break
    at = skipSpace(text, at + 1)
  }
  return { start, end: Math.min(at + 1, text.length), members }
}
