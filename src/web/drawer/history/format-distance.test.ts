import { expect, test } from 'vitest'
import { formatDistance } from './format-distance.ts'

test.each([
  [0, 'same time'],
  [-120, '−0.120 s'],
  [3_999, '+3 s'],
  [-61_000, '−1 min'],
  [7_200_000, '+2 h'],
  [-200_000_000, '−2 d'],
])('%i ms is %s', (ms, words) => expect(formatDistance(ms)).toBe(words))
