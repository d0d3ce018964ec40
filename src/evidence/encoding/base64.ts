/** Bytes as base64 (RFC 4648, section 4), with padding. `Uint8Array.fromBase64` is too new for the browsers in use. */

/** More arguments at once would be too many for a function call. */
const charactersAtOnce = 8192

/** Bytes as base64. */
export function formatBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += charactersAtOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + charactersAtOnce))
  return btoa(text)
}

/** Bytes as base64url (RFC 4648, section 5), without padding. */
export function formatBase64Url(bytes: Uint8Array): string {
  return formatBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The bytes of base64; `undefined` for other characters, white space, missing padding, and bits behind the end. So
 * there is one text for each sequence of bytes.
 */
export function parseBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  let decoded: string
  try {
    decoded = atob(text)
  } catch {
    return undefined
  }
  if (btoa(decoded) !== text) return undefined
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0))
}
