import { expect, it } from 'vitest'
import { hashLeaf } from '../merkle/hash-leaf.ts'
import { prepareExport } from '../testing/prepare-export.ts'
import { createPageProof } from './create-page-proof.ts'
import { formatEntryProof } from './entry-proof.ts'
import { NoProofError } from './no-proof-error.ts'
import { verifyEntryProof } from './verify-entry-proof.ts'

const { key, parts } = await prepareExport()

/** The first page of the export has the first three lines. */
function receive(index: number) {
  const lines = (parts.data['account.ndjson'] ?? '').split('\n').slice(0, 3)
  const leaves = lines.map((line) => hashLeaf(new TextEncoder().encode(line)))
  return { entry: lines[index] ?? '', leaves, index, requestId: 'request-1' }
}

it('proves each entry of a page by the record of the page alone', async () => {
  for (const index of [0, 1, 2]) {
    const proof = createPageProof(receive(index), parts.input.witness)
    expect(proof.receipt).toBeUndefined()
    const bytes = formatEntryProof(proof)
    expect(await verifyEntryProof(bytes, { trustedKey: key.fingerprint })).toMatchObject({
      result: 'holds',
      proof,
    })
    expect((await verifyEntryProof(bytes)).result).toBe('unknown')
    const other = { ...proof, entry: receive((index + 1) % 3).entry }
    expect((await verifyEntryProof(formatEntryProof(other))).words).toContain(
      'This is not the entry that the proxy received: it or its proof was changed.',
    )
  }
})

it('is not made where the proxy signed nothing of the page, or another one', () => {
  const { witness } = parts.input
  const make =
    (changes: Partial<ReturnType<typeof receive>>, signed = witness) =>
    () =>
      createPageProof({ ...receive(0), ...changes }, signed)
  expect(make({ requestId: 'unknown' })).toThrow(NoProofError)
  expect(make({ requestId: 'unknown' })).toThrow('The proxy has no record of the page any more.')
  const none = { keys: [], heads: [], records: [], absentBecause: 'It is too old.' }
  expect(make({}, none)).toThrow('No proxy signed that it received the entry. It is too old.')
  expect(make({ requestId: 'request-2' })).toThrow('has other entries than the one here')
  expect(make({ entry: '{}' })).toThrow('is not the one that was received in its page')
})
