/**
 * Converts between a local filter and the value of `local.has` or `local.not`: `<JSON Pointer>=<text>`. In the pointer
 * `%` and `=` are percent-encoded, as RFC 6901 section 6 does in fragments, so the first `=` is the separator.
 *
 * A text in double quotes has to equal the whole value; any other text has to be contained in it. A contained text that
 * is in quotes itself gets a backslash in front, and so does one that begins with such a backslash.
 */
import { findPointerKeys } from './json-pointer.ts'
import type { FilterMode, LocalFilter } from './log-query.ts'

/** Formats the value of `local.has` or `local.not`. The mode is not in it: the key says it. */
export function formatLocalFilter({ pointer, text, isExact }: LocalFilter): string {
  const escapedPointer = pointer.replaceAll('%', '%25').replaceAll('=', '%3D')
  const isMistakable = /^\\*".*"$/s.test(text)
  return `${escapedPointer}=${isExact ? `"${text}"` : isMistakable ? `\\${text}` : text}`
}

/** Parses the value of `local.has` or `local.not`; `problem` is a message for the user. */
export function parseLocalFilter(
  mode: FilterMode,
  value: string,
): { filter: LocalFilter } | { problem: string } {
  const separatorIndex = value.indexOf('=')
  const key = mode === 'include' ? 'local.has' : 'local.not'
  if (separatorIndex === -1) {
    return { problem: `“${key}” lacks its text. It reads place=text, such as ${example}.` }
  }
  const pointer = findPointer(value.slice(0, separatorIndex))
  if (pointer === undefined) {
    const written = value.slice(0, separatorIndex).slice(0, 60)
    return {
      problem: `“${written}” is not a place in an entry. Use a JSON Pointer, as in ${example}.`,
    }
  }
  const writtenText = value.slice(separatorIndex + 1)
  const isExact = /^".*"$/s.test(writtenText)
  const text = isExact ? writtenText.slice(1, -1) : writtenText.replace(/^\\(?=\\*".*"$)/s, '')
  return { filter: { pointer, mode, text, isExact } }
}

const example = '/raw/user_agent=terraform'

function findPointer(escapedPointer: string): string | undefined {
  try {
    const pointer = decodeURIComponent(escapedPointer)
    return findPointerKeys(pointer) && pointer
  } catch {
    return undefined
  }
}
