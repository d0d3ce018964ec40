import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rankCounts } from './rank-counts.ts'

const counts = Uint32Array.of(9, 3, 0, 5, 3, 1)

it('ranks the most frequent first, of equal ones the first, without zeros', () => {
  expect(rankCounts(counts, 1, 9)).toEqual({ ranked: [3, 1, 4, 5], wanted: 4 })
  expect(rankCounts(counts, 1, 2).ranked).toEqual([3, 1])
})

it('ranks the rarest first', () => {
  expect(rankCounts(counts, 0, 2, 'rare')).toEqual({ ranked: [5, 1], wanted: 5 })
})

it('ranks only wanted ones, and counts them', () => {
  const isOdd = (index: number) => index % 2 === 1
  expect(rankCounts(counts, 0, 1, 'frequent', isOdd)).toEqual({ ranked: [3], wanted: 3 })
})

it('ranks as sorting all of them does', () => {
  const orders = fc.constantFrom('frequent' as const, 'rare' as const)
  fc.assert(
    fc.property(fc.uint32Array({ max: 6 }), fc.nat(30), orders, (some, limit, order) => {
      const sign = order === 'rare' ? 1 : -1
      const sorted = Array.from(some.keys())
        .filter((at) => some[at] !== 0)
        .sort((a, b) => sign * ((some[a] ?? 0) - (some[b] ?? 0)) || a - b)
      expect(rankCounts(some, 0, limit, order).ranked).toEqual(sorted.slice(0, limit))
    }),
  )
})
