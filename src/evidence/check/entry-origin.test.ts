import { expect, it } from 'vitest'
import { formatHex } from '../encoding/hex.ts'
import { createPageProof } from '../entry-proof/create-page-proof.ts'
import { formatEntryProof } from '../entry-proof/entry-proof.ts'
import { createBlobSource } from '../files/byte-source.ts'
import { toMerkleRoot } from '../merkle/create-merkle-root.ts'
import { hashLeaf } from '../merkle/hash-leaf.ts'
import { createTestKey } from '../testing/create-bundle.ts'
import { chainRecords, signBatch } from '../testing/create-records.ts'
import { checkEvidence } from './check-evidence.ts'

/** The answer about an entry that a proxy without sign-in received from here. */
async function check(upstream: string) {
  const { privateKey, ...key } = await createTestKey()
  const entry = '{"id":"e1"}'
  const leaves = [hashLeaf(new TextEncoder().encode(entry))]
  const entries = { count: 1, root: formatHex(toMerkleRoot(leaves)), next: null }
  const records = chainRecords([{ upstream, principal: 'anyone', requestId: 'r1', entries }])
  const { head, signature, records: proven } = await signBatch(records, { ...key, privateKey })
  const witness = { keys: [key], heads: [{ head, signature }], records: proven }
  const proof = createPageProof({ entry, leaves, index: 0, requestId: 'r1' }, witness)
  const source = createBlobSource('entry.proof.json', new Blob([formatEntryProof(proof)]))
  return checkEvidence([source], 'entry.proof.json')
}

it('says of an entry of demo mode that it is invented, and who received it', async () => {
  const demo = await check('emulator')
  expect(demo.result).toBe('unknown')
  expect(demo.words).toContain('the entries are invented examples')
  expect(demo.says).toContainEqual(['Received by', 'a session without a signed-in user'])
  const { checks } = await check('https://api.cloudflare.com')
  expect(checks.map(({ words }) => words)).toContain(
    'The proxy says that it asked https://api.cloudflare.com.',
  )
  expect(checks.map(({ words }) => words).join()).not.toContain('invented')
})
