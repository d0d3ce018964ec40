import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatBase64, parseBase64 } from './base64.ts'
import { formatHex, parseDigest, parseHex } from './hex.ts'

it('writes and reads bytes as Node does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
      const base64 = formatBase64(bytes)
      const hex = formatHex(bytes)
      expect(base64).toBe(Buffer.from(bytes).toString('base64'))
      expect(hex).toBe(Buffer.from(bytes).toString('hex'))
      expect(Buffer.from(parseBase64(base64) ?? []).equals(bytes)).toBe(true)
      expect(Buffer.from(parseHex(hex) ?? []).equals(bytes)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

it.each(['A', 'AA', 'AAA', 'AAA=\n', 'AA==AAAA', 'AAB=', 'AB==', 'A===', '-_==', 'AA A'])(
  'reads %j as no base64',
  (text) => {
    expect(parseBase64(text)).toBeUndefined()
  },
)

it.each(['a', 'AB', '0g', ' ab', '0x'])('reads %j as no hexadecimal digits', (text) => {
  expect(parseHex(text)).toBeUndefined()
})

it('reads only 64 digits as a digest', () => {
  expect(parseDigest('ab'.repeat(32))).toHaveLength(32)
  expect(parseDigest('ab'.repeat(31))).toBeUndefined()
})
