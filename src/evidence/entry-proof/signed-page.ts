/** The parts of a proof that tie an entry to a tree, and a page to what the proxy signed. */
import { formatHex } from '../encoding/hex.ts'
import { toMerkleRoot } from '../merkle/create-merkle-root.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'
import { findInclusionProof, type LeafHashes } from '../merkle/inclusion-proof.ts'
import type { ReceiptWitness } from '../receipt.ts'
import { findProofProblem } from '../witness/verify-batch.ts'
import type { TreePosition } from './entry-proof.ts'

/** The position of a leaf, with the path from it to the root. Throws a `RangeError` where there is no such leaf. */
export function toTreePosition(
  leaves: LeafHashes & Iterable<Uint8Array>,
  index: number,
  hash?: HashFunction,
): TreePosition {
  return {
    index,
    size: leaves.length,
    proof: findInclusionProof(leaves, index, hash).map(formatHex),
    root: formatHex(toMerkleRoot(leaves, hash)),
  }
}

/** What the proxy signed of the page with this request id; `undefined` where it signed nothing of it. */
export function findSignedPage({ records, heads, keys }: ReceiptWitness, requestId: string) {
  const record = records.find((each) => each.record.requestId === requestId)
  if (!record) return undefined
  const head = heads.find((each) => findProofProblem(each.head, record) === undefined)
  const key = keys.find(({ fingerprint }) => fingerprint === head?.head.key)
  return head && key ? { record, head, key } : undefined
}
