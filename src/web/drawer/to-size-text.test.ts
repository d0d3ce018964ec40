import { expect, test } from 'vitest'
import { toSizeText } from './to-size-text.ts'

test('sizes are counted in bytes of UTF-8', () => {
  expect(toSizeText('')).toBe('0 B')
  expect(toSizeText('é')).toBe('2 B')
  expect(toSizeText('a'.repeat(1_234))).toBe('1.2 kB')
  expect(toSizeText('a'.repeat(5_000_000))).toBe('5.0 MB')
})
