/**
 * Public keys of ECDSA P-256: as SubjectPublicKeyInfo in DER (RFC 5480), and that in PEM (RFC 7468), as
 * `openssl ec -pubout` writes it.
 */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { formatHex, parseHex } from '../encoding/hex.ts'

const header = '-----BEGIN PUBLIC KEY-----'
const footer = '-----END PUBLIC KEY-----'
const charactersPerLine = 64

/** What stands before the two coordinates: the algorithm, the curve, and that the point is not compressed. */
const spkiPrefix =
  parseHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004') ?? new Uint8Array()
const spkiBytes = spkiPrefix.length + 64

/** The digest of a public key in DER, 64 hexadecimal digits: `openssl pkey -pubin -outform DER | sha256sum`. */
export function toFingerprint(spki: Uint8Array): string {
  return formatHex(toSha256(spki))
}

/** A public key in PEM, with a line feed at its end. */
export function formatPublicKey(spki: Uint8Array): string {
  const lines = formatBase64(spki).match(new RegExp(`.{1,${charactersPerLine}}`, 'g')) ?? []
  return `${[header, ...lines, footer].join('\n')}\n`
}

/** A public key in DER; or the problem as the end of a sentence that begins with the name of the key. */
export type ParsedPublicKey =
  | { readonly spki: Uint8Array<ArrayBuffer>; readonly problem?: never }
  | { readonly spki?: never; readonly problem: string }

/** Reads a public key in PEM. White space around it and the length of its lines do not matter. */
export function parsePublicKey(pem: string): ParsedPublicKey {
  const text = pem.trim()
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return { problem: 'is a private key, which nobody but its owner may have; give the public key' }
  }
  const isPem = text.startsWith(header) && text.endsWith(footer)
  const spki = isPem
    ? parseBase64(text.slice(header.length, -footer.length).replace(/\s+/g, ''))
    : undefined
  if (!spki) return { problem: `is not a public key in PEM, which begins with “${header}”` }
  const isP256 = spki.length === spkiBytes && spkiPrefix.every((byte, at) => spki[at] === byte)
  if (!isP256) return { problem: 'is not a key of ECDSA P-256 with an uncompressed point' }
  return { spki }
}
