/** The entries that a fingerprint is made of, in columns: a million of them as objects would be half a gigabyte. */

/** How many bytes of a SHA-256 digest are compared: 120 bits, so that two entries are never equal by chance. */
export const comparedBytes = 15

/** A digest of each entry, one after the other; each has `width` bytes, of which the first ones may be all there are. */
export type DigestColumn = { readonly bytes: Uint8Array; readonly width: number }

/** Entries in any order, without their contents. All columns have one value for each entry. */
export type LeafEntries = {
  /** The texts of the sources, as `in` of an address has them, each once. */
  readonly sourceTexts: readonly string[]
  /** The source of each entry, as an index in `sourceTexts`. */
  readonly sources: Uint16Array
  /** The time of each entry in milliseconds since the epoch; NaN for an entry without one. */
  readonly times: Float64Array
  /** A hash of the id of each entry; 0 for an entry without an id. */
  readonly ids: Float64Array
  /** The Merkle leaf hashes of the bytes of each entry, SHA-256(0x00 || bytes). */
  readonly leaves: DigestColumn
}

/** Entries in any order. */
export type SealedEntries = LeafEntries & {
  /** Hashes of the canonical form (RFC 8785) of each entry, which are equal for equal JSON in other bytes. */
  readonly contents: DigestColumn
}

/** The digest at an index, as long as the column has it. */
export function digestAt({ bytes, width }: DigestColumn, index: number): Uint8Array {
  return bytes.subarray(index * width, (index + 1) * width)
}

/** The first digests. */
export function takeDigests({ bytes, width }: DigestColumn, count: number): DigestColumn {
  return { bytes: bytes.subarray(0, count * width), width }
}

/** The first entries, without their contents. */
export function takeEntries(entries: LeafEntries, count: number): LeafEntries {
  return {
    sourceTexts: entries.sourceTexts,
    sources: entries.sources.subarray(0, count),
    times: entries.times.subarray(0, count),
    ids: entries.ids.subarray(0, count),
    leaves: takeDigests(entries.leaves, count),
  }
}

/** Compares two digests by their first 120 bits: negative, 0 or positive. */
export function compareDigests(
  one: DigestColumn,
  index: number,
  other: DigestColumn,
  otherIndex: number,
): number {
  const start = index * one.width
  const otherStart = otherIndex * other.width
  for (let at = 0; at < comparedBytes; at++) {
    const difference = (one.bytes[start + at] ?? 0) - (other.bytes[otherStart + at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Compares two times; entries without a time come last, and are equal to each other. */
export function compareTimes(one: number, other: number): number {
  const [isMissing, isOtherMissing] = [Number.isNaN(one), Number.isNaN(other)]
  return isMissing || isOtherMissing ? Number(isMissing) - Number(isOtherMissing) : one - other
}

/**
 * The indexes of the entries by source, time and digest. Entries that differ in none of them have equal digests, so
 * their order does not matter.
 */
export function sortEntries(
  entries: LeafEntries,
  digests: DigestColumn,
  chosen: readonly number[] = Array.from(entries.times, (_, index) => index),
): readonly number[] {
  const { sourceTexts, sources, times } = entries
  const ranks = rankTexts(sourceTexts)
  const rankAt = (index: number) => ranks[sources[index] ?? 0] ?? 0
  // A list is in the order of time, which this sorting algorithm sorts in linear time.
  return chosen.toSorted(
    (a, b) =>
      rankAt(a) - rankAt(b) ||
      compareTimes(times[a] ?? Number.NaN, times[b] ?? Number.NaN) ||
      compareDigests(digests, a, digests, b),
  )
}

/** The rank of each text in the order of their UTF-16 units, which is the same in every language. */
function rankTexts(texts: readonly string[]): readonly number[] {
  const sorted = texts.toSorted((a, b) => (a < b ? -1 : Number(a > b)))
  return texts.map((text) => sorted.indexOf(text))
}
