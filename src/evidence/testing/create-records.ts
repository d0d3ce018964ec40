/** Witness records as a proxy makes them. */
import type { SignedHead, WitnessRecord } from '../../contract/witness.ts'
import { formatBase64 } from '../encoding/base64.ts'
import { signBytes } from '../signatures/verify-signature.ts'
import { type Batch, createBatch } from '../witness/create-batch.ts'
import { digestRecord, formatHead } from '../witness/format-record.ts'

/** The records of these answers, numbered and chained. */
export function chainRecords(
  answers: readonly Partial<WitnessRecord>[],
  first: { number: number; previous: string | null } = { number: 1, previous: null },
): readonly WitnessRecord[] {
  const records: WitnessRecord[] = []
  for (const answer of answers) {
    const before = records.at(-1)
    records.push({
      type: 'gumshoe-witness-record/1',
      requestId: `request-${first.number + records.length}`,
      upstream: 'https://api.cloudflare.com',
      method: 'GET',
      target: '/client/v4/user/audit_logs?per_page=1000',
      status: 200,
      ray: '8f2b0c3d4e5f6071-FRA',
      date: 'Mon, 30 Nov 2026 11:00:00 GMT',
      sha256: 'ab'.repeat(32),
      bytes: 1500,
      entries: { count: 1, root: 'cd'.repeat(32) },
      credential: 'ed17574386854bf78a67040be0a770b0',
      principal: 'access:alice@acme.example',
      at: '2026-11-30T11:00:00.000Z',
      ...answer,
      number: first.number + records.length,
      previous: before ? digestRecord(before) : first.previous,
    })
  }
  return records
}

/** Signs a batch of records as a proxy does. */
export async function signBatch(
  records: readonly WitnessRecord[],
  { privateKey, fingerprint }: { privateKey: CryptoKey; fingerprint: string },
): Promise<SignedHead & Pick<Batch, 'records'>> {
  const batch = createBatch(records)
  const head = { ...batch.head, key: fingerprint, at: '2026-11-30T11:00:05.000Z' }
  const signature = formatBase64(await signBytes(privateKey, formatHead(head)))
  return { head, signature, records: batch.records }
}
