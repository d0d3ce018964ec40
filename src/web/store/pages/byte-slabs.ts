/**
 * Stores small byte arrays next to each other in large buffers, because the browser rounds the size of each buffer
 * up by as much as an eighth.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** The storage. */
type ByteSlabs = {
  /** Copies bytes into the storage. The buffer of the returned array is shared with other arrays. */
  keep: (bytes: Bytes) => Bytes
}

/** Size of a slab in bytes. The operating system does not commit the pages that are not written yet. */
const slabSize = 1 << 20

/** Creates an empty storage. */
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
