/**
 * Indents JSON text without changing its tokens, so numbers beyond 2^53, escapes and duplicate keys stay as the API
 * sent them.
 */
import { endOfScalar, endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'

/** Maximum depth that is shown by indentation; without it the text would grow with the square of the depth. */
const maxIndentDepth = 24

const lineBreaks = Array.from(
  { length: maxIndentDepth + 1 },
  (_, depth) => `\n${'  '.repeat(depth)}`,
)

/** The text with one member or item per line. Expects text that `JSON.parse` accepts. */
export function formatJsonText(text: string): string {
  const pieces: string[] = []
  let depth = 0
  let at = skipSpace(text, 0)
  const breakLine = () => pieces.push(lineBreaks[Math.min(depth, maxIndentDepth)] ?? '\n')
  while (at < text.length) {
    const char = text.charAt(at)
    let end = at + 1
    if (char === '{' || char === '[') {
      pieces.push(char)
      const next = skipSpace(text, end)
      if (text[next] === '}' || text[next] === ']') {
        pieces.push(text.charAt(next))
        end = next + 1
      } else {
        depth++
        breakLine()
      }
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1)
      breakLine()
      pieces.push(char)
    } else if (char === ',') {
      pieces.push(char)
      breakLine()
    } else if (char === ':') {
      pieces.push(': ')
    } else {
      end = char === '"' ? endOfString(text, at) : endOfScalar(text, at)
      pieces.push(text.slice(at, end))
    }
    at = skipSpace(text, end)
  }
  return pieces.join('')
}
