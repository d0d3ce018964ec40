import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursText } from '../testing/arbitrary-query.ts'
import { parseHours, weekdayNames } from './hours.ts'
import { createHoursMatcher } from './match-hours.ts'

/** Asks the engine for the weekday and the time of each instant, and tries every range of every day. */
function isInNaively(text: string, epochMs: number): boolean {
  const { hours } = parseHours(text)
  if (!hours) throw new Error(text)
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: hours.zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(epochMs)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  const day = (weekdayNames as readonly string[]).indexOf(part('weekday').toLowerCase())
  const minute = Number(part('hour')) * 60 + Number(part('minute'))
  return hours.times.some(
    ({ from, to }) =>
      (hours.weekdays.includes(day) && minute >= from && minute < to) ||
      // The morning of a range that began on the day before.
      (hours.weekdays.includes((day + 6) % 7) && minute + 1440 < to),
  )
}

const isIn = (hours: string, time: string) =>
  createHoursMatcher([{ kind: 'hours', mode: 'include', hours }])(Date.parse(time))

describe('hours', () => {
  it('are those of the clocks in the zone, also on days on which the clocks change', () => {
    const anyTime = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) })
    const nearChange = fc
      .tuple(
        fc.constantFrom(
          ...['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-03-08T05:30:00Z'],
          ...['2026-11-01T04:30:00Z', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
        ),
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
      )
      .map(([time, distanceMs]) => Date.parse(time) + distanceMs)
    fc.assert(
      fc.property(
        hoursText,
        fc.array(fc.oneof(anyTime, nearChange), { maxLength: 30 }),
        (hours, times) => {
          const matches = createHoursMatcher([{ kind: 'hours', mode: 'include', hours }])
          const without = createHoursMatcher([{ kind: 'hours', mode: 'exclude', hours }])
          for (const epochMs of times) {
            expect([hours, epochMs, matches(epochMs)]).toEqual([
              hours,
              epochMs,
              isInNaively(hours, epochMs),
            ])
            expect(without(epochMs)).toBe(!matches(epochMs))
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('follow summer time: 07:00 in London is 06:00 UTC in July', () => {
    const hours = '07:00-19:00 Europe/London'
    expect(isIn(hours, '2026-07-01T06:00:00Z')).toBe(true)
    expect(isIn(hours, '2026-07-01T18:00:00Z')).toBe(false)
    expect(isIn(hours, '2026-12-01T06:59:59.999Z')).toBe(false)
  })

  it('over midnight belong to the day on which they begin', () => {
    expect(isIn('fri 22:00-06:00', '2026-11-28T05:59:00Z')).toBe(true)
    expect(isIn('fri 22:00-06:00', '2026-11-27T05:59:00Z')).toBe(false)
    expect(isIn('sun 22:00-06:00', '2026-11-30T05:59:00Z')).toBe(true)
  })

  it('of several includes mean any, of excludes none; without a time only excludes pass', () => {
    const filter = (mode: 'include' | 'exclude', hours: string) =>
      ({ kind: 'hours', mode, hours }) as const
    const matches = createHoursMatcher([
      filter('include', '08:00-09:00'),
      filter('include', '10:00-11:00'),
      filter('exclude', 'sun'),
    ])
    const hits = ['T08:30', 'T09:30', 'T10:30'].map((time) =>
      matches(Date.parse(`2026-11-27${time}Z`)),
    )
    expect(hits).toEqual([true, false, true])
    expect(matches(Date.parse('2026-11-29T08:30Z'))).toBe(false)
    expect(matches(Number.NaN)).toBe(false)
    expect(createHoursMatcher([filter('exclude', 'sun')])(Number.NaN)).toBe(true)
  })
})
