/** What a record says of a body: its digest, and the root over its entries. */
import { findEnvelope } from '../../cloudflare/envelope.ts'
import { findNextCursor } from '../../cloudflare/pagination.ts'
import { type ByteSpan, sliceEntries } from '../../cloudflare/slice-entries.ts'
import type { WitnessRecord } from '../../contract/witness.ts'
import { formatHex } from '../../evidence/encoding/hex.ts'
import { createMerkleRoot } from '../../evidence/merkle/create-merkle-root.ts'
import { type HashFunction, hashLeaf } from '../../evidence/merkle/hash-leaf.ts'
import { querySizes } from '../../query/validate-query.ts'

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

/** The API gives 1,000 at most; millions of tiny ones would fill the memory. */
const maxEntries = 100_000

/** `null` for a body that is not an object with a list as its `result`. */
function findEntries(bytes: Uint8Array, hash: HashFunction): BodyFacts['entries'] {
  try {
    const spans = sliceEntries(bytes, maxEntries)
    const envelope = parseWithoutEntries(bytes, spans)
    // A body with a slice has a list.
    if (spans.length === 0 && !hasList(envelope)) return null
    const tree = createMerkleRoot(hash)
    for (const { start, end } of spans) tree.add(hashLeaf(bytes.subarray(start, end), hash))
    const next = findNextCursor(findEnvelope(envelope)?.result_info) ?? null
    // A record of “no next page” would be untrue.
    if (next !== null && !isUsableCursor(next)) return null
    return { count: tree.count(), root: formatHex(tree.root()), next }
  } catch {
    return null
  }
}

/** Whether a cursor can be sent, and be written in a record. */
function isUsableCursor(cursor: string): boolean {
  return cursor.length <= querySizes.valueBytes && cursor.isWellFormed()
}

/** The body without its entries: parsing these costs more than all the rest. */
function parseWithoutEntries(bytes: Uint8Array, spans: readonly ByteSpan[]): unknown {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const before = bytes.subarray(0, spans[0]?.start)
  const after = spans.length === 0 ? new Uint8Array() : bytes.subarray(spans.at(-1)?.end)
  return JSON.parse(decoder.decode(before) + decoder.decode(after))
}

function hasList(envelope: unknown): boolean {
  if (typeof envelope !== 'object' || envelope === null || !('result' in envelope)) return false
  return Array.isArray(envelope.result) && envelope.result.length === 0
}
