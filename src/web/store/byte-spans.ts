/** Where the entries of a page are in its bytes, two numbers each: the gap before an entry, and its length. */
import type { TextSpan } from '../../cloudflare/slice-entries.ts'

/** Gaps and lengths in turn; two bytes each unless an entry is larger than 64 KiB. */
export type ByteSpans = Uint16Array | Uint32Array

/** Converts offsets in the decoded text to offsets in the bytes it was decoded from. */
export function toByteSpans(
  bytes: Uint8Array,
  text: string,
  spans: readonly TextSpan[],
): ByteSpans {
  const numbers = new Uint32Array(spans.length * 2)
  const markLength = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const isAscii = bytes.length - markLength === text.length
  const measure = (from: number, to: number) => (isAscii ? to - from : countBytes(text, from, to))
  let at = 0
  let gapStart = markLength
  spans.forEach(({ start, end }, entry) => {
    numbers[entry * 2] = gapStart + measure(at, start)
    numbers[entry * 2 + 1] = measure(start, end)
    at = end
    gapStart = 0
  })
  return numbers.some((each) => each > 0xffff) ? numbers : Uint16Array.from(numbers)
}

/** The length in UTF-8 of a part of a text that has no half of a pair. */
function countBytes(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    // Each half of a surrogate pair is two of the four bytes.
    if (unit < 0x80) count += 1
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) count += 2
    else count += 3
  }
  return count
}

/** Starts and ends in the bytes. */
export function toOffsets(spans: ByteSpans): { starts: Uint32Array; ends: Uint32Array } {
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
