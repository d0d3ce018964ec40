import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findClockBuckets, listClockEdges, maxClockBuckets } from './clock-buckets.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Havana',
  'Africa/Cairo',
  'Pacific/Apia',
]

const at = (text: string) => Date.parse(text)

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clocks show, by the engine alone. */
function readClock(epochMs: number, timeZone: string) {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', day: '2-digit', timeZoneName: 'longOffset' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
  formats.set(timeZone, format)
  const parts = new Map(
    format.formatToParts(epochMs).map(({ type, value }) => [type as string, value]),
  )
  const number = (type: string) => Number(parts.get(type))
  return {
    day: number('day'),
    secondOfDay: number('hour') * 3_600 + number('minute') * 60 + number('second'),
    offset: parts.get('timeZoneName'),
  }
}

const lengths = (edges: readonly number[], unitMs: number) =>
  edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / unitMs)

describe('the interval', () => {
  it.each([
    ['5 ms', '1 ms'],
    ['1 min', '1 s'],
    ['15 min', '15 s'],
    ['1 h', '1 min'],
    ['24 h', '30 min'],
    ['7 d', '3 h'],
    ['30 d', '12 h'],
    ['60 d', '1 d'],
    ['365 d', '1 w'],
    ['1000 d', '1 month'],
    ['20000 d', '1 year'],
  ])('of %s is %s', (range, name) => {
    const [count = '', unit = ''] = range.split(' ')
    const unitMs = { ms: 1, min: 60_000, h: hourMs, d: dayMs }[unit] ?? 0
    const sinceMs = at('2026-11-20T16:27:10.440Z')
    const buckets = findClockBuckets(sinceMs, sinceMs + Number(count) * unitMs, 'UTC')
    expect(buckets?.step.name).toBe(name)
  })

  it('is none for an empty range', () => {
    expect(findClockBuckets(5, 5, 'UTC')).toBeUndefined()
    expect(findClockBuckets(5, 4, 'UTC')).toBeUndefined()
    expect(findClockBuckets(Number.NaN, 4, 'UTC')).toBeUndefined()
  })

  it('gives a range without a round time one bucket', () => {
    const step = { name: '1 d', unit: 'ms', count: dayMs } as const
    expect(listClockEdges(1, 2, step, 'UTC')).toEqual([1, 2])
  })
})

describe('the edges', () => {
  it('begin and end with the range, and are at round times in between', () => {
    const [sinceMs, beforeMs] = [at('2026-11-20T16:27:10.440Z'), at('2026-11-21T16:27:10.440Z')]
    const { edges = [] } = findClockBuckets(sinceMs, beforeMs, 'Asia/Kathmandu') ?? {}
    expect(edges[0]).toBe(sinceMs)
    // 22:15 and 22:30 in Kathmandu, which is 5:45 ahead.
    expect(edges.slice(1, 3)).toEqual([at('2026-11-20T16:45Z'), at('2026-11-20T17:15Z')])
    expect(edges.at(-1)).toBe(beforeMs)
    expect(edges).toHaveLength(50)
  })

  it('are at the midnights of a zone, on days of 23, 24 and 25 hours', () => {
    const day = { name: '1 d', unit: 'ms', count: dayMs } as const
    const spring = listClockEdges(
      at('2026-03-28T00:00Z'),
      at('2026-03-30T23:00Z'),
      day,
      'Europe/London',
    )
    expect(lengths(spring, hourMs)).toEqual([24, 23, 24])
    const autumn = listClockEdges(
      at('2026-10-23T23:00Z'),
      at('2026-10-27T00:00Z'),
      day,
      'Europe/London',
    )
    expect(lengths(autumn, hourMs)).toEqual([24, 25, 24])
  })

  it('are at the change itself where the clocks skip midnight, and at the first of two midnights', () => {
    const day = { name: '1 d', unit: 'ms', count: dayMs } as const
    // In Havana, 00:00 becomes 01:00 in March, and 01:00 becomes 00:00 in November.
    const spring = listClockEdges(
      at('2026-03-07T05:00Z'),
      at('2026-03-09T04:00Z'),
      day,
      'America/Havana',
    )
    expect(lengths(spring, hourMs)).toEqual([24, 23])
    const autumn = listClockEdges(
      at('2026-10-31T04:00Z'),
      at('2026-11-02T05:00Z'),
      day,
      'America/Havana',
    )
    expect(lengths(autumn, hourMs)).toEqual([24, 25])
  })

  it('give both passes of a repeated hour buckets of their own, if these are that short', () => {
    const hour = { name: '1 h', unit: 'ms', count: hourMs } as const
    const range = [at('2026-10-24T22:00Z'), at('2026-10-25T04:00Z')] as const
    expect(lengths(listClockEdges(...range, hour, 'Europe/London'), hourMs)).toEqual([
      ...[1, 1, 1, 1, 1, 1],
    ])
    const threeHours = { name: '3 h', unit: 'ms', count: 3 * hourMs } as const
    expect(lengths(listClockEdges(...range, threeHours, 'Europe/London'), hourMs)).toEqual([
      1, 4, 1,
    ])
  })

  it('are on Mondays and on the first of a month', () => {
    const { step, edges = [] } = findClockBuckets(at('2026-01-01'), at('2027-01-01'), 'UTC') ?? {}
    expect(step?.name).toBe('1 w')
    for (const edge of edges.slice(1, -1)) expect(new Date(edge).getUTCDay()).toBe(1)
    const years = findClockBuckets(at('2023-05-05'), at('2026-11-05'), 'America/New_York')
    expect(years?.step.name).toBe('1 month')
    for (const edge of years?.edges.slice(1, -1) ?? []) {
      expect(readClock(edge, 'America/New_York')).toMatchObject({ day: 1, secondOfDay: 0 })
    }
  })

  it('are all round times of the range and no others, in any zone at any time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('2009-01-01') / 60_000, max: at('2029-01-01') / 60_000 }),
        fc.integer({ min: 1, max: 80 * 24 * 60 }),
        (zone, sinceMin, length) => {
          const [sinceMs, beforeMs] = [sinceMin * 60_000, (sinceMin + length) * 60_000]
          const { step, edges = [] } = findClockBuckets(sinceMs, beforeMs, zone) ?? {}
          const stepMs = step?.count ?? 0
          expect(lengths(edges, 1).every((ms) => ms > 0)).toBe(true)
          expect([edges[0], edges.at(-1)]).toEqual([sinceMs, beforeMs])
          // The change of the clocks adds at most one bucket.
          expect(edges.length - 2).toBeLessThanOrEqual(maxClockBuckets + 1)
          const clocks = edges.map((edge) => readClock(edge, zone))
          lengths(edges, 1).forEach((ms, i) => {
            const isInner = i > 0 && i < edges.length - 2
            // At a change that skips a round time, the clocks have changed already.
            const before = readClock((edges[i] ?? 0) - 1, zone)
            const isChanged = before.offset !== clocks[i + 1]?.offset
            if (isInner && !isChanged) expect(ms).toBe(stepMs)
            else expect(ms).toBeLessThanOrEqual(stepMs + (isChanged ? dayMs : 0))
          })
          for (const edge of edges.slice(1, -1)) {
            const { secondOfDay, offset } = readClock(edge, zone)
            const isRound = secondOfDay % Math.min(stepMs / 1_000, 86_400) === 0
            expect(isRound || readClock(edge - 1, zone).offset !== offset).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
