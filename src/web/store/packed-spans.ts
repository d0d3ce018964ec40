/** Where the entries of a page are in its bytes, two numbers each: the gap before an entry, and its length. */
import type { ByteSpan } from '../../cloudflare/slice-entries.ts'

/** Gaps and lengths in turn; two bytes each unless an entry is larger than 64 KiB. */
export type PackedSpans = Uint16Array | Uint32Array

/** Packs the spans of entries in their order. */
export function packSpans(spans: readonly ByteSpan[]): PackedSpans {
  const numbers = new Uint32Array(spans.length * 2)
  let at = 0
  spans.forEach(({ start, end }, entry) => {
    numbers[entry * 2] = start - at
    numbers[entry * 2 + 1] = end - start
    at = end
  })
  return numbers.some((each) => each > 0xffff) ? numbers : Uint16Array.from(numbers)
}

/** Starts and ends in the bytes. */
export function toOffsets(spans: PackedSpans): { starts: Uint32Array; ends: Uint32Array } {
  const count = spans.length / 2
  const starts = new Uint32Array(count)
  const ends = new Uint32Array(count)
  let at = 0
  for (let entry = 0; entry < count; entry++) {
    at += spans[entry * 2] ?? 0
    starts[entry] = at
    at += spans[entry * 2 + 1] ?? 0
    ends[entry] = at
  }
  return { starts, ends }
}
