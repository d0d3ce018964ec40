import { describe, expect, it } from 'vitest'
import {
  findTimeAxis,
  getLogStart,
  isInGap,
  listGaps,
  toBoundary,
  toBucketMs,
} from './time-axis.ts'

const day = { since: '2026-11-20T00:00:00Z', before: '2026-11-21T00:00:00Z' }
const axis = findTimeAxis(day)
if (!axis) throw new Error('A day has an axis.')

describe('the axis of a range', () => {
  it('has buckets of equal length, and none for an empty range', () => {
    expect(axis.buckets).toBe(120)
    expect(toBucketMs(axis, 1) - toBucketMs(axis, 0)).toBe(12 * 60_000)
    expect(toBucketMs(axis, 120)).toBe(Date.parse(day.before))
    expect(findTimeAxis({ since: day.since, before: day.since })).toBeUndefined()
    expect(findTimeAxis({ since: day.since, before: '2026-11-20T00:00:00.005Z' })?.buckets).toBe(5)
  })

  it('knows the boundary nearest to an instant', () => {
    expect(toBoundary(axis, Date.parse('2026-11-20T12:05:00Z'))).toBe(60)
    expect(toBoundary(axis, 0)).toBe(0)
    expect(toBoundary(axis, Date.parse('2027-01-01'))).toBe(120)
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
    expect(isInGap(axis, gaps, 0)).toBe(true)
    expect(isInGap(axis, gaps, 20)).toBe(false)
    expect(isInGap(axis, gaps, 119)).toBe(true)
  })
})
