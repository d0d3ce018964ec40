/**
 * Signatures of ECDSA P-256 in their two forms: r‖s, 64 bytes, as WebCrypto has them, and the DER of an
 * Ecdsa-Sig-Value (RFC 3279, section 2.2.3), as `openssl dgst` and cosign read them. Each pair has one DER form; any
 * other encoding of the same numbers is refused, so that one signature has one file.
 */

const sequenceTag = 0x30
const integerTag = 0x02
/** The length of r, and of s. */
const numberBytes = 32

/** DER of a signature. Throws a `RangeError` unless it is 64 bytes of two numbers above zero. */
export function toDerSignature(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  if (raw.length !== 2 * numberBytes)
    throw new RangeError(`A signature of ECDSA P-256 has 64 bytes, this one has ${raw.length}.`)
  const content = [
    ...toDerInteger(raw.subarray(0, numberBytes)),
    ...toDerInteger(raw.subarray(numberBytes)),
  ]
  return Uint8Array.of(sequenceTag, content.length, ...content)
}

/** A parsed signature, r‖s; or the problem as the end of a sentence that begins with the name of the signature. */
export type ParsedSignature =
  | { readonly raw: Uint8Array<ArrayBuffer>; readonly problem?: never }
  | { readonly raw?: never; readonly problem: string }

/** Reads the DER of a signature. */
export function parseDerSignature(der: Uint8Array): ParsedSignature {
  if (der[0] !== sequenceTag) return { problem: 'is not a signature in DER' }
  if (der[1] !== der.length - 2) return { problem: 'is cut off, or has bytes behind the signature' }
  const first = parseInteger(der, 2)
  if (typeof first === 'string') return { problem: first }
  const second = parseInteger(der, first.end)
  if (typeof second === 'string') return { problem: second }
  if (second.end !== der.length) return { problem: 'has bytes behind its two numbers' }
  const raw = new Uint8Array(2 * numberBytes)
  raw.set(first.digits, numberBytes - first.digits.length)
  raw.set(second.digits, raw.length - second.digits.length)
  return { raw }
}

/** An integer without needless zeros; one zero where the first bit would otherwise be a sign. */
function toDerInteger(number: Uint8Array): number[] {
  const start = number.findIndex((byte) => byte !== 0)
  if (start === -1) throw new RangeError('A signature has two numbers above zero.')
  const digits = [...number.subarray(start)]
  if ((number[start] ?? 0) >= 0x80) digits.unshift(0)
  return [integerTag, digits.length, ...digits]
}

/** The bytes of an integer without its sign, and where the integer ends. */
function parseInteger(der: Uint8Array, at: number): { digits: Uint8Array; end: number } | string {
  const length = der[at + 1] ?? 0
  const start = at + 2
  const end = start + length
  if (der[at] !== integerTag || length === 0 || end > der.length) return 'does not have two numbers'
  const [first = 0, second = 0] = der.subarray(start, end)
  if (first >= 0x80) return 'has a negative number'
  if (first === 0 && (length === 1 || second < 0x80))
    return length === 1 ? 'has the number zero' : 'has a number with needless zeros'
  const digits = der.subarray(first === 0 ? start + 1 : start, end)
  if (digits.length > numberBytes) return 'has a number of more than 256 bits'
  return { digits, end }
}
