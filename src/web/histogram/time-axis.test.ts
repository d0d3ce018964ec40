import { describe, expect, it } from 'vitest'
import {
  countBuckets,
  findBucket,
  findTimeAxis,
  findUnread,
  getLogStart,
  listGaps,
  toBoundary,
  toBrush,
  toBucketMs,
} from './time-axis.ts'

const day = { since: '2026-11-20T00:00:00Z', before: '2026-11-21T00:00:00Z' }
const axis = findTimeAxis(day, 'UTC')
if (!axis) throw new Error('A day has an axis.')

describe('the axis of a range', () => {
  it('has buckets by the clock, and none for an empty range', () => {
    expect(axis.interval).toBe('30 min')
    expect(countBuckets(axis)).toBe(48)
    expect(toBucketMs(axis, 1)).toBe(Date.parse('2026-11-20T00:30:00Z'))
    expect(toBucketMs(axis, 48)).toBe(Date.parse(day.before))
    expect(findTimeAxis({ since: day.since, before: day.since }, 'UTC')).toBeUndefined()
  })

  it('knows the bucket of an instant and the edge nearest to it', () => {
    const at = (time: string) => Date.parse(`2026-11-20T${time}Z`)
    expect(findBucket(axis, at('12:29:59.999'))).toBe(24)
    expect(findBucket(axis, at('12:30'))).toBe(25)
    expect(findBucket(axis, 0)).toBe(0)
    expect(toBoundary(axis, at('12:05'))).toBe(24)
    expect(toBoundary(axis, at('12:25'))).toBe(25)
    expect(toBoundary(axis, 0)).toBe(0)
    expect(toBoundary(axis, Date.parse('2027-01-01'))).toBe(48)
    expect(toBrush(axis, at('12:05'), at('13:50'))).toEqual([24, 28])
    expect(toBrush(axis, at('12:02'), at('12:09'))).toEqual([24, 25])
  })

  it('has unequal buckets at its ends and where the clocks change', () => {
    const range = { since: '2026-09-10T12:00:00Z', before: '2026-11-10T00:00:00Z' }
    const days = findTimeAxis(range, 'Europe/London')
    if (!days) throw new Error('The range has an axis.')
    const hours = Array.from(
      { length: countBuckets(days) },
      (_, i) => (toBucketMs(days, i + 1) - toBucketMs(days, i)) / 3_600_000,
    )
    expect([hours[0], hours.at(-1)]).toEqual([11, 24])
    expect(hours.filter((length) => length === 25)).toHaveLength(1)
    expect(findUnread(days, [{ from: 0, to: 0.001 }], 0)).toBe('part')
    expect(findUnread(days, [{ from: 0, to: 0.001 }], 1)).toBeUndefined()
  })
})

describe('what was not read', () => {
  it('is everything at first, and nothing at the end', () => {
    expect(listGaps(axis, [])).toEqual([{ from: 0, to: 1 }])
    expect(listGaps(axis, [day])).toEqual([])
  })

  it('is nothing where the log can hold nothing', () => {
    const start = getLogStart(axis, '2026-11-20T06:00:00Z')
    expect(listGaps(axis, [], start)).toEqual([{ from: 0.25, to: 1 }])
    const read = { since: '2026-11-20T03:00:00Z', before: '2026-11-20T12:00:00Z' }
    expect(listGaps(axis, [read], start)).toEqual([{ from: 0.5, to: 1 }])
    expect(listGaps(axis, [], getLogStart(axis, '2026-12-01T00:00:00Z'))).toEqual([])
    expect(getLogStart(axis, undefined)).toBe(0)
  })

  it('lies before, between and after what was', () => {
    const coverage = [
      { since: '2026-11-20T12:00:00Z', before: '2026-11-20T18:00:00Z' },
      { since: '2026-11-20T03:00:00Z', before: '2026-11-20T06:00:00Z' },
    ]
    const gaps = listGaps(axis, coverage)
    expect(gaps).toEqual([
      { from: 0, to: 0.125 },
      { from: 0.25, to: 0.5 },
      { from: 0.75, to: 1 },
    ])
    expect(findUnread(axis, gaps, 0)).toBe('whole')
    expect(findUnread(axis, gaps, 8)).toBeUndefined()
    expect(findUnread(axis, gaps, 47)).toBe('whole')
  })
})
