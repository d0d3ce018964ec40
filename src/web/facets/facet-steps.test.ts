import { expect, it } from 'vitest'
import { findNextStep, toEndWords, toRest } from './facet-steps.ts'

const values = Array.from({ length: 1_000 }, (_, n) => ({ value: `v${n}`, count: 1 }))
const facet = { values, missing: 0, distinct: 10_000 }

it('lists more in steps, up to a last one', () => {
  expect([5, 50, 250, 1_000].map(findNextStep)).toEqual([50, 250, 1_000, undefined])
})

it('counts the values that are not listed, of those that contain the filter', () => {
  expect(toRest(facet)).toEqual({ total: 10_000, hidden: 9_000 })
  expect(toRest({ ...facet, matching: { values: 1_000, isCut: false } }).hidden).toBe(0)
})

it.each([
  [facet, '', '1,000 of 10,000 values. Filter to find the others.'],
  [{ ...facet, distinct: 1_000 }, '', ''],
  [{ ...facet, values: [], matching: { values: 0, isCut: false } }, 'x', 'No value contains “x”'],
  [
    { ...facet, matching: { values: 5_000, isCut: true } },
    'v',
    '1,000 of at least 5,000 values. Filter to find the others.',
  ],
])('says what is not listed', (given, filter, words) => {
  expect(toEndWords(given, filter)).toBe(words)
})
