import { expect, it } from 'vitest'
import { createAttemptLimit } from './attempt-limit.ts'

it('waits grow to five minutes and no further, and are forgotten after a quarter of an hour (88)', () => {
  let nowMs = 0
  const attempts = createAttemptLimit(() => nowMs)
  const waits = Array.from({ length: 16 }, () => {
    attempts.fail('192.0.2.1')
    return attempts.waitMs('192.0.2.1') / 1_000
  })
  expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  expect(attempts.waitMs('192.0.2.2')).toBe(0)
  nowMs = 900_000
  attempts.fail('192.0.2.1')
  expect(attempts.waitMs('192.0.2.1')).toBe(0)
})

it('ten thousand addresses are remembered, the oldest makes room', () => {
  const attempts = createAttemptLimit(() => 0, { freeFailures: 1 })
  for (let index = 0; index <= 10_000; index++) attempts.fail(`address ${index}`)
  expect(attempts.waitMs('address 0')).toBe(0)
  expect(attempts.waitMs('address 1')).toBe(1_000)
})
