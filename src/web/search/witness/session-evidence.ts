/** What a session remembers for receipts. */
import { fetchWitness } from './fetch-witness.ts'
import { createReceivedPages, type ReceivedPages } from './received-pages.ts'
import { createWitnessCollector, type WitnessCollector } from './witness-collector.ts'

/** The pages that a search received, and the proxy's records of its requests. */
export type SessionEvidence = { received: ReceivedPages; witness: WitnessCollector }

/** Creates an empty memory for the search with this id. */
export function createSessionEvidence(searchId: string): SessionEvidence {
  return {
    received: createReceivedPages(),
    witness: createWitnessCollector((signal) => fetchWitness(searchId, signal)),
  }
}
