import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSha256, toSha256 } from './sha-256.ts'

async function digestWhole(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

it('gives the digest that the standard publishes', () => {
  const sha = createSha256()
  sha.update(new TextEncoder().encode('abc'))
  expect(sha.digest()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it.each([
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  [
    'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
    'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
  ],
])('gives the published digest of two blocks: %s', (text, digest) => {
  const sha = createSha256()
  sha.update(new TextEncoder().encode(text))
  expect(sha.digest()).toBe(digest)
})

it('gives what the runtime gives, whatever the parts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }),
      async (parts) => {
        const sha = createSha256()
        for (const part of parts) sha.update(part)
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]))
        expect(sha.digest()).toBe(await digestWhole(whole))
      },
    ),
    { numRuns: 300 },
  )
})

it('gives what the runtime gives for whole digests one after the other, also within another', async () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { minLength: 1, maxLength: 4 }), async (digests) => {
      const around = createSha256()
      for (const each of digests) {
        const whole = Uint8Array.from(each.flatMap((part) => [...part]))
        around.update(whole)
        expect(Buffer.from(toSha256(...each)).toString('hex')).toBe(await digestWhole(whole))
      }
      const all = Uint8Array.from(digests.flat().flatMap((part) => [...part]))
      expect(around.digest()).toBe(await digestWhole(all))
    }),
    { numRuns: 100 },
  )
})

it('gives what the runtime gives for every length around a block', async () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => at * 7)
    const sha = createSha256()
    sha.update(bytes)
    expect(sha.digest()).toBe(await digestWhole(bytes))
  }
})

it('gives the published digest of a million letters', () => {
  const sha = createSha256()
  for (let i = 0; i < 1000; i++) sha.update(new Uint8Array(1000).fill(97))
  expect(sha.digest()).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
})

it('gives the digest as bytes, of one part or of several', () => {
  const bytes = new TextEncoder().encode('abc')
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(Buffer.from(toSha256(bytes)).toString('hex')).toBe(digest)
  expect(toSha256(bytes.subarray(0, 1), bytes.subarray(1))).toEqual(toSha256(bytes))
  expect(toSha256()).toEqual(toSha256(new Uint8Array()))
})

it('gives what Node gives for any part of a larger buffer, and for the part after another one', () => {
  const all = Uint8Array.from({ length: 5_000 }, (_, at) => at * 31 + (at >> 8))
  const digestParts = (parts: readonly Uint8Array[]) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest('hex')
  }
  // Padding begins another block from 56 bytes on.
  const length = fc.oneof(fc.nat({ max: 4_000 }), fc.constantFrom(55, 56, 63, 64, 119, 120, 128))
  fc.assert(
    fc.property(fc.nat({ max: 900 }), length, fc.nat({ max: 130 }), (start, size, before) => {
      const parts = [all.subarray(3, 3 + before), all.subarray(start, start + size)]
      expect(Buffer.from(toSha256(...parts)).toString('hex')).toBe(digestParts(parts))
      expect(Buffer.from(toSha256(...parts.slice(1))).toString('hex')).toBe(
        digestParts(parts.slice(1)),
      )
    }),
    { numRuns: 500 },
  )
})
