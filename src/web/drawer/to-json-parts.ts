/** Splits one line of formatted JSON into what is tinted differently: keys, texts, and the rest. */
import { endOfString } from '../../cloudflare/json-scan.ts'

/** A piece of a line. The pieces joined are the line again. */
export type JsonPart = { kind: 'key' | 'text' | 'literal' | 'mark'; text: string }

/** The pieces of one line, as `formatJsonText` breaks lines. */
export function toJsonParts(line: string): JsonPart[] {
  const start = line.search(/\S/)
  if (start === -1) return [{ kind: 'mark', text: line }]
  const parts: JsonPart[] = start > 0 ? [{ kind: 'mark', text: line.slice(0, start) }] : []
  let at = start
  if (line[at] === '"') {
    const end = endOfString(line, at)
    const isKey = line[end] === ':'
    parts.push({ kind: isKey ? 'key' : 'text', text: line.slice(at, end) })
    at = end
    if (isKey) {
      parts.push({ kind: 'mark', text: line.slice(end, end + 2) })
      at = Math.min(end + 2, line.length)
    }
  }
  const comma = line.length > at && line.endsWith(',') ? ',' : ''
  const rest = line.slice(at, line.length - comma.length)
  if (rest) parts.push({ kind: toKind(rest), text: rest })
  if (comma) parts.push({ kind: 'mark', text: comma })
  return parts
}

function toKind(text: string): JsonPart['kind'] {
  if (text.startsWith('"')) return 'text'
  return /^[{}[\]]/.test(text) ? 'mark' : 'literal'
}
