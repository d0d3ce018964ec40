/** One entry that can be shown without the others: a file with the entry and the paths to what was signed. */
import type { ProvenRecord, SignedHead, WitnessKey } from '../../contract/witness.ts'
import { encodeCanonicalJson } from '../canonical-json.ts'

/** The type of a proof, which says how it is read. */
export const entryProofType = 'gumshoe-entry-proof/1'

/** The proof of one entry, by the receipt of an export, by the page in which it was received, or by both. Digests and hashes are 64 lower-case hexadecimal digits. */
export type EntryProof = {
  readonly type: typeof entryProofType
  /** The text of the entry as it was received. */
  readonly entry: string
  /** Its leaf among the exported entries, and the path to the root that the receipt states; absent without an export. */
  readonly receipt?: TreePosition & {
    /** The digest of `receipt.json`. */
    readonly sha256: string
  }
  /** Its leaf in the page in which it was received, and the signed record of that page; absent without a witness. */
  readonly page?: TreePosition & {
    readonly record: ProvenRecord
    readonly head: SignedHead
    readonly key: WitnessKey
  }
}

/** A leaf of a tree: its index from 0, the number of leaves, and the path to the root (RFC 6962, section 2.1.1). */
export type TreePosition = {
  readonly index: number
  readonly size: number
  readonly proof: readonly string[]
  readonly root: string
}

/** The bytes of the file: canonical JSON in UTF-8. */
export function formatEntryProof(proof: EntryProof): Uint8Array<ArrayBuffer> {
  return encodeCanonicalJson(proof)
}
