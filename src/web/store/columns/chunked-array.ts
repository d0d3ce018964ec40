/**
 * Typed arrays that grow by chunks: a million values are never copied to make room for one more, and loops run
 * over plain typed arrays.
 */

const chunkBits = 16
/** Values in a chunk. */
export const chunkSize = 1 << chunkBits
const chunkMask = chunkSize - 1

/** A growing list of whole numbers. All chunks but the last are full; its unused values are 0. */
export type ChunkedArray<T extends Uint8Array | Uint32Array = Uint32Array> = {
  readonly chunks: T[]
  length: () => number
  push: (value: number) => void
  /** The value at an index; 0 beyond the end. */
  at: (index: number) => number
  set: (index: number, value: number) => void
}

/** Creates an empty list. */
export const createChunkedArray = (): ChunkedArray => createChunks(() => new Uint32Array(chunkSize))

/** Creates an empty list of numbers below 256. */
export const createChunkedBytes = (): ChunkedArray<Uint8Array> =>
  createChunks(() => new Uint8Array(chunkSize))

function createChunks<T extends Uint8Array | Uint32Array>(create: () => T): ChunkedArray<T> {
  const chunks: T[] = []
  let length = 0
  return {
    chunks,
    length: () => length,
    push(value) {
      const offset = length & chunkMask
      if (offset === 0) chunks.push(create())
      const chunk = chunks[chunks.length - 1]
      if (chunk) chunk[offset] = value
      length++
    },
    at: (index) => chunks[index >>> chunkBits]?.[index & chunkMask] ?? 0,
    set(index, value) {
      const chunk = chunks[index >>> chunkBits]
      if (chunk) chunk[index & chunkMask] = value
    },
  }
}
