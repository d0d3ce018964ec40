/** What a record says of a body: its digest, the root over its entries, and the time of the last one. */
import { readText } from '../../catalog/fields.ts'
import { findEnvelope } from '../../cloudflare/envelope.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import { findNextCursor } from '../../cloudflare/pagination.ts'
import { type ByteSpan, sliceEntries } from '../../cloudflare/slice-entries.ts'
import { apiPrefix } from '../../contract/paths.ts'
import type { WitnessRecord } from '../../contract/witness.ts'
import { formatHex } from '../../evidence/encoding/hex.ts'
import { createMerkleRoot } from '../../evidence/merkle/create-merkle-root.ts'
import { type HashFunction, hashLeaf } from '../../evidence/merkle/hash-leaf.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import { querySizes } from '../../query/validate-query.ts'

/** The part of a record that depends on the body. */
export type BodyFacts = Pick<WitnessRecord, 'sha256' | 'bytes' | 'entries'>

/** The facts of a body that was not received whole. */
export const noBody: BodyFacts = { sha256: null, bytes: null, entries: null }

/** The request of an answer: path and query as they were sent, and whether the answer may be a page. */
export type AnsweredRequest = { readonly target: string; readonly mayBePage: boolean }

/** The facts of a decoded body; with entries if it is a page, which only a success can be. */
export function describeBody(
  bytes: Uint8Array,
  { target, mayBePage }: AnsweredRequest,
  hash: HashFunction,
): BodyFacts {
  return {
    sha256: formatHex(hash(bytes)),
    bytes: bytes.byteLength,
    entries: mayBePage ? findEntries(bytes, findTimePath(target), hash) : null,
  }
}

/** Where an entry of the log that was asked has its time; `undefined` for a path that is no log. */
function findTimePath(target: string): string | undefined {
  const [path = ''] = target.split('?', 1)
  return findLogMeaning(path.slice(apiPrefix.length))?.dataset.timePath
}

/** The API gives 1,000 at most; millions of tiny ones would fill the memory. */
const maxEntries = 100_000

/** `null` for a body that is not an object with a list as its `result`. */
function findEntries(
  bytes: Uint8Array,
  timePath: string | undefined,
  hash: HashFunction,
): BodyFacts['entries'] {
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
    const lastSpan = spans.at(-1)
    const last = lastSpan && findTime(bytes.subarray(lastSpan.start, lastSpan.end), timePath)
    const facts = { count: tree.count(), root: formatHex(tree.root()), next }
    return last === undefined ? facts : { ...facts, last }
  } catch {
    return null
  }
}

/** The time of an entry as it is written; `undefined` where it has none that can be read. */
function findTime(entry: Uint8Array, timePath: string | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(entry))
    const text = readText(value, timePath)
    return findEpochMs(text) === undefined ? undefined : text
  } catch {
    return undefined
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
