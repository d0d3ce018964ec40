/**
 * A hash of 64 bits in two halves, for telling texts apart without keeping them. It is quick and no
 * protection against whoever seeks collisions: what must be certain compares the texts as well.
 */

/** Both halves; the same object is filled again with each call. */
type TextHash = { high: number; low: number }

const hash: TextHash = { high: 0, low: 0 }

/** Hashes the UTF-16 units of a text. The high half is never 0, which is free to say that there is no text. */
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

/** The hash that stands for a field's value; for what is no value, 0 and its code. */
export function toHash(value: string | number): Readonly<TextHash> {
  if (typeof value === 'string') return hashText(value)
  hash.high = 0
  hash.low = value
  return hash
}

/** 40 bits of an id's hash: of a million ids hardly two have the same. The high half is a byte, 0 for no id. */
export function hashId(id: string): Readonly<TextHash> {
  hashText(id)
  hash.high = id === '' ? 0 : hash.high & 0xff || 1
  return hash
}
