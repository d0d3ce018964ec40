import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findEpochMs, findInstantForm, findUtcInstant, formatInstant } from './instant.ts'

describe('findInstantForm', () => {
  it.each([
    ['2026-11-20', 'date'],
    ['2024-02-29', 'date'],
    ['0000-01-01', 'date'],
    ['2026-11-20T08:30:00Z', 'date-time'],
    ['2026-11-20T08:30:00.1Z', 'date-time'],
    ['2026-11-20T08:30:00.123456789Z', 'date-time'],
    ['2026-11-20T08:30:00+05:30', 'date-time'],
    ['2026-11-20T23:59:59-00:00', 'date-time'],
  ])('takes %s as a %s', (text, form) => {
    expect(findInstantForm(text)).toBe(form)
  })

  it.each([
    ['nothing', ''],
    ['a bare number', '1'],
    ['a bare year', '2026'],
    ['a day that February does not have', '2026-02-30'],
    ['February 29 of a common year', '2026-02-29'],
    ['month 13', '2026-13-01'],
    ['day 0', '2026-11-00'],
    ['a year of five digits', '10000-01-01'],
    ['a signed year', '+002026-01-01T00:00:00Z'],
    ['a space for the T', '2026-11-20 00:00:00'],
    ['a date-time without offset', '2026-11-20T00:00:00'],
    ['a date-time without seconds', '2026-11-20T00:00Z'],
    ['a leap second', '2026-12-31T23:59:60Z'],
    ['hour 24', '2026-11-20T24:00:00Z'],
    ['an offset of 24 hours', '2026-11-20T00:00:00+24:00'],
    ['an offset of 60 minutes', '2026-11-20T00:00:00+01:60'],
    ['an offset without colon', '2026-11-20T00:00:00+0100'],
    ['a fraction without digits', '2026-11-20T00:00:00.Z'],
    ['ten digits of fraction', '2026-11-20T00:00:00.0123456789Z'],
    ['lower case', '2026-11-20t00:00:00z'],
    ['full-width digits', '２０２６-11-20'],
    ['a trailing line break', '2026-11-20\n'],
    ['white space in front', ' 2026-11-20'],
    ['what an offset carries before year 0', '0000-01-01T00:00:00+01:00'],
    ['what an offset carries beyond year 9999', '9999-12-31T23:59:59-01:00'],
  ])('refuses %s', (_, text) => {
    expect(findInstantForm(text)).toBeUndefined()
    expect(findEpochMs(text)).toBeUndefined()
    expect(findUtcInstant(text)).toBeUndefined()
  })
})

describe('findEpochMs', () => {
  it('reads a date as midnight UTC, wherever the machine stands', () => {
    expect(findEpochMs('2026-11-20')).toBe(Date.UTC(2026, 10, 20))
  })

  it('applies the offset', () => {
    expect(findEpochMs('2026-11-20T01:30:00+01:30')).toBe(Date.UTC(2026, 10, 20))
  })

  it('reads the epoch itself as 0', () => {
    expect(findEpochMs('1970-01-01')).toBe(0)
  })

  it('is the inverse of formatInstant for every millisecond that RFC 3339 can write', () => {
    const min = Date.parse('0000-01-01T00:00:00Z')
    const max = Date.parse('9999-12-31T23:59:59.999Z')
    fc.assert(
      fc.property(fc.integer({ min, max }), (epochMs) => {
        expect(findEpochMs(formatInstant(epochMs))).toBe(epochMs)
      }),
    )
  })
})

describe('findUtcInstant', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T01:00:00+02:00', '2026-11-19T23:00:00.000Z'],
    ['2026-11-20T01:00:00.5Z', '2026-11-20T01:00:00.500Z'],
    ['2026-11-20T01:00:00.123456Z', '2026-11-20T01:00:00.123456Z'],
    ['2026-11-20T01:00:00.123400Z', '2026-11-20T01:00:00.1234Z'],
    ['2026-11-20T01:00:00.120000Z', '2026-11-20T01:00:00.120Z'],
    ['2026-11-20T01:00:00.000000001+01:00', '2026-11-20T00:00:00.000000001Z'],
  ])('writes %s as %s', (text, utc) => {
    expect(findUtcInstant(text)).toBe(utc)
    expect(findInstantForm(utc)).toBe('date-time')
  })
})
