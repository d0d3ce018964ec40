/** The root of a Merkle tree whose leaves arrive one after the other. */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { type HashFunction, hashNode } from './hash-leaf.ts'

/** A root that grows. */
export type MerkleRoot = {
  /** Adds the hash of the next leaf, 32 bytes that must not change afterwards. */
  readonly add: (leafHash: Uint8Array) => void
  /** How many leaves were added. */
  readonly count: () => number
  /** The root over the leaves so far; without any, SHA-256 of nothing. More may be added afterwards. */
  readonly root: () => Uint8Array
}

/** Starts a tree without leaves. It remembers one hash for each level: twenty for a million leaves. */
export function createMerkleRoot(hash: HashFunction = toSha256): MerkleRoot {
  /** Roots of complete trees, the largest first; each has as many leaves as one bit of the count says. */
  const complete: Uint8Array[] = []
  let leaves = 0

  return {
    add(leafHash) {
      let node = leafHash
      for (let size = leaves; size % 2 === 1; size = Math.floor(size / 2)) {
        const left = complete.pop()
        if (left) node = hashNode(left, node, hash)
      }
      complete.push(node)
      leaves++
    },
    count: () => leaves,
    root: () =>
      complete.length === 0
        ? hash()
        : complete.reduceRight((right, left) => hashNode(left, right, hash)),
  }
}

/** The root over these leaf hashes. */
export function toMerkleRoot(
  leafHashes: Iterable<Uint8Array>,
  hash: HashFunction = toSha256,
): Uint8Array {
  const tree = createMerkleRoot(hash)
  for (const leafHash of leafHashes) tree.add(leafHash)
  return tree.root()
}
