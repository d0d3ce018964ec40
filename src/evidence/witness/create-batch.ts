/** A batch: consecutive records of one search that are signed together. */
import type { ProvenRecord, WitnessHead, WitnessRecord } from '../../contract/witness.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { formatHex } from '../encoding/hex.ts'
import { toMerkleRoot } from '../merkle/create-merkle-root.ts'
import { type HashFunction, hashLeaf } from '../merkle/hash-leaf.ts'
import { listInclusionProofs } from '../merkle/inclusion-proof.ts'
import { formatRecord } from './format-record.ts'

/** The parts of a head that follow from its records, and the records with their proofs. */
export type Batch = {
  readonly head: Pick<WitnessHead, 'type' | 'first' | 'last' | 'previous' | 'latest' | 'root'>
  readonly records: readonly ProvenRecord[]
}

/**
 * Makes a batch of records, which have to follow each other. Throws a `RangeError` for none. The proofs let one record
 * be shown without the others.
 */
export function createBatch(
  records: readonly WitnessRecord[],
  hash: HashFunction = toSha256,
): Batch {
  const [first] = records
  const last = records.at(-1)
  if (!first || !last) throw new RangeError('A batch has at least one record.')
  const leaves = records.map((record) => hashLeaf(formatRecord(record), hash))
  const proofs = listInclusionProofs(leaves, hash)
  const toHex = createHexMemory()
  return {
    head: {
      type: 'gumshoe-witness-head/1',
      first: first.number,
      last: last.number,
      previous: first.previous,
      latest: formatHex(hash(formatRecord(last))),
      root: formatHex(toMerkleRoot(leaves, hash)),
    },
    records: records.map((record, index) => ({
      record,
      proof: (proofs[index] ?? []).map(toHex),
    })),
  }
}

/** Formats each hash once: a node of the tree is in the proofs of all leaves beside it. */
function createHexMemory(): (hash: Uint8Array) => string {
  const known = new Map<Uint8Array, string>()
  return (hash) => {
    const text = known.get(hash) ?? formatHex(hash)
    known.set(hash, text)
    return text
  }
}
