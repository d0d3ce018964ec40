/**
 * Which rows are in: a byte of 0 or 1 for each, so that filters are a bitwise and; and, for counting, the
 * places of those that are in, chunk by chunk as the columns have them.
 */
import { chunkSize } from './chunked-array.ts'

/** The mask. Rows beyond its length are out. */
export type RowMask = {
  length: () => number
  has: (row: number) => boolean
  /** Lets rows in, and grows up to the last of them. */
  add: (rows: Uint32Array) => void
  remove: (row: number) => void
  /** A byte for each row, which may be changed until the places are asked for; valid until the mask grows. */
  bytes: () => Uint8Array
  /** Places in a chunk of the rows that are in, in ascending order. */
  placesIn: (chunk: number) => Uint16Array
}

const minRoom = 4096
const everyPlace = Uint16Array.from({ length: chunkSize }, (_, place) => place)
const scratch = new Uint16Array(chunkSize)

/** Creates an empty mask, or a copy of one. */
export function createRowMask(source?: RowMask): RowMask {
  let bytes = source ? source.bytes().slice() : new Uint8Array(0)
  let length = bytes.length
  /** Found when they are first asked for. */
  const places: (Uint16Array | undefined)[] = []

  function growTo(wanted: number): void {
    if (wanted > bytes.length) {
      const grown = new Uint8Array(wanted + Math.max(minRoom, wanted >> 3))
      grown.set(bytes)
      bytes = grown
    }
    length = Math.max(length, wanted)
  }

  return {
    length: () => length,
    has: (row) => bytes[row] === 1,
    add(rows) {
      for (const row of rows) {
        if (row >= length) growTo(row + 1)
        bytes[row] = 1
        places[Math.floor(row / chunkSize)] = undefined
      }
    },
    remove(row) {
      bytes[row] = 0
      places[Math.floor(row / chunkSize)] = undefined
    },
    bytes: () => bytes.subarray(0, length),
    placesIn(chunk) {
      const from = chunk * chunkSize
      const found =
        places[chunk] ?? findPlaces(bytes.subarray(from, Math.min(from + chunkSize, length)))
      places[chunk] = found
      return found
    },
  }
}

function findPlaces(bytes: Uint8Array): Uint16Array {
  let count = 0
  for (let place = 0; place < bytes.length; place++) {
    // Written always and kept if in: a branch would be guessed wrong half of the time.
    scratch[count] = place
    count += bytes[place] ?? 0
  }
  return count === bytes.length ? everyPlace.subarray(0, count) : scratch.slice(0, count)
}
