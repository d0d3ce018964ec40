/** Checks the records of the witness among themselves: chains, batches, signatures and keys. */
import type { ProvenRecord, SignedHead, WitnessKey, WitnessRecord } from '../../contract/witness.ts'
import { parseBase64 } from '../encoding/base64.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'
import type { ReceiptWitness } from '../receipt.ts'
import { parsePublicKey, toFingerprint } from '../signatures/public-key.ts'
import { verifySignature } from '../signatures/verify-signature.ts'
import { formatHead } from '../witness/format-record.ts'
import { findProofProblem, verifyBatch, verifyChain } from '../witness/verify-batch.ts'
import type { CheckList } from './check.ts'
import { toCounted } from './words.ts'

/** A key whose signature holds. */
export type Signer = Pick<WitnessKey, 'fingerprint' | 'isEphemeral'>

/** Checks records, heads and keys. Returns the keys that signed. */
export async function checkRecords(
  witness: ReceiptWitness,
  hash: HashFunction,
  checks: CheckList,
): Promise<readonly Signer[]> {
  const { records, heads } = witness
  if (records.length === 0 && heads.length === 0) {
    const because = witness.absentBecause ?? 'the receipt does not say why'
    checks.add('records', 'unknown', `No proxy signed what it received: ${because}`)
    return []
  }
  checkChains(witness, hash, checks)
  checks.report(
    'records',
    listBatchProblems(records, heads, hash),
    `${toCounted(records.length, 'record')} of the proxy ${records.length === 1 ? 'is' : 'are'} in the batches that it signed.`,
  )
  return checkSignatures(witness, checks)
}

function checkChains(
  { records, dropped = 0 }: ReceiptWitness,
  hash: HashFunction,
  checks: CheckList,
) {
  const parts = splitChains(
    records.map(({ record }) => record),
    dropped,
  )
  const problems = parts.flatMap(({ chain, isCut }) =>
    verifyChain(chain, hash, isCut ? chain[0] : undefined),
  )
  checks.report(
    'records',
    problems,
    `The records are ${parts.length === 1 ? 'one chain' : `${parts.length} chains`}: each names the one before it.`,
  )
  if (dropped > 0)
    checks.add(
      'records',
      'unknown',
      `The proxy had dropped ${toCounted(dropped, 'record')} before the receipt was made, because it keeps a limited number.`,
    )
}

/** Records that follow each other; `isCut` when the ones before them were dropped. */
type Chain = { readonly chain: readonly WitnessRecord[]; readonly isCut: boolean }

/**
 * The records, split where the numbers begin again, because the proxy had forgotten the search, and where no more of
 * them are missing than the proxy dropped.
 */
function splitChains(records: readonly WitnessRecord[], dropped: number): readonly Chain[] {
  const parts: { chain: WitnessRecord[]; isCut: boolean }[] = []
  let left = dropped
  let wanted = 1
  for (const record of records) {
    if (record.number === 1) wanted = 1
    const missing = record.number - wanted
    const isCut = missing > 0 && missing <= left
    if (isCut) left -= missing
    const last = parts.at(-1)
    if (last && record.number > 1 && !isCut) last.chain.push(record)
    else parts.push({ chain: [record], isCut })
    wanted = record.number + 1
  }
  return parts
}

function listBatchProblems(
  records: readonly ProvenRecord[],
  heads: readonly SignedHead[],
  hash: HashFunction,
): readonly string[] {
  const proven = new Set<ProvenRecord>()
  const problems: string[] = []
  for (const { head } of heads) {
    const members = records.filter(
      (each) =>
        !proven.has(each) &&
        each.record.number >= head.first &&
        each.record.number <= head.last &&
        findProofProblem(head, each, hash) === undefined,
    )
    for (const member of members) proven.add(member)
    problems.push(...verifyBatch(head, members, hash))
  }
  for (const each of records) {
    if (proven.has(each)) continue
    const { number } = each.record
    const head = heads.find(({ head: { first, last } }) => number >= first && number <= last)?.head
    problems.push(
      (head && findProofProblem(head, each, hash)) ??
        `Record ${number} is in no batch that the proxy signed.`,
    )
  }
  return problems
}

/** Checks the signatures of heads. Returns the keys that signed. */
export async function checkSignatures(
  { heads, keys }: Pick<ReceiptWitness, 'heads' | 'keys'>,
  checks: CheckList,
): Promise<readonly Signer[]> {
  const problems: string[] = []
  const signers = new Map<string, Signer>()
  const known = new Map(keys.map((key, index) => [key.fingerprint, { key, number: index + 1 }]))
  for (const [index, { head, signature }] of heads.entries()) {
    const name = `The signature of head ${index + 1}, over records ${head.first} to ${head.last},`
    const found = known.get(head.key)
    if (!found) {
      problems.push(`${name} cannot be checked: its key ${head.key} is not here.`)
      continue
    }
    const { spki, problem } = parsePublicKey(found.key.pem)
    if (!spki || toFingerprint(spki) !== head.key) {
      const reason = problem ?? 'has another fingerprint than the receipt says'
      problems.push(`${name} cannot be checked: key ${found.number} ${reason}.`)
      continue
    }
    const der = parseBase64(signature)
    if (der && (await verifySignature(spki, der, formatHead(head)))) {
      signers.set(head.key, { fingerprint: head.key, isEphemeral: found.key.isEphemeral })
    } else problems.push(`${name} is not that of its key: the head or the signature was changed.`)
  }
  checks.report(
    'signatures',
    problems,
    `${toCounted(heads.length, 'signature')} of the proxy ${heads.length === 1 ? 'holds' : 'hold'}.`,
  )
  return [...signers.values()]
}

/** Checks whose keys signed: `trusted` is the fingerprint of a key that the reader got by another way. */
export function checkSigners(
  signers: readonly Signer[],
  trusted: string | undefined,
  checks: CheckList,
): void {
  const details = signers.map(({ fingerprint }) => ['Key that signed', fingerprint] as const)
  if (trusted !== undefined) {
    const others = signers.filter(({ fingerprint }) => fingerprint !== trusted)
    const isTrusted = signers.length > 0 && others.length === 0
    const words =
      signers.length === 0
        ? 'The key that you trust signed nothing of this.'
        : others.length < signers.length
          ? 'The key that you trust signed only a part of this; another key signed the rest.'
          : 'Another key than the one that you trust signed this.'
    checks.add(
      'signer',
      isTrusted ? 'holds' : 'fails',
      isTrusted ? 'The key that you trust signed this.' : words,
      [['Key that you trust', trusted], ...details],
    )
  } else if (signers.length > 0) {
    checks.add(
      'signer',
      'unknown',
      'Whose key signed this. Ask the operator of the proxy for the fingerprint, by another way than this file.',
      details,
    )
  }
  if (signers.some(({ isEphemeral }) => isEphemeral))
    checks.add(
      'signer',
      'unknown',
      'The key was made when the proxy started and is gone when it ends (ephemeral). It can only be compared with what was written down while the proxy ran.',
      details,
    )
}
