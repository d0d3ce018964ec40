import { expect, it } from 'vitest'
import { listCountTicks, toTickLabel } from './count-scale.ts'

it.each([
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [3, [0, 2]],
  [7, [0, 5]],
  [10, [0, 5, 10]],
  [162, [0, 100]],
  [250, [0, 100, 200]],
  [1_000_000, [0, 500_000, 1_000_000]],
])('a maximum of %i has round ticks', (max, ticks) => {
  expect(listCountTicks(max)).toEqual(ticks)
})

it('labels are short', () => {
  expect([0, 500, 2_000, 500_000, 1_000_000].map(toTickLabel)).toEqual([
    ...['0', '500', '2k', '500k', '1M'],
  ])
})
