/**
 * The cursors of v2 and of the insight log: opaque URL-safe base64. A cursor contains the position in the list and
 * a fingerprint of the request, so it is refused when the filters change. Cloudflare does not document when its
 * cursors expire; these do not.
 */
import { mix, mixText } from './data/random.ts'

/** The position at which a list continues: the number of the next entry, counted from the oldest one. */
export type CursorPosition = { fingerprint: string; index: number }

const salt = 0x6c756d73
const byteLength = 48

/** A text that differs for requests with different `parts`. */
export function toFingerprint(parts: readonly string[]): string {
  const text = JSON.stringify(parts)
  return [1, 2].map((word) => mixText(mix(salt, word), text).toString(16)).join('-')
}

/** Writes a cursor: 64 characters of URL-safe base64. */
export function formatCursor({ fingerprint, index }: CursorPosition): string {
  const text = `${fingerprint}:${index}`
  const signed = `${mixText(salt, text).toString(16)}:${text}`.padEnd(byteLength, ' ')
  const bytes = Array.from(signed, (character, at) =>
    String.fromCharCode((character.charCodeAt(0) ^ mix(salt, at)) & 255),
  )
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_')
}

/** Parses a cursor; `undefined` when it was altered or does not come from `formatCursor`. */
export function parseCursor(cursor: string): CursorPosition | undefined {
  let bytes: string
  try {
    bytes = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return undefined
  }
  if (bytes.length !== byteLength) return undefined
  const text = Array.from(bytes, (byte, at) =>
    String.fromCharCode((byte.charCodeAt(0) ^ mix(salt, at)) & 255),
  ).join('')
  const [sign, fingerprint, index] = text.trimEnd().split(':')
  if (fingerprint === undefined || index === undefined) return undefined
  if (sign !== mixText(salt, `${fingerprint}:${index}`).toString(16)) return undefined
  return { fingerprint, index: Number(index) }
}
