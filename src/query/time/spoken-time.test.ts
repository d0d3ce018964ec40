import { describe, expect, it } from 'vitest'
import { findSpokenRange } from './time-range.ts'
import { findTypedRange } from './typed-range.ts'
import { parseTypedTime } from './typed-time.ts'

/** A Saturday. */
const nowMs = Date.parse('2026-11-21T12:00:30Z')

const read = (text: string, timeZone = 'UTC') =>
  parseTypedTime(text, { timeZone, end: 'since', nowMs })
const readMs = (text: string, timeZone?: string) => {
  const found = read(text, timeZone)
  return found.kind === 'time' ? new Date(found.value).toISOString() : found
}

describe('a spoken time', () => {
  it.each([
    ['now', '2026-11-21T12:00:30.000Z'],
    ['an hour ago', '2026-11-21T11:00:30.000Z'],
    ['90 min ago', '2026-11-21T10:30:30.000Z'],
    ['3 days ago', '2026-11-18T12:00:30.000Z'],
    ['3d ago', '2026-11-18T12:00:30.000Z'],
    ['two weeks ago', '2026-11-07T12:00:30.000Z'],
    ['a month ago', '2026-10-21T12:00:30.000Z'],
    ['3 days ago at 17:00', '2026-11-18T17:00:00.000Z'],
    ['today', '2026-11-21T00:00:00.000Z'],
    ['Yesterday', '2026-11-20T00:00:00.000Z'],
    ['yesterday 17:00', '2026-11-20T17:00:00.000Z'],
    ['yesterday 5pm', '2026-11-20T17:00:00.000Z'],
    ['yesterday at 5:30 p.m.', '2026-11-20T17:30:00.000Z'],
    ['yesterday noon', '2026-11-20T12:00:00.000Z'],
    ['the day before yesterday 8am', '2026-11-19T08:00:00.000Z'],
    ['last monday', '2026-11-16T00:00:00.000Z'],
    ['monday 9am', '2026-11-16T09:00:00.000Z'],
    ['last saturday', '2026-11-14T00:00:00.000Z'],
    ['Nov 20 2:31 am', '2026-11-20T02:31:00.000Z'],
    ['20 Nov 02:31', '2026-11-20T02:31:00.000Z'],
    ['20th of November', '2026-11-20T00:00:00.000Z'],
    // It is not to come, so it is of the last year.
    ['Nov 24 2:31 am', '2025-11-24T02:31:00.000Z'],
    ['11/20 02:31', '2026-11-20T02:31:00.000Z'],
    ['20/11', '2026-11-20T00:00:00.000Z'],
    ['yesterday 17:00 America/New_York', '2026-11-20T22:00:00.000Z'],
    ['yesterday 17:00 +02:00', '2026-11-20T15:00:00.000Z'],
  ])('%j is %s', (text, instant) => {
    expect(readMs(text)).toBe(instant)
  })

  it('is meant in the zone of the screen, where also its day begins', () => {
    expect(readMs('yesterday 17:00', 'Asia/Tokyo')).toBe('2026-11-20T08:00:00.000Z')
    expect(readMs('today', 'Pacific/Auckland')).toBe('2026-11-21T11:00:00.000Z')
    // In Auckland it is the 22nd already, in UTC it is not.
    expect(readMs('today 09:00 UTC', 'Pacific/Auckland')).toBe('2026-11-21T09:00:00.000Z')
    // Between the two the clocks were set back: the time of day stays.
    expect(readMs('4 weeks ago', 'Europe/Berlin')).toBe('2026-10-24T11:00:30.000Z')
  })

  it('goes back to the last day of a shorter month', () => {
    const march = Date.parse('2026-03-31T10:00:00Z')
    const found = parseTypedTime('a month ago', { timeZone: 'UTC', end: 'since', nowMs: march })
    expect(found).toMatchObject({ value: '2026-02-28T10:00:00Z' })
  })

  it('says what was assumed', () => {
    expect(read('Nov 24 2:31 am')).toMatchObject({ remark: expect.stringContaining('2025') })
    expect(read('yesterday 17:00', 'Europe/Berlin')).toMatchObject({
      remark: 'No zone given: read in Europe/Berlin, at UTC+01:00 then.',
    })
  })

  it.each([
    ['17:00', ['today 17:00', 'yesterday 17:00']],
    ['5pm', ['today 17:00', 'yesterday 17:00']],
    ['saturday', ['2026-11-21', '2026-11-14', 'last saturday']],
    ['11/12 10:00', ['November 12', 'December 11']],
    ['11/12/2026 10:00', ['2026-11-12', '2026-12-11', 'which number is the month']],
  ])('%j has two meanings, and both are named', (text, words) => {
    const found = read(text)
    for (const each of words)
      expect(found).toMatchObject({ message: expect.stringContaining(each) })
  })

  it.each([
    'ago',
    '0 days ago',
    'next monday',
    'three monkeys ago',
    'Nov 31',
    '99999 years ago',
    '999999 years ago',
    'yesterday 25:00',
    'yesterday 13pm',
    'mondayish',
    'november',
    'x'.repeat(500),
  ])('%j is none', (text) => {
    expect(read(text).kind).toBe('problem')
  })

  it('needs the present', () => {
    expect(parseTypedTime('yesterday', { timeZone: 'UTC', end: 'since' }).kind).toBe('problem')
  })
})

describe('a spoken range', () => {
  const context = { nowMs, timeZone: 'UTC' }

  it.each([
    ['yesterday 17:00 to now', '2026-11-20 17:00', '2026-11-21T12:00:30.000Z'],
    ['2026-11-20 10:00 to now', '2026-11-20 10:00', '2026-11-21T12:00:30.000Z'],
    ['from last monday until yesterday', '2026-11-16', '2026-11-20'],
    ['Nov 18 - Nov 20', '2026-11-18', '2026-11-20'],
    ['yesterday 17:00 – 19:00', '2026-11-20 17:00', '2026-11-20 19:00'],
    ['last 3 hours', '2026-11-21T09:00:30.000Z', '2026-11-21T12:00:30.000Z'],
  ])('%j has two ends', (text, since, before) => {
    expect(findTypedRange(text, context)).toEqual({ since, before })
  })

  it.each([
    ['36 hours', '36h'],
    ['last 3 days', '3d'],
    ['an hour', '1h'],
    ['past week', '1w'],
  ])('%j is the length %s', (text, range) => {
    expect(findSpokenRange(text)).toBe(range)
  })

  it.each(['3 months', 'last', '99999 weeks', 'yesterday'])('%j is no length', (text) => {
    expect(findSpokenRange(text)).toBeUndefined()
  })
})
