/**
 * Finds the text of every element of the top-level `result` array, so that an entry can be shown and
 * exported as it was sent. Parsing and printing again would change numbers beyond 2^53, duplicate
 * keys and escapes. Expects text that `JSON.parse` accepted.
 */
import { endOfString, endOfValue, skipSpace } from './json-scan.ts'

/** Offsets of one element in the page's text: from `start` up to, not including, `end`. */
export type TextSpan = { start: number; end: number }

/** The spans of the elements of `result`; empty when it is missing, null or not an array. */
export function sliceEntries(text: string): TextSpan[] {
  let at = skipSpace(text, 0)
  if (text[at] !== '{') return []
  at = skipSpace(text, at + 1)
  let spans: TextSpan[] = []
  while (at < text.length && text[at] === '"') {
    const keyEnd = endOfString(text, at)
    const key: unknown = JSON.parse(text.slice(at, keyEnd))
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const valueEnd = endOfValue(text, valueStart)
    // JSON.parse keeps the last of duplicate keys, and so does this loop.
    if (key === 'result') spans = sliceArray(text, valueStart)
    at = skipSpace(text, valueEnd)
    if (text[at] !== ',') break
    at = skipSpace(text, at + 1)
  }
  return spans
}

function sliceArray(text: string, start: number): TextSpan[] {
  if (text[start] !== '[') return []
  const spans: TextSpan[] = []
  let at = skipSpace(text, start + 1)
  while (at < text.length && text[at] !== ']') {
    const end = endOfValue(text, at)
    spans.push({ start: at, end })
    at = skipSpace(text, end)
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return spans
}
