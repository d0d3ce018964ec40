import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleBundle, createTestKey, toBundleFiles } from '../testing/create-bundle.ts'
import { chainRecords, signBatch } from '../testing/create-records.ts'
import { prepareExport } from '../testing/prepare-export.ts'
import { createEntryProof } from './create-entry-proof.ts'
import { type EntryProof, formatEntryProof } from './entry-proof.ts'
import { NoProofError } from './no-proof-error.ts'
import { verifyEntryProof } from './verify-entry-proof.ts'

const file = 'account.ndjson'
const { key, parts } = await prepareExport()

const create = (line: number, from = parts) =>
  createEntryProof(toBundleFiles(assembleBundle(from)), { file, line })

const proof = await create(2)

const verify = (changed: EntryProof) =>
  verifyEntryProof(formatEntryProof(changed), { trustedKey: key.fingerprint })

describe('the proof of an entry', () => {
  it('holds for every entry, with the text that was received', async () => {
    for (let line = 1; line <= 6; line++) {
      const each = await create(line)
      const { result, checks, proof: read } = await verify(each)
      expect(result).toBe('holds')
      expect(read).toEqual(each)
      expect(each.receipt).toMatchObject({
        index: line - 1,
        size: 6,
        root: parts.input.entries.root,
      })
      if (line !== 5) expect(each.entry).toBe(parts.data[file]?.split('\n')[line - 1])
      expect(checks.map(({ topic, result: state }) => `${topic} ${state}`)).toEqual([
        'entries holds',
        'limits unknown',
        'pages holds',
        'question holds',
        'signatures holds',
        'signer holds',
        'limits unknown',
      ])
    }
    expect((await create(5)).entry).toBe('{"id":"e4",\r\n "n":1}')
  })

  it('leaves the result open for an entry of the emulator, or of another API', async () => {
    const found = parts.input.witness.records[0]
    if (!found || !proof.page) throw new Error('no page')
    for (const upstream of ['emulator', 'https://api.example']) {
      const [first] = chainRecords([{ ...found.record, upstream }])
      if (!first) throw new Error('no record')
      const { head, signature, records } = await signBatch([first], key)
      const [record] = records
      if (!record) throw new Error('no record')
      const { result, words } = await verify({
        ...proof,
        page: { ...proof.page, record, head: { head, signature } },
      })
      expect([upstream, result]).toEqual([upstream, 'unknown'])
      expect(words).toMatch(/emulator of demo mode|which is not the API of Cloudflare/)
    }
  })

  it('says where the entry came from, and has nothing of the others', async () => {
    const { checks } = await verify(proof)
    expect(checks.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(
        /^The proxy received the entry as number 2 of 3 in the answer to “\/client\/v4\/accounts.*”, at “2026-11-30T11:00:00\.000Z” by its clock\.$/,
      ),
    )
    const text = new TextDecoder().decode(formatEntryProof(proof))
    expect(text).toContain('e1')
    expect(text).not.toMatch(/\be[02345]\\"/)
  })

  it('leaves open whose key signed, and that no key did', async () => {
    const unknown = await verifyEntryProof(formatEntryProof(proof))
    expect(unknown.result).toBe('unknown')
    const { page: _, ...unsigned } = proof
    expect(await verify(unsigned)).toMatchObject({ result: 'unknown', signers: [] })
    const witness = { keys: [], heads: [], records: [], absentBecause: 'no witness.' }
    const without = await create(2, { ...parts, input: { ...parts.input, witness } })
    expect(without.page).toBeUndefined()
  })

  it('is not made of an export that does not have the entry, or is damaged', async () => {
    await expect(create(7)).rejects.toThrow(
      'The export has no line 7 of entries in “account.ndjson”.',
    )
    await expect(create(0)).rejects.toThrow(NoProofError)
    const lonely = { ...parts, leaves: parts.leaves.with(0, []) }
    await expect(create(1, lonely)).rejects.toThrow('Line 1 of “account.ndjson” came in no page.')
    await expect(createEntryProof([], { file, line: 1 })).rejects.toThrow(
      'There is no receipt.json',
    )
  })
})

describe('a proof that was changed', () => {
  it('says what does not fit', async () => {
    const entry = proof.entry.replace('update', 'delete')
    const changed = await verify({ ...proof, entry })
    expect(changed.words).toBe(
      'This does not hold: This is not the entry that was exported: it or its proof was changed. (and 1 more)',
    )
    const other = await create(4)
    const { page } = other
    expect((await verify({ ...proof, ...(page && { page }) })).words).toContain(
      'This is not the entry that the proxy received: it or its proof was changed.',
    )
    const forged = await createTestKey()
    const { privateKey: _, ...publicKey } = forged
    const disguised = proof.page && { page: { ...proof.page, key: publicKey } }
    expect((await verify({ ...proof, ...disguised })).words).toContain('is not here')
    const { type, entry: text } = proof
    expect((await verify({ type, entry: text })).words).toContain('The file proves nothing')
    const bytes = new TextEncoder().encode('{"type":"gumshoe-entry-proof/1"}')
    expect((await verifyEntryProof(bytes)).words).toContain('/entry does not fit')
    expect((await verifyEntryProof(new Uint8Array())).words).toContain('The proof is not JSON.')
  })

  it('is found for every byte', async () => {
    const bytes = formatEntryProof(proof)
    const text = new TextDecoder().decode(bytes)
    const receiptDigest = text.indexOf(proof.receipt?.sha256 ?? '')
    const [pemStart, pemEnd] = [text.indexOf('"pem":"'), text.indexOf('-----END PUBLIC KEY')]
    /** Whether a line feed of the PEM becomes other white space. */
    const isSpace = (at: number, byte: number) =>
      at > pemStart &&
      at < pemEnd &&
      text[at - 1] === '\\' &&
      /[frt]/.test(String.fromCharCode(byte))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          // The receipt is not here, so its digest is only said; and white space in PEM has no meaning.
          fc.pre(at < receiptDigest || at >= receiptDigest + 64)
          fc.pre(!isSpace(at, (bytes[at] ?? 0) ^ bits))
          const changed = bytes.map((byte, index) => (index === at ? byte ^ bits : byte))
          const { result } = await verifyEntryProof(changed, { trustedKey: key.fingerprint })
          expect([at, bits, result]).not.toEqual([at, bits, 'holds'])
        },
      ),
      { numRuns: 400 },
    )
  })
})
