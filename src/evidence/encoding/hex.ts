/** Bytes as lower-case hexadecimal digits, as `sha256sum` writes them. */

/** Two digits for each byte. */
export function formatHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16)
  return text
}

/** The bytes of hexadecimal digits; `undefined` for an odd number of them, upper-case ones, or other characters. */
export function parseHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 === 1 || !/^[0-9a-f]*$/.test(text)) return undefined
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16)
  return bytes
}

/** The 32 bytes of a SHA-256 digest in hexadecimal digits; `undefined` for any other text. */
export function parseDigest(text: string): Uint8Array<ArrayBuffer> | undefined {
  return text.length === 64 ? parseHex(text) : undefined
}
