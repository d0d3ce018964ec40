/**
 * A counter-based random generator: each number is determined by its key, and there is no state. So any entry can
 * be generated at any time and in any order.
 */

/** Mixes a word into a key; returns a new key of 32 well-mixed bits. Different words give different keys. */
export function mix(key: number, word: number): number {
  let hash = (key ^ Math.imul(word, 0x9e3779b1)) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad)
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Mixes a text into a key; meant for labels at start-up, not for inner loops. */
export function mixText(key: number, text: string): number {
  let hash = key
  for (let at = 0; at < text.length; at++) hash = mix(hash, text.charCodeAt(at) + at * 0x10000)
  return hash
}

/** A fraction from 0 up to, not including, 1. */
export function toFraction(key: number): number {
  return key / 0x1_0000_0000
}

/** A whole number from 0 up to, not including, `end`. */
export function toBelow(key: number, end: number): number {
  return Math.floor((key / 0x1_0000_0000) * end)
}

/** One element of a list; each is equally likely. Throws when the list is empty. */
export function pick<T>(list: readonly T[], key: number): T {
  const element = list[toBelow(key, list.length)]
  if (element === undefined) throw new Error('Nothing to pick from an empty list.')
  return element
}

/** Running sums of weights, for `pickIndex`. */
export function toRunningSums(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  weights.forEach((weight, index) => {
    sum += weight
    sums[index] = sum
  })
  return sums
}

/** Picks an index with a probability proportional to its weight. */
export function pickIndex(sums: Float64Array, fraction: number): number {
  const target = fraction * (sums[sums.length - 1] ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  return low
}

const byteTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal digits generated from a key and a word; `length` is a multiple of 8. */
export function toHex(key: number, word: number, length: number): string {
  let text = ''
  for (let at = 0; at < length; at += 8) text += toHexWord(mix(mix(key, at + 1), word))
  return text
}

/** The first 8 digits of `toHex` and `toUuid` as a number, without creating the text. */
export function toHexStart(key: number, word: number): number {
  return mix(mix(key, 1), word)
}

/** The first 8 digits of an id as a number; `NaN` when they are not hexadecimal. */
export function parseHexStart(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16)
}

/** A UUID generated from a key and a word, by default in the form of version 4. */
export function toUuid(key: number, word: number, version: '4' | '5' = '4'): string {
  return formatUuid(toHex(key, word, 32), version)
}

/** A version 7 UUID: its first 48 bits are the milliseconds since the epoch, so it sorts by time. */
export function toTimedUuid(key: number, word: number, epochMs: number): string {
  const time = epochMs.toString(16).padStart(12, '0')
  return formatUuid(time + toHex(key, word, 24).slice(0, 20), '7')
}

function formatUuid(hex: string, version: string): string {
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function toHexWord(word: number): string {
  return (
    (byteTexts[word >>> 24] ?? '') +
    (byteTexts[(word >>> 16) & 255] ?? '') +
    (byteTexts[(word >>> 8) & 255] ?? '') +
    (byteTexts[word & 255] ?? '')
  )
}
