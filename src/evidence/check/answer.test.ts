import { describe, expect, it } from 'vitest'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { formatHex } from '../encoding/hex.ts'
import { createBlobSource } from '../files/byte-source.ts'
import { writeSums } from '../testing/create-bundle.ts'
import { createTestExport } from '../testing/create-export-files.ts'
import { createTestAuthority } from '../testing/timestamp-authority.ts'
import { withTrustedKey } from './answer.ts'
import { checkEvidence } from './check-evidence.ts'
import { createTimestampCheck } from './check-timestamp.ts'
import { withAuthorities } from './with-authorities.ts'

const { key, files } = await createTestExport()
const answer = await checkEvidence(
  [...files].map(([name, bytes]) => createBlobSource(name, new Blob([Uint8Array.from(bytes)]))),
  'The folder export',
)

describe('an answer for a reader', () => {
  it('without a key says that it is not shown whose key signed', () => {
    const { checks, ...others } = withTrustedKey(answer, undefined)
    expect(answer).toMatchObject(others)
    expect(new Set(checks)).toEqual(new Set(answer.checks))
    expect(answer.result).toBe('unknown')
    expect(answer.words).toContain('Whose key signed this')
  })

  it('with the key of the proxy holds, as if it had been given at once', () => {
    const { result, words, checks } = withTrustedKey(answer, key.fingerprint)
    expect(result).toBe('holds')
    expect(words).toContain('Everything that can be checked holds')
    expect(checks.filter(({ topic }) => topic === 'signer').map((check) => check.words)).toEqual([
      'The key that you trust signed this.',
    ])
    expect(checks).toHaveLength(answer.checks.length)
  })

  it('with a key that the proxy made when it started stays open, and says why', async () => {
    const made = await createTestExport({ isEphemeral: true })
    const source = createBlobSource('export.zip', new Blob([new Uint8Array(made.zip)]))
    const ephemeral = await checkEvidence([source], 'export.zip')
    expect(ephemeral.result).toBe('unknown')
    const { result, checks } = withTrustedKey(ephemeral, made.key.fingerprint)
    expect(result).toBe('unknown')
    expect(checks).toContainEqual(
      expect.objectContaining({ result: 'holds', words: 'The key that you trust signed this.' }),
    )
    expect(checks).toContainEqual(
      expect.objectContaining({ result: 'unknown', words: expect.stringContaining('ephemeral') }),
    )
  })

  it('with another key does not hold, and another reader is not affected', () => {
    const other = withTrustedKey(answer, 'ab'.repeat(32))
    expect([other.result, other.words]).toEqual([
      'fails',
      'This does not hold: Another key than the one that you trust signed this.',
    ])
    expect(withTrustedKey(other, key.fingerprint).result).toBe('holds')
  })
})

describe('an answer for a reader who trusts a timestamp authority', () => {
  it('is the one of a check with its certificates from the beginning', async () => {
    const authority = await createTestAuthority()
    try {
      const sha256 = formatHex(toSha256(files.get('receipt.json') ?? new Uint8Array()))
      const stamped = new Map(files).set('receipt.tsr', await authority.stamp(sha256))
      const sources = [...writeSums(stamped)].map(([name, bytes]) =>
        createBlobSource(name, new Blob([Uint8Array.from(bytes)])),
      )
      const check = (pems: readonly string[]) =>
        checkEvidence(sources, 'x', { checkTimestamp: createTimestampCheck(pems) })
      const before = await check([])
      expect(before.timestamp).toMatchObject({ sha256 })
      const other = await authority.openssl('x509', '-in', 'other-root.pem')
      for (const pem of [authority.rootPem, other]) {
        expect(await withAuthorities(before, [pem])).toEqual(await check([pem]))
      }
      const trusted = await withAuthorities(before, [authority.rootPem])
      expect(trusted.checks).toContainEqual(
        expect.objectContaining({
          ...{ topic: 'timestamp', result: 'holds' },
          words: expect.stringMatching(
            /signed\. Not checked: whether a certificate of the authority was revoked/,
          ),
        }),
      )
      expect((await withAuthorities(before, [other])).words).toContain(
        'does not lead to a certificate that you trust',
      )
      expect(await withAuthorities(answer, [other])).toBe(answer)
    } finally {
      authority.dispose()
    }
  })
})
