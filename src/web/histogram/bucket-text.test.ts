import { expect, it } from 'vitest'
import { toBucketLine, toBucketRange, toBucketText } from './bucket-text.ts'
import { findTimeAxis } from './time-axis.ts'

function toAxis(since: string, before: string, zone: string) {
  const axis = findTimeAxis({ since, before }, zone)
  if (!axis) throw new Error('The range is empty.')
  return axis
}

const axis = toAxis('2026-11-20T16:27:10.440Z', '2026-11-21T16:27:10.440Z', 'UTC')

it('says the range of a bucket without what is equal or zero', () => {
  expect(toBucketRange(axis, 0)).toBe('2026-11-20 16:27:10.440 – 16:30 UTC')
  expect(toBucketRange(axis, 1)).toBe('2026-11-20 16:30 – 17:00 UTC')
  expect(toBucketRange(axis, 15)).toBe('2026-11-20 23:30 – 2026-11-21 00:00 UTC')
})

it('says both zones of the day on which the clocks change', () => {
  const days = toAxis('2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z', 'America/New_York')
  const changing = days.edges.findIndex((edge) => edge > Date.parse('2026-11-01T06:00:00Z')) - 1
  expect(toBucketRange(days, changing)).toMatch(/^2026-11-01 00:00 \S+ – 2026-11-02 00:00 \S+$/)
  const zones = /00:00 (\S+) –.* (\S+)$/.exec(toBucketRange(days, changing))
  expect(zones?.[1]).not.toBe(zones?.[2])
})

it('says the counts of the series that have any, and the total', () => {
  const counts = (count: number) => [0, count, ...Array<number>(48).fill(0)]
  const histogram = {
    outside: 0,
    series: [
      { value: 'success', isRest: false, counts: counts(1_200) },
      { value: 'failure', isRest: false, counts: counts(0) },
      { value: '', isRest: true, counts: counts(3) },
    ],
  }
  const styles = ['success', 'failure', 'other or none'].map((label) => ({ label, swatch: label }))
  const read = toBucketText(axis, histogram, styles, [], 1)
  expect(toBucketLine(read)).toBe(
    '2026-11-20 16:30 – 17:00 UTC: 1,200 success, 3 other or none; 1,203 entries',
  )
  const all = [{ from: 0, to: 1 }]
  const unread = toBucketText(axis, histogram, styles, all, 2)
  expect(toBucketLine(unread)).toBe('2026-11-20 17:00 – 17:30 UTC: not loaded')
  expect(toBucketText(axis, histogram, styles, all, 1).total).toBe('1,203 entries, not all loaded')
  const part = [{ from: 0, to: 0.02 }]
  expect(toBucketText(axis, histogram, styles, part, 1).total).toContain('not all loaded')
  expect(toBucketText(axis, histogram, styles, part, 2).total).toBe('0 entries')
})
