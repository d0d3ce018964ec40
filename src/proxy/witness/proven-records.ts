/**
 * Remembers the records of signed batches with their proofs. Without it, each question for the records of a large search
 * would hash all of them again.
 */
import type { ProvenRecord, SignedHead } from '../../contract/witness.ts'

/** The maximum of records in all batches. */
const maxRecords = 10_000

/** Batches by their signatures. */
export type ProvenRecords = {
  find: (signed: SignedHead) => readonly ProvenRecord[] | undefined
  /** Remembers a batch; those that were used longest ago make room. */
  remember: (signed: SignedHead, records: readonly ProvenRecord[]) => void
}

/** Creates an empty memory. */
export function createProvenRecords(): ProvenRecords {
  const batches = new Map<string, readonly ProvenRecord[]>()
  let count = 0

  return {
    find({ signature }) {
      const records = batches.get(signature)
      if (records) {
        batches.delete(signature)
        batches.set(signature, records)
      }
      return records
    },
    remember({ signature }, records) {
      if (batches.has(signature)) return
      batches.set(signature, records)
      count += records.length
      for (const [oldest, { length }] of batches) {
        if (count <= maxRecords) break
        batches.delete(oldest)
        count -= length
      }
    },
  }
}
