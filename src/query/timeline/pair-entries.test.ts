import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { pairEntries } from './pair-entries.ts'
import { generatePairs, type PairOptions, type TruePairs } from './testing/generate-pairs.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')

const usual: PairOptions = {
  seed: 1,
  events: 2_000,
  maxSkewMs: 0,
  missingShare: 0,
  oneLogShare: 0,
  burstShare: 0,
}

function measure(options: PairOptions) {
  const truth = generatePairs(options)
  const pairs = pairEntries(
    { dataset: v2, entries: truth.v2.map(({ entry }) => entry) },
    { dataset: v1, entries: truth.v1.map(({ entry }) => entry) },
  )
  return { ...rate('event'), byChange: rate('change') }

  /** Right pairs have the same event, or the same change: equal changes of one second can be exchanged. */
  function rate(key: 'event' | 'change') {
    const isRight = ({ one, other }: { one: number; other: number }) =>
      truth.v2[one]?.[key] === truth.v1[other]?.[key]
    const right = pairs.filter(isRight).length
    const certain = pairs.filter(({ certainty }) => certainty === 'certain')
    return {
      precision: right / pairs.length,
      recall: right / countPossible(truth, key),
      certainPrecision: certain.filter(isRight).length / certain.length,
    }
  }
}

function countPossible({ v2, v1 }: TruePairs, key: 'event' | 'change'): number {
  const counts = new Map<string | number, number>()
  for (const each of v1) counts.set(each[key], (counts.get(each[key]) ?? 0) + 1)
  let possible = 0
  for (const each of v2) {
    const left = counts.get(each[key]) ?? 0
    if (left > 0) possible++
    counts.set(each[key], left - 1)
  }
  return possible
}

describe('pairs of v1 and v2', () => {
  it.each([
    ['equal clocks', {}],
    ['clocks that differ by up to 4 s', { maxSkewMs: 2_000 }],
    ['a tenth of the fields missing', { missingShare: 0.1 }],
    ['a fifth of the events in one log only', { oneLogShare: 0.2 }],
    ['bursts within one second', { burstShare: 0.3 }],
    ['bursts, a part of them in one log only', { burstShare: 0.3, oneLogShare: 0.1 }],
  ])('name the same event with %s', (_, options) => {
    for (const seed of [1, 2, 3]) {
      const { precision, recall, certainPrecision } = measure({ ...usual, ...options, seed })
      expect(precision).toBeGreaterThanOrEqual(0.99)
      expect(recall).toBeGreaterThanOrEqual(0.95)
      expect(certainPrecision).toBeGreaterThanOrEqual(0.995)
    }
  })

  it('name the same change with all of it together', () => {
    for (const seed of [1, 2, 3]) {
      const given = { maxSkewMs: 1_000, missingShare: 0.05, oneLogShare: 0.15, burstShare: 0.05 }
      const measured = measure({ ...usual, ...given, seed })
      expect(measured.byChange.precision).toBeGreaterThanOrEqual(0.99)
      expect(measured.byChange.recall).toBeGreaterThanOrEqual(0.95)
      expect(measured.certainPrecision).toBeGreaterThanOrEqual(0.99)
    }
  })
})
