/** A proxy that has received pages, and signed a record of each, made with Node's own cryptography. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import type { WitnessRecord } from '../../../contract/witness.ts'
import type { ReceiptWitness } from '../../../evidence/receipt.ts'
import { createBatch } from '../../../evidence/witness/create-batch.ts'
import { digestRecord, formatHead } from '../../../evidence/witness/format-record.ts'
import type { ReceiptPageInput } from '../export-source.ts'

const toSha256 = (...parts: readonly (Uint8Array | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The root of RFC 6962, section 2.1, over these texts, written as it stands there. */
export function toNaiveRoot(leaves: readonly (string | { hash: string })[]): string {
  const rootOf = (part: typeof leaves): Buffer => {
    const [only] = part
    if (only === undefined) return toSha256()
    if (part.length === 1) {
      return typeof only === 'string'
        ? toSha256(Uint8Array.of(0), only)
        : Buffer.from(only.hash, 'hex')
    }
    let middle = 1
    while (middle * 2 < part.length) middle *= 2
    return toSha256(Uint8Array.of(1), rootOf(part.slice(0, middle)), rootOf(part.slice(middle)))
  }
  return rootOf(leaves).toString('hex')
}

/** Signs pages, whose entries are these texts and whose bodies are these. */
export function signPages(
  pages: readonly { page: ReceiptPageInput; texts: readonly string[]; body: string }[],
): ReceiptWitness {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const fingerprint = toSha256(publicKey.export({ type: 'spki', format: 'der' })).toString('hex')
  const records: WitnessRecord[] = []
  for (const { page, texts, body } of pages) {
    const before = records.at(-1)
    records.push({
      type: 'gumshoe-witness-record/1',
      number: records.length + 1,
      previous: before ? digestRecord(before) : null,
      ...{ requestId: page.requestId, upstream: 'emulator', method: 'GET' },
      ...{ target: `/client/v4${page.request}`, status: 200, ray: null, date: null },
      sha256: toSha256(body).toString('hex'),
      bytes: Buffer.byteLength(body),
      entries: { count: texts.length, root: toNaiveRoot(texts) },
      ...{ credential: null, principal: 'local', at: page.at },
    })
  }
  const batch = createBatch(records)
  const head = { ...batch.head, key: fingerprint, at: '2026-11-21T12:00:00.000Z' }
  const signature = createSign('sha256').update(formatHead(head)).sign(privateKey)
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    keys: [{ fingerprint, pem, isEphemeral: true }],
    heads: [{ head, signature: signature.toString('base64') }],
    records: batch.records,
  }
}
