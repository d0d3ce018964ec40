/** Makes the proof of one entry from the page in which it was received, without an export. */
import { hashLeaf, isSameHash } from '../merkle/hash-leaf.ts'
import type { ReceiptWitness } from '../receipt.ts'
import { type EntryProof, entryProofType } from './entry-proof.ts'
import { NoProofError } from './no-proof-error.ts'
import { findSignedPage, toTreePosition } from './signed-page.ts'

/** An entry in a page that was received. */
export type ReceivedEntry = {
  /** Its text as it was received. */
  readonly entry: string
  /** The leaf hashes of all entries of the page in their order, and the index of the entry among them, from 0. */
  readonly leaves: readonly Uint8Array[]
  readonly index: number
  /** The id under which the proxy logged the request of the page. */
  readonly requestId: string
}

/**
 * Makes the proof. Throws a `NoProofError` where the proxy signed nothing of the page, or signed it with other entries.
 */
export function createPageProof(
  { entry, leaves, index, requestId }: ReceivedEntry,
  witness: ReceiptWitness,
): EntryProof {
  const leaf = leaves[index]
  if (!leaf || !isSameHash(leaf, hashLeaf(new TextEncoder().encode(entry))))
    throw new NoProofError('The entry is not the one that was received in its page.')
  const signed = findSignedPage(witness, requestId)
  if (!signed) {
    const reason = witness.absentBecause ?? 'The proxy has no record of the page any more.'
    throw new NoProofError(`No proxy signed that it received the entry. ${reason}`)
  }
  const position = toTreePosition(leaves, index)
  const { entries } = signed.record.record
  if (entries?.root !== position.root || entries.count !== position.size)
    throw new NoProofError('The page that the proxy signed has other entries than the one here.')
  return { type: entryProofType, entry, page: { ...position, ...signed } }
}
