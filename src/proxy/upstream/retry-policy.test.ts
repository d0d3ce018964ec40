import { expect, it } from 'vitest'
import { createRetryPolicy } from './retry-policy.ts'

it('repeats twice at most, after a random pause that may double', () => {
  const highest = createRetryPolicy(() => 0.999_999)
  expect([highest.next(0), highest.next(1), highest.next(2)]).toEqual([499, 999, undefined])
  const lowest = createRetryPolicy(() => 0)
  expect([lowest.next(0), lowest.next(1)]).toEqual([0, 0])
})

it('keeps to a wait that upstream names, and leaves a long one to the client', () => {
  const policy = createRetryPolicy(() => 0)
  expect([policy.next(0, 2_000), policy.next(0, 60_000)]).toEqual([2_000, undefined])
})

it('has ten repetitions in hand, and not one more', () => {
  const policy = createRetryPolicy(() => 0)
  const pauses = Array.from({ length: 11 }, () => policy.next(0))
  expect(pauses).toEqual([...Array(10).fill(0), undefined])
})

it('repeats no more than a tenth of what was asked, over time', () => {
  const policy = createRetryPolicy(() => 0)
  let retries = 0
  for (let i = 0; i < 1_000; i++) {
    policy.begin()
    if (policy.next(0) !== undefined) retries++
  }
  expect(retries).toBeGreaterThan(100)
  expect(retries).toBeLessThanOrEqual(110)
})
