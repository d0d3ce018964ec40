/** What a record says of a body: its digest, and the root over its entries. */
import { sliceEntries } from '../../cloudflare/slice-entries.ts'
import type { WitnessRecord } from '../../contract/witness.ts'
import { formatHex } from '../../evidence/encoding/hex.ts'
import { createMerkleRoot } from '../../evidence/merkle/create-merkle-root.ts'
import { type HashFunction, hashLeaf } from '../../evidence/merkle/hash-leaf.ts'

/** The part of a record that depends on the body. */
export type BodyFacts = Pick<WitnessRecord, 'sha256' | 'bytes' | 'entries'>

/** The facts of a body that was not received whole. */
export const noBody: BodyFacts = { sha256: null, bytes: null, entries: null }

/** The facts of a decoded body; with entries if it is a page, which only a success can be. */
export function describeBody(bytes: Uint8Array, mayBePage: boolean, hash: HashFunction): BodyFacts {
  return {
    sha256: formatHex(hash(bytes)),
    bytes: bytes.byteLength,
    entries: mayBePage ? findEntries(bytes, hash) : null,
  }
}

/** `null` for a body that is not an object with a list as its `result`. */
function findEntries(bytes: Uint8Array, hash: HashFunction): BodyFacts['entries'] {
  try {
    const spans = sliceEntries(bytes)
    // Parsing costs more than all the rest; a body with a slice has a list.
    if (spans.length === 0 && !hasEmptyList(bytes)) return null
    const tree = createMerkleRoot(hash)
    for (const { start, end } of spans) tree.add(hashLeaf(bytes.subarray(start, end), hash))
    return { count: tree.count(), root: formatHex(tree.root()) }
  } catch {
    return null
  }
}

function hasEmptyList(bytes: Uint8Array): boolean {
  const envelope: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  if (typeof envelope !== 'object' || envelope === null || !('result' in envelope)) return false
  return Array.isArray(envelope.result) && envelope.result.length === 0
}
