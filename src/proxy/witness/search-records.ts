/** The records of one search: numbered, chained, and limited in number and memory. */
import type { SignedHead, WitnessRecord } from '../../contract/witness.ts'
import { formatHex } from '../../evidence/encoding/hex.ts'
import type { HashFunction } from '../../evidence/merkle/hash-leaf.ts'
import { digestRecord, formatRecord } from '../../evidence/witness/format-record.ts'
import type { KeptSearch, RecordDraft } from './witness-keeper.ts'

/** The maximum of one search: records, and bytes of their canonical form. */
const maxRecords = 5_000
const maxBytes = 8 * 1_048_576

/** Where the chain of a search ends, which is remembered longer than the records. */
export type ChainEnd = {
  /** The number and the digest of the last record. */
  readonly last: number
  readonly latest: string | null
  /** How many records are not kept. */
  readonly dropped: number
}

/** The records of one search. */
export type SearchRecords = {
  /** Makes the next record of a draft. Beyond the limits there is none: it counts as dropped. */
  add: (draft: RecordDraft) => WitnessRecord | undefined
  /** Adds a signature that continues those of the same key, and drops those of others. False when it does not. */
  seal: (signed: SignedHead) => boolean
  keep: () => KeptSearch
  chainEnd: () => ChainEnd
  /** How many records there are, and the bytes of their canonical form. */
  count: () => number
  bytes: () => number
}

/** What a search had when it was stored. */
export type StoredSearch = { chainEnd: ChainEnd; records: WitnessRecord[]; heads: SignedHead[] }

/** The chain of a search without records. */
export const emptyChain: ChainEnd = { last: 0, latest: null, dropped: 0 }

/** Creates the records of a search that has none, or of a stored one. */
export function createSearchRecords(
  hash: HashFunction,
  stored: StoredSearch = { chainEnd: emptyChain, records: [], heads: [] },
): SearchRecords {
  const records = [...stored.records]
  let { chainEnd, heads } = stored
  let bytes = records.reduce((sum, record) => sum + formatRecord(record).length, 0)

  function add(draft: RecordDraft): WitnessRecord | undefined {
    const { last, latest, dropped } = chainEnd
    const record: WitnessRecord = {
      type: 'gumshoe-witness-record/1',
      number: last + 1,
      previous: latest,
      ...draft,
    }
    const form = formatRecord(record)
    if (records.length >= maxRecords || bytes + form.length > maxBytes) {
      chainEnd = { ...chainEnd, dropped: dropped + 1 }
      return undefined
    }
    records.push(record)
    bytes += form.length
    chainEnd = { last: record.number, latest: formatHex(hash(form)), dropped }
    return record
  }

  function seal(signed: SignedHead): boolean {
    const { first, last, latest, key } = signed.head
    const own = heads.filter(({ head }) => head.key === key)
    const [expected] = listUnsigned({ records, heads: own, dropped: 0 }, key)
    const end = records.find(({ number }) => number === last)
    if (first !== expected?.number || !end || digestRecord(end, hash) !== latest) return false
    heads = [...own, signed]
    return true
  }

  return {
    add,
    seal,
    keep: () => ({ records: [...records], heads, dropped: chainEnd.dropped }),
    chainEnd: () => chainEnd,
    count: () => records.length,
    bytes: () => bytes,
  }
}

/** The records that this key has not signed. */
export function listUnsigned(
  { records, heads }: KeptSearch,
  key: string,
): readonly WitnessRecord[] {
  const signed = heads.findLast(({ head }) => head.key === key)?.head.last ?? 0
  return records.filter(({ number }) => number > signed)
}
