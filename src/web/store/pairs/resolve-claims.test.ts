import { expect, it } from 'vitest'
import type { EntryPair } from '../../../query/timeline/pair-entries.ts'
import { packPairs } from '../pages/pair-list.ts'
import { resolveClaims } from './resolve-claims.ts'

const borderMs = 100_000

function toSlices(earlier: Partial<EntryPair>, later: Partial<EntryPair>) {
  const pair = { other: 9, reasons: [], equalValues: 0, rivals: 0, distanceMs: 0 } as const
  const certainty = 'likely' as const
  return [
    { fromMs: 0, toMs: borderMs, pairs: packPairs([{ ...pair, one: 1, certainty, ...earlier }]) },
    {
      fromMs: borderMs,
      toMs: 2 * borderMs,
      pairs: packPairs([{ ...pair, one: 2, certainty, ...later }]),
    },
  ]
}

it.each<[string, Partial<EntryPair>, Partial<EntryPair>, number]>([
  ['the certain pair', { distanceMs: 1 }, { certainty: 'certain', distanceMs: 9 }, 2],
  ['the nearer pair', { distanceMs: 5 }, { distanceMs: 6 }, 1],
  ['the earlier pair of equal ones', {}, {}, 1],
])('gives an entry near the border of two slices to %s', (_, earlier, later, winner) => {
  const resolved = resolveClaims(toSlices(earlier, later), () => borderMs + 10)
  expect(resolved.flatMap(({ pairs }) => [...pairs.ones])).toEqual([winner])
})

it('keeps the pairs of different entries', () => {
  const slices = toSlices({}, { other: 8 })
  expect(resolveClaims(slices, () => borderMs)).toEqual(slices)
})
