/**
 * Finds texts in the bytes of a page without decoding them: Boyer–Moore–Horspool, with the letters A to Z
 * and a to z alike.
 */

/** A text, prepared to be looked for. */
type Searcher = (bytes: Uint8Array, from: number, to: number) => number

/**
 * The numbers of the entries that contain one of the patterns, in ascending order. `starts` and `ends` say
 * where the entries are; what lies between them is not looked at.
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
    // One run over the whole page until something is found costs less than one for each entry.
    const found = search(bytes, from, last)
    if (found === -1) return
    while (entry < ends.length && (ends[entry] ?? 0) <= found) entry++
    const start = starts[entry] ?? 0
    const end = ends[entry] ?? 0
    // A hit between entries, or across the border of two, is none; the entry itself may still have one.
    if (search(bytes, Math.max(start, found), end) !== -1) isHit[entry] = 1
    from = end
  }
}

/** Prepares a pattern of at least one byte. */
function createSearcher(pattern: Uint8Array): Searcher {
  const folded = pattern.map(foldByte)
  const length = folded.length
  const lastByte = folded[length - 1] ?? 0
  const shifts = new Uint32Array(256).fill(length)
  for (let at = 0; at < length - 1; at++) {
    const byte = folded[at] ?? 0
    for (const each of toCases(byte)) shifts[each] = length - 1 - at
  }
  const isLast = new Uint8Array(256)
  for (const each of toCases(lastByte)) isLast[each] = 1
  return (bytes, from, to) => {
    for (let end = from + length - 1; end < to; end += shifts[bytes[end] ?? 0] ?? 1) {
      if (isLast[bytes[end] ?? 0] === 0) continue
      let at = length - 2
      while (at >= 0 && foldByte(bytes[end - length + 1 + at] ?? 0) === folded[at]) at--
      if (at < 0) return end - length + 1
    }
    return -1
  }
}

function foldByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}

function toCases(folded: number): number[] {
  return folded >= 0x61 && folded <= 0x7a ? [folded, folded - 0x20] : [folded]
}
