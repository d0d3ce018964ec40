import { beforeAll, describe, expect, it } from 'vitest'
import { createBlobSource } from '../files/byte-source.ts'
import { createAuditLines } from '../testing/create-audit-log.ts'
import { createTestKey, type TestKey } from '../testing/create-bundle.ts'
import { withTrustedKey } from './answer.ts'
import { checkEvidence } from './check-evidence.ts'

let key: TestKey
let lines: readonly string[]

beforeAll(async () => {
  key = await createTestKey()
  lines = await createAuditLines(key, 20)
})

const check = (...parts: readonly (readonly string[])[]) =>
  checkEvidence(
    parts.map((part, index) =>
      // The newest part has the name that is first, as with rotated logs.
      createBlobSource(`audit.log.${parts.length - index}`, new Blob([`${part.join('\n')}\n`])),
    ),
    'The log',
  )

describe('an audit log', () => {
  it('holds for the reader who has the key, and says what it cannot show', async () => {
    const answer = await check(['Gumshoe is ready: http://localhost:8787', ...lines])
    expect(answer).toMatchObject({ kind: 'audit-log', files: 1, result: 'unknown', says: [] })
    expect(answer.words).toContain('the proxy signed its log. Still open: Whose key signed this')
    expect(answer.signers).toEqual([{ fingerprint: key.fingerprint, isEphemeral: false }])
    const trusted = withTrustedKey(answer, key.fingerprint)
    expect(trusted.words).toBe(
      'Everything that can be checked holds: the proxy whose key you trust wrote this log.',
    )
    expect(trusted.checks.map(({ result, words }) => `${result}: ${words}`)).toEqual([
      'holds: 22 lines (2 to 23 of the log) are one chain without a gap, signed up to its number 21.',
      'unknown: 1 line of messages for people: they are in no chain, and were not checked.',
      'unknown: Whether the operator of the proxy wrote another log: the owner of the key can sign anything.',
      'holds: The key that you trust signed this.',
    ])
    expect(withTrustedKey(answer, 'ab'.repeat(32)).result).toBe('fails')
  })

  it('may be in several files, whatever the order in which they are given', async () => {
    const parts = [lines.slice(0, 8), lines.slice(8, 15), lines.slice(15)]
    for (const given of [parts, [...parts].reverse()]) {
      const answer = await check(...given)
      expect(answer).toMatchObject({ kind: 'audit-log', files: 3, result: 'unknown' })
      expect(withTrustedKey(answer, key.fingerprint).result).toBe('holds')
    }
  })

  it('that was changed names the line', async () => {
    const changed = lines.with(5, lines[5]?.replace('alice', 'mallory') ?? '')
    expect(await check(changed)).toMatchObject({
      result: 'fails',
      words: expect.stringMatching(/^This does not hold: Line 6 .*was changed/),
    })
    expect((await check(lines.toSpliced(5, 2))).words).toMatch(/Numbers 6 to 7 .* are missing/)
  })

  it('whose end is missing says that it is not signed', async () => {
    const answer = withTrustedKey(await check(lines.slice(0, -1)), key.fingerprint)
    expect(answer.checks.map(({ words }) => words)).toContainEqual(
      expect.stringContaining('does not end with a signature'),
    )
    expect((await check(lines.slice(0, -1))).words).toContain('no key signed them')
  })
})
