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

  it('tell how many other entries are about as like, and how many values are equal', () => {
    const toV2 = (id: string, name: string) => ({
      id,
      action: { time: '2026-11-02T08:00:00.000Z', type: 'create', description: 'Create record' },
      actor: { email: 'a@shop.example' },
      resource: { product: 'dns', type: 'record', request: { name } },
    })
    const toV1 = (id: string, name: string) => ({
      id,
      action: { type: 'record_create' },
      actor: { email: 'a@shop.example' },
      resource: { type: 'dns' },
      newValueJson: { name },
      when: '2026-11-02T08:00:00.400Z',
    })
    const pair = (names: readonly string[], oldNames: readonly string[]) =>
      pairEntries(
        { dataset: v2, entries: names.map((name, at) => toV2(`new ${at}`, name)) },
        { dataset: v1, entries: oldNames.map((name, at) => toV1(`old ${at}`, name)) },
      )
    const certain = { certainty: 'certain', rivals: 0, equalValues: 1, distanceMs: 400 }
    expect(pair(['first', 'second'], ['second'])).toMatchObject([{ one: 1, ...certain }])
    expect(pair(['first', 'first', 'first'], ['first'])).toMatchObject([
      { certainty: 'likely', rivals: 2 },
    ])
  })

  it('do not count an equal time as an equal value', () => {
    const time = '2026-11-02T08:00:00.000Z'
    const actor = { email: 'a@shop.example' }
    const [pair] = pairEntries(
      {
        dataset: v2,
        entries: [{ action: { time, type: 'create', description: 'Create DNS record' }, actor }],
      },
      {
        dataset: v1,
        entries: [{ action: { type: 'dns_record_create' }, actor, when: time }],
      },
    )
    expect(pair).toMatchObject({ equalValues: 0, reasons: ['actor', 'time', 'verb', 'words'] })
  })

  it('are found among thousands of changes in one second', () => {
    const count = 4_000
    const toTime = (at: number, shift: number) =>
      new Date(Date.UTC(2026, 10, 2) + Math.floor((at * 1_000) / count) + shift).toISOString()
    const numbers = Array.from({ length: count }, (_, at) => at)
    const actor = { email: 'a@shop.example' }
    const request = (at: number) => ({ name: `name-${at}` })
    const entries = numbers.map((at) => ({
      action: { time: toTime(at, 0), type: 'create', description: 'Create record' },
      actor,
      resource: { product: 'dns', type: 'record', request: request(at) },
    }))
    const oldEntries = numbers.map((at) => ({
      action: { type: 'record_create' },
      actor,
      resource: { type: 'dns' },
      newValueJson: request(at),
      when: toTime(at, 3),
    }))
    const pairs = pairEntries({ dataset: v2, entries }, { dataset: v1, entries: oldEntries })
    expect(pairs.filter(({ one, other }) => one === other)).toHaveLength(count)
    // Not all of them were compared with each other.
    expect(pairs.every(({ certainty }) => certainty === 'likely')).toBe(true)
  })
})
