/**
 * A local filter ⇄ the value of `local.has` or `local.not`: `<JSON Pointer>=<text>`. In the pointer
 * `%` and `=` are percent-encoded, as RFC 6901 section 6 does in fragments, so the first `=` separates.
 *
 * A text in double quotes has to be the whole value. A text that is only contained, but would read as
 * one in quotes, gets a backslash in front; so does one that reads as such a text already.
 */
import { findPointerKeys } from './json-pointer.ts'
import type { FilterMode, LocalFilter } from './log-query.ts'

/** Writes what stands behind `local.has=` or `local.not=`; the mode is the key's part. */
export function formatLocalFilter({ pointer, text, isExact }: LocalFilter): string {
  const place = pointer.replaceAll('%', '%25').replaceAll('=', '%3D')
  const isMistakable = /^\\*".*"$/s.test(text)
  return `${place}=${isExact ? `"${text}"` : isMistakable ? `\\${text}` : text}`
}

/** Reads what stands behind the key of a mode, or says in words why it cannot be read. */
export function parseLocalFilter(
  mode: FilterMode,
  value: string,
): { filter: LocalFilter } | { problem: string } {
  const at = value.indexOf('=')
  const key = mode === 'include' ? 'local.has' : 'local.not'
  if (at === -1) {
    return { problem: `“${key}” lacks its text. It reads place=text, such as ${example}.` }
  }
  const pointer = findPointer(value.slice(0, at))
  if (pointer === undefined) {
    const place = value.slice(0, at).slice(0, 60)
    return {
      problem: `“${place}” is not a place in an entry. Use a JSON Pointer, as in ${example}.`,
    }
  }
  const written = value.slice(at + 1)
  const isExact = /^".*"$/s.test(written)
  const text = isExact ? written.slice(1, -1) : written.replace(/^\\(?=\\*".*"$)/s, '')
  return { filter: { pointer, mode, text, isExact } }
}

const example = '/raw/user_agent=terraform'

function findPointer(place: string): string | undefined {
  try {
    const pointer = decodeURIComponent(place)
    return findPointerKeys(pointer) && pointer
  } catch {
    return undefined
  }
}
