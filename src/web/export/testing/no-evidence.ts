/** The evidence of a search whose pages are not known. */
import type { EvidenceSource } from '../export-source.ts'

export const noEvidence: EvidenceSource = {
  read: async () => ({
    pages: [],
    witness: { keys: [], heads: [], records: [], absentBecause: 'A test has no proxy.' },
  }),
  stamp: async () => undefined,
}
