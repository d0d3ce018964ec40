/**
 * Where the entries of a page are in its bytes, in four bytes an entry. Pages come with something between
 * entries; packed ones hold nothing but entries, those that are alike beside each other.
 */
import type { ByteSpan } from '../../../cloudflare/slice-entries.ts'

/** Two bytes a number unless one is larger than 64 KiB. */
type SmallNumbers = Uint16Array | Uint32Array

/** Lengths of entries in the order in which they stand, and the gap before each, or which entry it is. */
export type PackedSpans = { lengths: SmallNumbers } & (
  | { gaps: SmallNumbers; order?: never }
  | { order: SmallNumbers; gaps?: never }
)

/** Packs the spans of entries in their order. */
export function packSpans(spans: readonly ByteSpan[]): PackedSpans {
  return {
    lengths: toSmallNumbers(spans.map(({ start, end }) => end - start)),
    gaps: toSmallNumbers(spans.map(({ start }, at) => start - (spans[at - 1]?.end ?? 0))),
  }
}

/** The spans of the same entries when they are joined in another order, without gaps. */
export function concatSpans({ lengths }: PackedSpans, order: readonly number[]): PackedSpans {
  return {
    lengths: toSmallNumbers(order.map((entry) => lengths[entry] ?? 0)),
    order: toSmallNumbers(order),
  }
}

/** Starts and ends in the bytes, as the entries stand there. */
export function toOffsets({ lengths, gaps }: PackedSpans): {
  starts: Uint32Array
  ends: Uint32Array
} {
  const starts = new Uint32Array(lengths.length)
  const ends = new Uint32Array(lengths.length)
  let at = 0
  for (let place = 0; place < lengths.length; place++) {
    at += gaps?.[place] ?? 0
    starts[place] = at
    at += lengths[place] ?? 0
    ends[place] = at
  }
  return { starts, ends }
}

function toSmallNumbers(numbers: readonly number[]): SmallNumbers {
  return numbers.some((each) => each > 0xffff)
    ? Uint32Array.from(numbers)
    : Uint16Array.from(numbers)
}
