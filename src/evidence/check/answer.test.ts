import { beforeAll, describe, expect, it } from 'vitest'
import { createBlobSource } from '../files/byte-source.ts'
import {
  assembleBundle,
  createBundleParts,
  createTestKey,
  type TestKey,
} from '../testing/create-bundle.ts'
import { createTestExport } from '../testing/create-export-files.ts'
import { type Answer, withTrustedKey } from './answer.ts'
import { checkEvidence } from './check-evidence.ts'

let key: TestKey
let answer: Answer

beforeAll(async () => {
  key = await createTestKey()
  const files = assembleBundle(await createBundleParts(key))
  const sources = [...files].map(([name, bytes]) =>
    createBlobSource(name, new Blob([bytes as Uint8Array<ArrayBuffer>])),
  )
  answer = await checkEvidence(sources, 'The folder export')
})

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
