/**
 * Puts line breaks and indentation into JSON text and changes nothing else: every token stays as it
 * was sent, with numbers beyond 2^53, escapes and duplicate keys.
 */
import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'

/** Deeper levels are indented like this one, or the text would grow with the square of the depth. */
const deepestIndent = 24

const lineBreaks = Array.from(
  { length: deepestIndent + 1 },
  (_, depth) => `\n${'  '.repeat(depth)}`,
)

/** The text with one member or element a line. Expects text that `JSON.parse` accepted. */
export function formatJsonText(text: string): string {
  const parts: string[] = []
  let depth = 0
  let at = skipSpace(text, 0)
  const breakLine = () => parts.push(lineBreaks[Math.min(depth, deepestIndent)] ?? '\n')
  while (at < text.length) {
    const char = text.charAt(at)
    let end = at + 1
    if (char === '{' || char === '[') {
      parts.push(char)
      const next = skipSpace(text, end)
      if (text[next] === '}' || text[next] === ']') {
        parts.push(text.charAt(next))
        end = next + 1
      } else {
        depth++
        breakLine()
      }
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1)
      breakLine()
      parts.push(char)
    } else if (char === ',') {
      parts.push(char)
      breakLine()
    } else if (char === ':') {
      parts.push(': ')
    } else {
      end = char === '"' ? endOfString(text, at) : endOfScalar(text, at)
      parts.push(text.slice(at, end))
    }
    at = skipSpace(text, end)
  }
  return parts.join('')
}
