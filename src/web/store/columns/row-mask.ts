/**
 * A set of rows: a byte of 0 or 1 for each row, so that a filter is a bitwise AND. For counting, it also lists the
 * rows as offsets in the chunks of the columns.
 */
import { chunkSize } from './chunked-array.ts'

/** The set. Rows beyond its length are not in it. */
export type RowMask = {
  length: () => number
  has: (row: number) => boolean
  /** Adds rows, and grows up to the last of them. */
  add: (rows: Uint32Array) => void
  remove: (row: number) => void
  /** How many rows from one up to, not including, another are in the set. */
  countIn: (from: number, to: number) => number
  /** A byte for each row. May be changed before the first call of `offsetsIn`; valid until the mask grows. */
  bytes: () => Uint8Array
  /** Offsets in a chunk of the rows in the set, in ascending order. */
  offsetsIn: (chunk: number) => Uint16Array
}

const minGrowth = 4096
const allOffsets = Uint16Array.from({ length: chunkSize }, (_, offset) => offset)
const scratch = new Uint16Array(chunkSize)

/** Creates an empty mask, or a copy of one. */
export function createRowMask(source?: RowMask): RowMask {
  let bytes = source ? source.bytes().slice() : new Uint8Array(0)
  let length = bytes.length
  /** The results of `offsetsIn` by chunk. */
  const cachedOffsets: (Uint16Array | undefined)[] = []

  function growTo(minLength: number): void {
    if (minLength > bytes.length) {
      const grown = new Uint8Array(minLength + Math.max(minGrowth, minLength >> 3))
      grown.set(bytes)
      bytes = grown
    }
    length = Math.max(length, minLength)
  }

  return {
    length: () => length,
    has: (row) => bytes[row] === 1,
    add(rows) {
      for (const row of rows) {
        if (row >= length) growTo(row + 1)
        bytes[row] = 1
        cachedOffsets[Math.floor(row / chunkSize)] = undefined
      }
    },
    remove(row) {
      bytes[row] = 0
      cachedOffsets[Math.floor(row / chunkSize)] = undefined
    },
    countIn: (from, to) => countBytes(bytes, from, Math.min(to, length)),
    bytes: () => bytes.subarray(0, length),
    offsetsIn(chunk) {
      const from = chunk * chunkSize
      const offsets =
        cachedOffsets[chunk] ??
        listOffsets(bytes.subarray(from, Math.min(from + chunkSize, length)))
      cachedOffsets[chunk] = offsets
      return offsets
    },
  }
}

/** Maximum number of words whose sum is a small integer: each word has up to four rows, in bytes of their own. */
const maxWords = 127

/** Adds up bytes of 0 or 1, four at a time. */
function countBytes(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  let at = from
  for (; at < to && at % 4 !== 0; at++) count += bytes[at] ?? 0
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  const lastWord = Math.min(to >> 2, words.length)
  for (let word = at >> 2; word < lastWord; ) {
    const end = Math.min(word + maxWords, lastWord)
    let sum = 0
    for (; word < end; word++) sum += words[word] ?? 0
    count += (sum & 255) + ((sum >> 8) & 255) + ((sum >> 16) & 255) + (sum >> 24)
    at = word * 4
  }
  for (; at < to; at++) count += bytes[at] ?? 0
  return count
}

function listOffsets(bytes: Uint8Array): Uint16Array {
  let count = 0
  for (let offset = 0; offset < bytes.length; offset++) {
    // Always write, and count only members: a branch would be mispredicted half of the time.
    scratch[count] = offset
    count += bytes[offset] ?? 0
  }
  return count === bytes.length ? allOffsets.subarray(0, count) : scratch.slice(0, count)
}
