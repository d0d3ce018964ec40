import { describe, expect, it } from 'vitest'
import { type Digest, digestAnywhere, matchesSecret } from './match-secret.ts'

const secret = 'a-secret-of-these-tests-0123456789abcdefghi'

/** A digest that notes what it was given, and how many of its digits were read afterwards. */
function watch() {
  const given: string[] = []
  let read = 0
  const digest: Digest = async (text) => {
    given.push(text)
    const digits = await digestAnywhere(text)
    const charCodeAt = (at: number) => {
      read++
      return digits.charCodeAt(at)
    }
    return { length: digits.length, charCodeAt } as string
  }
  return { digest, given, countRead: () => read }
}

describe('a secret is compared (91)', () => {
  it('by its whole digest, however much of the guess is right, and however long it is', async () => {
    const reads = new Set<number>()
    for (const guess of [secret, `${secret.slice(0, -1)}X`, 'X', '', 'X'.repeat(10_000)]) {
      const { digest, given, countRead } = watch()
      expect(await matchesSecret(guess, secret, digest)).toBe(guess === secret)
      expect(given).toEqual([guess, secret])
      reads.add(countRead())
    }
    expect([...reads]).toEqual([128])
  })

  it.each(Array.from({ length: 64 }, (_, index) => index))(
    'so that one digit decides, also digit %i',
    async (index) => {
      const zeros = '0'.repeat(64)
      const digest: Digest = (text) =>
        text === secret ? zeros : `${zeros.slice(0, index)}1${zeros.slice(index + 1)}`
      expect(await matchesSecret('guess', secret, digest)).toBe(false)
    },
  )
})
