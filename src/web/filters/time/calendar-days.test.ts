import { describe, expect, it } from 'vitest'
import { findDaySpan, toTypedDays } from './calendar-days.ts'

const find = (since: string, before: string, zone = 'UTC') => {
  const span = findDaySpan({ kind: 'absolute', since, before }, zone)
  return span && toTypedDays(span)
}

describe('the days of a calendar', () => {
  it('are those that the range touches; its end is not included', () => {
    expect(find('2026-11-20', '2026-11-21')).toEqual({ since: '2026-11-20', before: '2026-11-21' })
    expect(find('2026-11-20T10:00:00Z', '2026-11-21T00:00:00.001Z')).toEqual({
      since: '2026-11-20',
      before: '2026-11-22',
    })
  })

  it('are counted in the zone of the screen', () => {
    expect(find('2026-11-19T23:00:00Z', '2026-11-20T23:00:00Z', 'Europe/Berlin')).toEqual({
      since: '2026-11-20',
      before: '2026-11-21',
    })
  })

  it('go over the end of a month, a year, and a change of the clocks', () => {
    expect(find('2026-12-31', '2027-01-01')).toEqual({ since: '2026-12-31', before: '2027-01-01' })
    expect(find('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Berlin')).toEqual({
      since: '2026-03-29',
      before: '2026-03-30',
    })
  })

  it('are none while an end is open or the range is relative', () => {
    expect(findDaySpan({ kind: 'absolute', since: '2026-11-20' }, 'UTC')).toBeUndefined()
    expect(findDaySpan({ kind: 'relative', range: '7d' }, 'UTC')).toBeUndefined()
    expect(findDaySpan(undefined, 'UTC')).toBeUndefined()
  })
})
