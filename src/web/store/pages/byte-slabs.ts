/**
 * Keeps small pieces of bytes side by side in large ones: the browser rounds the size of each buffer up by as much as
 * an eighth.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** The slabs. */
type ByteSlabs = {
  /** Copies bytes to a place where they stay. The buffer of what it returns holds others as well. */
  keep: (bytes: Bytes) => Bytes
}

/** What is not written of it yet takes no memory. */
const slabSize = 1 << 20

/** Starts without any. */
export function createByteSlabs(): ByteSlabs {
  let slab: Bytes = new Uint8Array(0)
  let used = 0
  return {
    keep(bytes) {
      if (used + bytes.length > slab.length) {
        slab = new Uint8Array(Math.max(slabSize, bytes.length))
        used = 0
      }
      const kept = slab.subarray(used, used + bytes.length)
      kept.set(bytes)
      used += bytes.length
      return kept
    },
  }
}
