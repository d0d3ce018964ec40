/** Signs the records of a search that are not signed yet, and gives all of them with their proofs. */
import type { ProvenRecord, SignedHead, WitnessAnswer } from '../../contract/witness.ts'
import type { HashFunction } from '../../evidence/merkle/hash-leaf.ts'
import { createBatch } from '../../evidence/witness/create-batch.ts'
import type { ProvenRecords } from './proven-records.ts'
import { listUnsigned } from './search-records.ts'
import type { SigningKey } from './signing-key.ts'
import type { KeptSearch, SearchOwner, WitnessKeeper } from './witness-keeper.ts'

/** Dependencies of signing. */
export type SigningTools = {
  key: SigningKey
  keeper: WitnessKeeper
  hash: HashFunction
  proven: ProvenRecords
  now: () => number
}

/** The answer about a search; the same for one that is not known and for one of another principal. */
export async function signRecords(tools: SigningTools, owner: SearchOwner): Promise<WitnessAnswer> {
  const { key } = tools
  const kept = await tools.keeper.read(owner)
  const signed = kept && (await signKept(tools, owner, kept))
  const heads = (signed?.heads ?? []).filter(({ head }) => head.key === key.publicKey.fingerprint)
  return {
    records: signed ? listProven(tools, signed, heads) : [],
    heads,
    key: key.publicKey,
    dropped: signed?.dropped ?? 0,
    isKnown: signed !== undefined,
  }
}

async function signKept(
  { key, keeper, hash, proven, now }: SigningTools,
  owner: SearchOwner,
  kept: KeptSearch,
): Promise<KeptSearch> {
  const { fingerprint } = key.publicKey
  const unsigned = listUnsigned(kept, fingerprint)
  if (unsigned.length === 0) return kept
  const batch = createBatch(unsigned, hash)
  const head = { ...batch.head, key: fingerprint, at: new Date(now()).toISOString() }
  const signed = { head, signature: await key.sign(head) }
  proven.remember(signed, batch.records)
  // Another request may have signed the same records meanwhile; what the keeper has then is the answer.
  return (await keeper.seal(owner, signed)) ?? { ...kept, heads: [...kept.heads, signed] }
}

function listProven(
  { hash, proven }: SigningTools,
  { records }: KeptSearch,
  heads: readonly SignedHead[],
): readonly ProvenRecord[] {
  return heads.flatMap((signed) => {
    const known = proven.find(signed)
    if (known) return known
    const { first, last } = signed.head
    const batch = records.filter(({ number }) => number >= first && number <= last)
    const found = batch.length > 0 ? createBatch(batch, hash).records : []
    proven.remember(signed, found)
    return found
  })
}
