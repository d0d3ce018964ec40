/**
 * Finds the bytes of every element of the top-level `result` array, so that an entry can be shown and
 * exported as it was sent. Parsing and printing again would change numbers beyond 2^53, duplicate
 * keys and escapes. Expects UTF-8 that `JSON.parse` accepted. Every byte of every page is read here,
 * and reading bytes is four times as fast as reading the characters of a string.
 */

/** Offsets of one element in the page's bytes: from `start` up to, not including, `end`. */
export type ByteSpan = { start: number; end: number }

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBrace = 0x7b
const openBracket = 0x5b
const closeBracket = 0x5d

/**
 * The spans of the elements of `result`; empty when it is missing, null or not an array. Throws a `RangeError` for more
 * than `maxEntries`.
 */
export function sliceEntries(
  bytes: Uint8Array,
  maxEntries: number = Number.POSITIVE_INFINITY,
): ByteSpan[] {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  let at = skipSpace(bytes, hasMark ? 3 : 0)
  if (bytes[at] !== openBrace) return []
  at = skipSpace(bytes, at + 1)
  let spans: ByteSpan[] = []
  while (bytes[at] === quote) {
    const keyEnd = endOfString(bytes, at)
    const key: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(at, keyEnd)))
    at = skipSpace(bytes, skipSpace(bytes, keyEnd) + 1)
    if (key === 'result') {
      // JSON.parse keeps the last of duplicate keys, and so does this loop.
      spans = []
      at = sliceArray(bytes, at, spans, maxEntries)
    } else at = endOfValue(bytes, at)
    at = skipSpace(bytes, at)
    if (bytes[at] !== comma) break
    at = skipSpace(bytes, at + 1)
  }
  return spans
}

/** Adds the elements of an array, and returns where it, or any other value, ends. */
function sliceArray(
  bytes: Uint8Array,
  start: number,
  spans: ByteSpan[],
  maxEntries: number,
): number {
  if (bytes[start] !== openBracket) return endOfValue(bytes, start)
  let at = skipSpace(bytes, start + 1)
  while (at < bytes.length && bytes[at] !== closeBracket) {
    const end = endOfValue(bytes, at)
    if (spans.length >= maxEntries) throw new RangeError(`More than ${maxEntries} entries.`)
    spans.push({ start: at, end })
    at = skipSpace(bytes, end)
    if (bytes[at] === comma) at = skipSpace(bytes, at + 1)
  }
  return at + 1
}

/** The end of the value that starts at `start`. Does not recurse. */
function endOfValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0
  if (first === quote) return endOfString(bytes, start)
  if (first !== openBrace && first !== openBracket) return endOfScalar(bytes, start)
  let depth = 0
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      at = endOfString(bytes, at) - 1
      continue
    }
    // This bit is the only difference between `[` and `{`, and between `]` and `}`.
    const brace = byte | 0x20
    if (brace === 0x7b) depth++
    else if (brace === 0x7d && --depth === 0) return at + 1
  }
  return bytes.length
}

function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) return at + 1
    if (byte === backslash) at++
  }
  return bytes.length
}

/** The end of a number or a word: before a comma, a closing bracket or brace, or white space. */
function endOfScalar(bytes: Uint8Array, start: number): number {
  let at = start + 1
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === comma || byte <= 0x20 || (byte | 0x20) === 0x7d) break
  }
  return at
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at++
  return at
}
