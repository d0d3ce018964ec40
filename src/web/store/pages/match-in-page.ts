/** Applies filters to the bytes of a page, and parses only the entries for which the bytes do not decide. */

import type { TimelineRole } from '../../../catalog/timeline/timeline-role.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { FilterMode } from '../../../query/log-query.ts'
import { type ContentFilter, createLocalMatcher } from '../../../query/match-local.ts'
import { createRoleMatcher } from '../../../query/timeline/match-role.ts'
import type { LogRoleFilter } from '../columns/column-field.ts'
import { findInPage } from './find-in-page.ts'
import { toPatterns } from './to-patterns.ts'

/** The numbers of the entries that pass, in ascending order. */
export function matchInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  localFilters: readonly ContentFilter[],
  roleFilters: readonly LogRoleFilter[] = [],
): Uint32Array {
  const fieldFilters = localFilters.filter((filter) => filter.kind === 'field')
  const matchers = [
    createLocalMatcher(fieldFilters),
    ...roleFilters.map((filter) => createRoleMatcher(filter.dataset, filter)),
  ]
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const find = (patterns: readonly Uint8Array[]) =>
    new Set(findInPage(bytes, starts, ends, patterns))
  const textTests = localFilters
    .filter((filter) => filter.kind === 'text')
    .map(({ mode, text }) => ({ isIncluded: mode === 'include', found: find(toPatterns(text)) }))
  const toHint = (mode: FilterMode, texts: readonly string[]) => {
    const patterns = texts.map(findHintPatterns)
    const isHinted = patterns.every((each) => each !== undefined)
    const candidates = isHinted ? find(patterns.flat()) : undefined
    return { mode, mayContain: (entry: number) => candidates?.has(entry) ?? true }
  }
  const hints = [
    ...groupLocalFilters(fieldFilters).map((group) =>
      toHint(
        group[0].mode,
        group.map(({ text }) => text),
      ),
    ),
    ...roleFilters.map(({ role, mode, values }) =>
      toHint(mode, translatedRoles.includes(role) ? noHint : values),
    ),
  ]
  const matchesAll = (entry: unknown) => matchers.every((matches) => matches(entry))
  const passed: number[] = []
  starts.forEach((start, entry) => {
    if (textTests.some(({ isIncluded, found }) => found.has(entry) !== isIncluded)) return
    const withoutText = hints.filter(({ mayContain }) => !mayContain(entry))
    if (withoutText.some(({ mode }) => mode === 'include')) return
    const isDecided = withoutText.length === hints.length
    const parse = () => JSON.parse(decoder.decode(bytes.subarray(start, ends[entry])))
    if (isDecided || matchesAll(parse())) passed.push(entry)
  })
  return Uint32Array.from(passed)
}

/** Roles whose values may be spelled otherwise in the entry. */
const translatedRoles: readonly string[] = ['address', 'outcome', 'verb'] satisfies TimelineRole[]
/** There is no hint for an empty text. */
const noHint = ['']

/**
 * Byte sequences: an entry in which a value contains the text has at least one of them. `undefined` when there is
 * no such set. There is one for a text that JSON does not escape, that is no part of a literal such as `null`, and
 * that has a character no number has. A network has a slash, so there is none for it. A numeric escape (`\u`) may be any character, so it always matches.
 */
function findHintPatterns(text: string): Uint8Array[] | undefined {
  const isPlain = /^[\w.@ -]*[a-df-z_@ ][\w.@ -]*$/i.test(text)
  // Numbers beyond the range of a double are compared as `null`.
  if (!isPlain || 'null'.includes(text.toLowerCase())) return undefined
  const patterns = [text, '\\u']
  // The two letters outside ASCII whose lower case contains a letter of a to z: the Kelvin sign, and İ.
  if (/k/i.test(text)) patterns.push('\u212a')
  if (/i/i.test(text)) patterns.push('\u0130')
  const encoder = new TextEncoder()
  return patterns.map((pattern) => encoder.encode(pattern))
}
