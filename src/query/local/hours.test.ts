import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursText } from '../testing/arbitrary-query.ts'
import { formatHours, parseHours } from './hours.ts'

const canonical = (text: string) => {
  const { hours, problem } = parseHours(text)
  return hours ? formatHours(hours) : problem
}

describe('hours', () => {
  it.each([
    ['mon-fri 07:00-19:00 Europe/London', 'mon-fri 07:00-19:00 Europe/London'],
    ['Mon,Tue,Wed 7:00-9:30 europe/london', 'mon-wed 07:00-09:30 Europe/London'],
    ['sat,sun', 'sat,sun'],
    ['fri-mon Europe/Berlin', 'mon,fri-sun Europe/Berlin'],
    ['22:00-06:00', '22:00-06:00'],
    ['20:00-00:00 GMT', '20:00-24:00'],
    ['13:00-17:00,09:00-12:00,13:00-17:00', '09:00-12:00,13:00-17:00'],
    ['mon-sun 00:00-24:00', '00:00-24:00'],
    ['sun 00:00-24:00 Asia/Tokyo', 'sun Asia/Tokyo'],
  ])('reads %s as %s', (text, expected) => {
    expect(canonical(text)).toBe(expected)
    expect(canonical(expected)).toBe(expected)
  })

  it('come back from their text', () => {
    fc.assert(fc.property(hoursText, (text) => canonical(text) === text))
  })
})
