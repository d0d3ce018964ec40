/** Applies local filters to the bytes of a page, and parses only the entries that the bytes cannot decide. */
import type { LocalFilter } from '../../../query/log-query.ts'
import { createLocalMatcher } from '../../../query/match-local.ts'
import { findInPage } from './find-in-page.ts'

/** The numbers of the entries that pass, in ascending order. */
export function matchInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  localFilters: readonly LocalFilter[],
): Uint32Array {
  const matches = createLocalMatcher(localFilters)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const hints = localFilters.map(({ mode, text }) => {
    const patterns = findHintPatterns(text)
    const holders = patterns && new Set(findInPage(bytes, starts, ends, patterns))
    return { mode, mayHold: (entry: number) => holders?.has(entry) ?? true }
  })
  const passed: number[] = []
  starts.forEach((start, entry) => {
    const lacking = hints.filter(({ mayHold }) => !mayHold(entry))
    if (lacking.some(({ mode }) => mode === 'include')) return
    const isDecided = lacking.length === hints.length
    const parse = () => JSON.parse(decoder.decode(bytes.subarray(start, ends[entry])))
    if (isDecided || matches(parse())) passed.push(entry)
  })
  return Uint32Array.from(passed)
}

/**
 * Byte sequences of which an entry has one when a value in it contains the text; `undefined` when bytes
 * cannot tell. They can for a text that JSON writes as it is, that is no part of how it writes anything
 * but strings, and that has something no number has. Whatever is escaped by number may be any text.
 */
function findHintPatterns(text: string): Uint8Array[] | undefined {
  const isPlain = /^[\w.@ -]*[a-df-z_@ ][\w.@ -]*$/i.test(text)
  // Numbers that are too large are compared as `null`.
  if (!isPlain || 'null'.includes(text.toLowerCase())) return undefined
  const patterns = [text, '\\u']
  // The two letters beyond ASCII that become one of a to z in lower case: the sign of Kelvin, and İ.
  if (/k/i.test(text)) patterns.push('\u212a')
  if (/i/i.test(text)) patterns.push('\u0130')
  const encoder = new TextEncoder()
  return patterns.map((pattern) => encoder.encode(pattern))
}
