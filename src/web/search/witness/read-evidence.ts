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

/** How long a page may take to arrive after the proxy has made its record, and how often it is looked for. */
const waitMs = { most: 2_000, step: 50 }

/**
 * Reads the evidence of a session; one that was answered from memory has that of the session that it is a part of. While
 * the session reads on, pages that arrive until the proxy has answered are part of it: their records are. Rejects when the
 * store fails, and with the signal's reason when aborted. A proxy that gives no records is no failure.
 */
export async function readEvidence(
  { evidence: { received, witness }, store }: ReadSession,
  signal?: AbortSignal,
): Promise<Evidence> {
  const early = received.list()
  const condensed = received.condensed()
  // Asked for at once: the store may be told to forget some of these pages while the proxy answers.
  const reading = store.pageLeaves(early.map(({ ticket }) => ticket))
  const [leaves] = await Promise.all([reading, witness.collect(signal)])
  const late = await readLate(early, received, witness)
  const lateLeaves = await store.pageLeaves(late.map(({ ticket }) => ticket))
  signal?.throwIfAborted()
  const pages = [...early, ...late]
  const allLeaves = [...leaves, ...lateLeaves]
  return {
    pages: pages.map((page, at) => ({ ...page, leaves: allLeaves[at] ?? [] })),
    condensed,
    witness: witness.read(pages.map(({ requestId }) => requestId)),
  }
}

/** The pages that arrived after `early` and of which the proxy has given a record. */
async function readLate(
  early: readonly ReceivedPage[],
  received: SessionEvidence['received'],
  witness: SessionEvidence['witness'],
): Promise<readonly ReceivedPage[]> {
  const known = new Set(early.map(({ requestId }) => requestId))
  const { records } = witness.read([])
  const lastKnown = records.findLastIndex(({ record }) => known.has(record.requestId))
  // Earlier answers without a page were not wanted any more; those after the last page may still be on their way.
  const expected = records
    .slice(lastKnown + 1)
    .filter(({ record }) => record.status === 200 && record.entries)
    .map(({ record }) => record.requestId)
  for (let waited = 0; ; waited += waitMs.step) {
    const late = received
      .list()
      .filter(({ requestId }) => expected.includes(requestId) && !known.has(requestId))
    if (late.length >= expected.length || waited >= waitMs.most) return late
    await new Promise((resolve) => setTimeout(resolve, waitMs.step))
  }
}
