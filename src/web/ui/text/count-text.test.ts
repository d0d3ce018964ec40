import { expect, it } from 'vitest'
import { toCounted, toDurationText } from './count-text.ts'

it.each([
  [0, '0 s'],
  [1, '1 s'],
  [59_001, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [-5, '0 s'],
])('writes %i ms as %s', (ms, text) => {
  expect(toDurationText(ms)).toBe(text)
})

it('counts one and many', () => {
  expect([toCounted(1, 'page'), toCounted(2000, 'entry', 'entries')]).toEqual([
    '1 page',
    '2,000 entries',
  ])
})
