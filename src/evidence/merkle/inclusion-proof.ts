/**
 * Inclusion proofs (RFC 6962, section 2.1.1): the hashes beside the path from a leaf to the root, from the leaf upward.
 * With them, the leaf, its index and the size of the tree, the root can be computed without the other leaves.
 */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { createMerkleRoot } from './create-merkle-root.ts'
import { type HashFunction, hashNode, isSameHash } from './hash-leaf.ts'

/** Leaf hashes in order; an array is one. */
export type LeafHashes = {
  readonly length: number
  readonly at: (index: number) => Uint8Array | undefined
}

/** The proof for one leaf. Throws a `RangeError` when there is none of that index. Hashes as many nodes as there are. */
export function findInclusionProof(
  leafHashes: LeafHashes,
  index: number,
  hash: HashFunction = toSha256,
): readonly Uint8Array[] {
  const size = leafHashes.length
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`)
  const proof: Uint8Array[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from)
    const isLeft = index < middle
    proof.push(toPartialRoot(leafHashes, isLeft ? middle : from, isLeft ? to : middle, hash))
    if (isLeft) to = middle
    else from = middle
  }
  return proof.reverse()
}

/** The proofs for all leaves, each node hashed once. */
export function listInclusionProofs(
  leafHashes: readonly Uint8Array[],
  hash: HashFunction = toSha256,
): readonly (readonly Uint8Array[])[] {
  const proofs: Uint8Array[][] = leafHashes.map(() => [])
  let level = leafHashes
  for (let width = 1; level.length > 1; width *= 2) {
    for (const [index, proof] of proofs.entries()) {
      const sibling = level[Math.floor(index / width) ^ 1]
      if (sibling) proof.push(sibling)
    }
    level = toNextLevel(level, hash)
  }
  return proofs
}

/** What is claimed of a leaf. */
export type Inclusion = {
  /** The hash of the leaf, its index from 0, and how many leaves the tree has. */
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Whether the proof leads from the leaf to the root. A proof with too few or too many hashes is refused. */
export function verifyInclusion(
  { leaf, index, size, proof, root }: Inclusion,
  hash: HashFunction = toSha256,
): boolean {
  if (![index, size].every(Number.isSafeInteger) || index < 0 || index >= size) return false
  let node = leaf
  let at = index
  let used = 0
  for (let last = size - 1; last > 0; last = Math.floor(last / 2), at = Math.floor(at / 2)) {
    // The last node of a level without a right neighbor moves up unchanged.
    if (at === last && at % 2 === 0) continue
    const sibling = proof[used++]
    if (sibling?.length !== leaf.length) return false
    node = at % 2 === 1 ? hashNode(sibling, node, hash) : hashNode(node, sibling, hash)
  }
  return used === proof.length && isSameHash(node, root)
}

function toPartialRoot(
  leafHashes: LeafHashes,
  from: number,
  to: number,
  hash: HashFunction,
): Uint8Array {
  const tree = createMerkleRoot(hash)
  for (let index = from; index < to; index++) {
    const leafHash = leafHashes.at(index)
    if (leafHash) tree.add(leafHash)
  }
  return tree.root()
}

function toNextLevel(level: readonly Uint8Array[], hash: HashFunction): readonly Uint8Array[] {
  const next: Uint8Array[] = []
  for (let at = 0; at < level.length; at += 2) {
    const left = level[at]
    const right = level[at + 1]
    if (left) next.push(right ? hashNode(left, right, hash) : left)
  }
  return next
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (2 * power < size) power *= 2
  return power
}
