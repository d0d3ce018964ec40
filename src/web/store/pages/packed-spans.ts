/**
 * The positions of the entries of a page in its bytes, in four bytes an entry. A received page has other bytes
 * between its entries. A packed page has entries only, ordered so that similar ones are next to each other.
 */
import type { ByteSpan } from '../../../cloudflare/slice-entries.ts'

/** Two bytes a number, or four when one of them does not fit into two. */
type SmallNumbers = Uint16Array | Uint32Array

/** Lengths of entries in the order of their bytes, with either the gap before each, or the number of each entry. */
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

/** The spans of the same entries after they were concatenated in another order, without gaps. */
export function concatSpans({ lengths }: PackedSpans, order: readonly number[]): PackedSpans {
  return {
    lengths: toSmallNumbers(order.map((entry) => lengths[entry] ?? 0)),
    order: toSmallNumbers(order),
  }
}

/** Starts and ends of the entries, in the order of their bytes. */
export function toOffsets({ lengths, gaps }: PackedSpans): {
  starts: Uint32Array
  ends: Uint32Array
} {
  const starts = new Uint32Array(lengths.length)
  const ends = new Uint32Array(lengths.length)
  let at = 0
  for (let position = 0; position < lengths.length; position++) {
    at += gaps?.[position] ?? 0
    starts[position] = at
    at += lengths[position] ?? 0
    ends[position] = at
  }
  return { starts, ends }
}

function toSmallNumbers(numbers: readonly number[]): SmallNumbers {
  return numbers.some((number) => number > 0xffff)
    ? Uint32Array.from(numbers)
    : Uint16Array.from(numbers)
}
