import { expect, test } from 'vitest'
import { formatSize, formatTextSize } from './format-size.ts'

test('sizes are counted in bytes of UTF-8', () => {
  expect(formatTextSize('')).toBe('0 B')
  expect(formatTextSize('é')).toBe('2 B')
  expect(formatTextSize('a'.repeat(1_234))).toBe('1.2 kB')
  expect(formatTextSize('a'.repeat(5_000_000))).toBe('5.0 MB')
})

test('a size that would round to a thousand has the next unit', () => {
  expect(formatSize(999)).toBe('999 B')
  expect(formatSize(999_949)).toBe('999.9 kB')
  expect(formatSize(999_950)).toBe('1.0 MB')
  expect(formatSize(1_200_000_000_000)).toBe('1200.0 GB')
})
