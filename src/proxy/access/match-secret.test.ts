import { describe, expect, it } from 'vitest'
import { type Digest, digestAnywhere, matchesSecret } from './match-secret.ts'

const secret = 'a-secret-of-these-tests-0123456789abcdefghi'

/** A digest that notes what it was given, and how many of its bytes were read afterwards. */
function watch() {
  const given: string[] = []
  let read = 0
  const digest: Digest = async (text) => {
    given.push(text)
    const bytes = await digestAnywhere(text)
    return new Proxy(bytes, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) read++
        const value = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
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
    expect([...reads]).toEqual([32])
  })

  it.each(Array.from({ length: 32 }, (_, index) => index))(
    'so that one byte decides, also byte %i',
    async (index) => {
      const digest: Digest = (text) =>
        new Uint8Array(32).fill(text === secret ? 0 : 1, index, index + 1)
      expect(await matchesSecret('guess', secret, digest)).toBe(false)
    },
  )
})
