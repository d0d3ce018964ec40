/** The bytes of records and heads that are hashed and signed: canonical JSON in UTF-8. */
import type { WitnessHead, WitnessRecord } from '../../contract/witness.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { encodeCanonicalJson } from '../canonical-json.ts'
import { formatHex } from '../encoding/hex.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'

/** The bytes of a record: its leaf in the tree of its batch. Throws as `formatCanonicalJson`. */
export function formatRecord(record: WitnessRecord): Uint8Array<ArrayBuffer> {
  return encodeCanonicalJson(record)
}

/** The digest of a record, which the record after it has as `previous`: SHA-256 of its bytes, 64 hexadecimal digits. */
export function digestRecord(record: WitnessRecord, hash: HashFunction = toSha256): string {
  return formatHex(hash(formatRecord(record)))
}

/** The bytes of a head, which are signed. Throws as `formatCanonicalJson`. */
export function formatHead(head: WitnessHead): Uint8Array<ArrayBuffer> {
  return encodeCanonicalJson(head)
}
