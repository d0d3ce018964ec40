import { expect, test } from 'vitest'
import {
  mix,
  pickIndex,
  toBelow,
  toFraction,
  toHex,
  toRunningSums,
  toTimedUuid,
  toUuid,
} from './random.ts'

test('distinct words never collide under the same key', () => {
  const seen = new Set(Array.from({ length: 50_000 }, (_, word) => mix(42, word)))
  expect(seen.size).toBe(50_000)
})

test('numbers are spread evenly', () => {
  const buckets = new Array<number>(16).fill(0)
  for (let word = 0; word < 16_000; word++) {
    const bucket = toBelow(mix(7, word), 16)
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
  expect(Math.min(...buckets)).toBeGreaterThan(850)
  expect(Math.max(...buckets)).toBeLessThan(1150)
})

test('an index is picked as often as its weight says', () => {
  const sums = toRunningSums([1, 0, 3])
  const counts = [0, 0, 0]
  for (let word = 0; word < 4000; word++) {
    const index = pickIndex(sums, toFraction(mix(9, word)))
    counts[index] = (counts[index] ?? 0) + 1
  }
  expect(counts[1]).toBe(0)
  expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeGreaterThan(2.6)
  expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeLessThan(3.4)
})

test('ids have the form of their kind, and timed ones sort by time', () => {
  expect(toHex(1, 2, 32)).toMatch(/^[0-9a-f]{32}$/)
  expect(toUuid(1, 2)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(toTimedUuid(1, 2, 1_700_000_000_000)).toMatch(
    /^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(toTimedUuid(5, 6, 1_700_000_000_001) > toTimedUuid(1, 2, 1_700_000_000_000)).toBe(true)
})
