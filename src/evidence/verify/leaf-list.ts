/** The hashes of many leaves: 32 bytes each, and nothing else. */
import type { LeafHashes } from '../merkle/inclusion-proof.ts'

const hashBytes = 32

/** A list of hashes that grows. */
export type LeafList = LeafHashes & { readonly add: (hash: Uint8Array) => void }

/** Starts a list. */
export function createLeafList(): LeafList {
  let bytes = new Uint8Array(hashBytes * 1024)
  let length = 0
  return {
    get length() {
      return length
    },
    at: (index) =>
      index >= 0 && index < length
        ? bytes.subarray(index * hashBytes, (index + 1) * hashBytes)
        : undefined,
    add(hash) {
      if ((length + 1) * hashBytes > bytes.length) {
        const larger = new Uint8Array(2 * bytes.length)
        larger.set(bytes)
        bytes = larger
      }
      bytes.set(hash, length * hashBytes)
      length++
    },
  }
}
