/**
 * The cursors of v2 and of the insight log: URL-safe base64 that says nothing to a reader. A cursor
 * holds the place in the list and the fingerprint of everything that was asked, so it is refused
 * when the filters change. How long Cloudflare's own live is not documented; these do not expire.
 */
import { mix, mixText } from './data/random.ts'

/** Where a list goes on: the number of the next entry, counted from the oldest one. */
export type CursorPosition = { fingerprint: string; index: number }

const salt = 0x6c756d73
const byteLength = 48

/** A text that changes when the question does. */
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

/** Reads a cursor; `undefined` when it was not written here or was altered. */
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
