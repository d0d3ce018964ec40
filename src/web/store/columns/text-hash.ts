/**
 * A hash of 64 bits in two halves, for comparing texts without storing them. It is fast but not
 * collision-resistant against an attacker; callers that need certainty compare the texts as well.
 */

/** Both halves. Every call overwrites and returns the same object. */
type TextHash = { high: number; low: number }

const hash: TextHash = { high: 0, low: 0 }

/** Hashes the UTF-16 units of a text. The high half is never 0, so 0 can mean that there is no text. */
export function hashText(text: string): Readonly<TextHash> {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  hash.high = high === 0 ? 1 : high >>> 0
  hash.low = low >>> 0
  return hash
}

/** The hash of a field's value; without a value, 0 and the code. */
export function toHash(value: string | number): Readonly<TextHash> {
  if (typeof value === 'string') return hashText(value)
  hash.high = 0
  hash.low = value
  return hash
}

/** The hash of an id as one number; 0 without an id. */
export function toIdNumber(high: number, low: number): number {
  return high === 0 ? 0 : high * 2 ** 32 + low
}

/** 40 bits of an id's hash: of a million ids hardly two collide. The high half is one byte, 0 without an id. */
export function hashId(id: string): Readonly<TextHash> {
  hashText(id)
  hash.high = id === '' ? 0 : hash.high & 0xff || 1
  return hash
}
