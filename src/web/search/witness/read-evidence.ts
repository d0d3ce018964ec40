/** Reads what a receipt needs to know of a search: the pages that it received, and the proxy's records of them. */
import type { ReceiptWitness } from '../../../evidence/receipt.ts'
import type { LeafRun, LeafStore } from '../../store/page-leaves.ts'
import type { ReceivedPage } from './received-pages.ts'
import type { SessionEvidence } from './session-evidence.ts'

/** A page, and its entries in its order. The rows in it stay valid. */
export type EvidencePage = ReceivedPage & { readonly leaves: readonly LeafRun[] }

/** What is known of a search at one moment. */
export type Evidence = {
  /** In the order in which they arrived. */
  readonly pages: readonly EvidencePage[]
  /** How many further pages were received that are only counted: polls that brought nothing new. */
  readonly condensed: number
  readonly witness: ReceiptWitness
}

/** The part of a session that is read. */
type ReadSession = { evidence: SessionEvidence; store: Pick<LeafStore, 'pageLeaves'> }

/**
 * Reads the evidence of a session; one that was answered from memory has that of the session that it is a part of. Rejects
 * when the store fails, and with the signal's reason when aborted. A proxy that gives no records is no failure.
 */
export async function readEvidence(
  { evidence: { received, witness }, store }: ReadSession,
  signal?: AbortSignal,
): Promise<Evidence> {
  const pages = received.list()
  const condensed = received.condensed()
  // Asked for at once: the store may be told to forget some of these pages while the proxy answers.
  const reading = store.pageLeaves(pages.map(({ ticket }) => ticket))
  const [leaves] = await Promise.all([reading, witness.collect(signal)])
  signal?.throwIfAborted()
  return {
    pages: pages.map((page, at) => ({ ...page, leaves: leaves[at] ?? [] })),
    condensed,
    witness: witness.read(pages.map(({ requestId }) => requestId)),
  }
}
