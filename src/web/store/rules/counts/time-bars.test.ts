import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxBars, moveCounts, noBars, toTimeBars } from './time-bars.ts'

const startMs = Date.UTC(2026, 10, 1)

describe('the bars of a time', () => {
  it.each([
    [0, 0, 1, 1],
    [0, 23, 1, 24],
    [0, 24, 2, 13],
    [1, 24, 1, 24],
    // Bars of 2 milliseconds would be 25, because neither end is at a multiple.
    [1, 48, 4, 13],
    [0, 47, 2, 24],
  ])('from %d to %d milliseconds are of %d milliseconds, %d of them', (from, to, barMs, count) => {
    const shift = startMs - (startMs % 64)
    expect(toTimeBars(shift + from, shift + to)).toMatchObject({ barMs, count })
  })

  it('are none without a time', () => {
    expect(toTimeBars(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual(noBars)
  })

  it('are as many as fit, cover it and not more', () => {
    const time = fc.integer({ min: -1e13, max: 1e13 })
    fc.assert(
      fc.property(time, fc.oneof(fc.nat(200), fc.nat()), (fromMs, lengthMs) => {
        const { barMs, first, count } = toTimeBars(fromMs, fromMs + lengthMs)
        expect(count).toBeLessThanOrEqual(maxBars)
        expect(count).toBeGreaterThanOrEqual(Math.min(lengthMs + 1, 13))
        expect(first * barMs).toBeLessThanOrEqual(fromMs)
        expect((first + 1) * barMs).toBeGreaterThan(fromMs)
        expect((first + count) * barMs).toBeGreaterThan(fromMs + lengthMs)
        expect((first + count - 1) * barMs).toBeLessThanOrEqual(fromMs + lengthMs)
      }),
    )
  })
})

describe('counts of bars', () => {
  it('are added up where a bar covers several, before and after them as well', () => {
    const counts = Uint32Array.of(1, 2, 4, 8)
    const moved = moveCounts(
      counts,
      { barMs: 2, first: -3, count: 4 },
      { barMs: 4, first: -3, count: 4 },
    )
    // From -6 on: 1 in the bar from -8, 2 and 4 in that from -4, 8 in that from 0.
    expect([...moved.subarray(0, 4)]).toEqual([0, 1, 6, 8])
  })

  it('start with none', () => {
    expect(moveCounts(new Uint32Array(maxBars), noBars, toTimeBars(5, 9))).toEqual(
      new Uint32Array(maxBars),
    )
  })
})
