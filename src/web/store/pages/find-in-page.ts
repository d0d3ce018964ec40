/**
 * Finds texts in the bytes of a page without decoding them, by the Boyer–Moore–Horspool algorithm. The case of the
 * letters a to z is ignored.
 */

/** Returns the index of the first match that lies between `from` and `to`; -1 without a match. */
type Searcher = (bytes: Uint8Array, from: number, to: number) => number

/**
 * The numbers of the entries that contain one of the patterns, in ascending order. `starts` and `ends` are the
 * positions of the entries; bytes between entries do not match.
 */
export function findInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  patterns: readonly Uint8Array[],
): Uint32Array {
  const isHit = new Uint8Array(starts.length)
  for (const pattern of patterns) markHits(bytes, starts, ends, createSearcher(pattern), isHit)
  const hits: number[] = []
  for (let entry = 0; entry < isHit.length; entry++) if (isHit[entry] === 1) hits.push(entry)
  return Uint32Array.from(hits)
}

function markHits(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  search: Searcher,
  isHit: Uint8Array,
): void {
  let entry = 0
  const last = ends[ends.length - 1] ?? 0
  let from = starts[0] ?? 0
  while (from < last) {
    // Searching the whole page up to the first match is faster than searching each entry.
    const match = search(bytes, from, last)
    if (match === -1) return
    while (entry < ends.length && (ends[entry] ?? 0) <= match) entry++
    const start = starts[entry] ?? 0
    const end = ends[entry] ?? 0
    // A match that is not inside one entry does not count, but the entry may contain another one.
    if (search(bytes, Math.max(start, match), end) !== -1) isHit[entry] = 1
    from = end
  }
}

/** Prepares a pattern of at least one byte. */
function createSearcher(pattern: Uint8Array): Searcher {
  const lowerPattern = pattern.map(toLowerByte)
  const length = lowerPattern.length
  const lastByte = lowerPattern[length - 1] ?? 0
  const shifts = new Uint32Array(256).fill(length)
  for (let at = 0; at < length - 1; at++) {
    const byte = lowerPattern[at] ?? 0
    for (const variant of toCases(byte)) shifts[variant] = length - 1 - at
  }
  const isLast = new Uint8Array(256)
  for (const variant of toCases(lastByte)) isLast[variant] = 1
  return (bytes, from, to) => {
    for (let end = from + length - 1; end < to; end += shifts[bytes[end] ?? 0] ?? 1) {
      if (isLast[bytes[end] ?? 0] === 0) continue
      let at = length - 2
      while (at >= 0 && toLowerByte(bytes[end - length + 1 + at] ?? 0) === lowerPattern[at]) at--
      if (at < 0) return end - length + 1
    }
    return -1
  }
}

function toLowerByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}

/** A byte in both cases, from its lower case. */
function toCases(byte: number): number[] {
  return byte >= 0x61 && byte <= 0x7a ? [byte, byte - 0x20] : [byte]
}
