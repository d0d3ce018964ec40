import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findClockChange,
  findTimeZoneName,
  formatOffset,
  getOffsetMs,
  isTimeZone,
  listInstantsAt,
  toWallMs,
} from './zoned-time.ts'

const at = (text: string) => Date.parse(`${text}Z`)
const texts = (instants: readonly number[]) =>
  instants.map((each) => new Date(each).toISOString().slice(0, 16))

describe('a reading of the wall clock', () => {
  it.each([
    ['2026-03-29T01:59', 'Europe/Berlin', ['2026-03-29T00:59']],
    ['2026-03-29T02:00', 'Europe/Berlin', []],
    ['2026-03-29T02:59', 'Europe/Berlin', []],
    ['2026-03-29T03:00', 'Europe/Berlin', ['2026-03-29T01:00']],
    ['2026-10-25T02:30', 'Europe/Berlin', ['2026-10-25T00:30', '2026-10-25T01:30']],
    ['2026-10-25T03:00', 'Europe/Berlin', ['2026-10-25T02:00']],
    ['2026-03-08T02:30', 'America/St_Johns', []],
    ['2026-11-01T01:30', 'America/St_Johns', ['2026-11-01T04:00', '2026-11-01T05:00']],
    ['2026-11-20T12:00', 'America/St_Johns', ['2026-11-20T15:30']],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', []],
    ['2026-10-04T02:30', 'Australia/Lord_Howe', ['2026-10-03T15:30']],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', ['2026-04-04T14:45', '2026-04-04T15:15']],
    ['2026-04-05T01:29', 'Australia/Lord_Howe', ['2026-04-04T14:29']],
    // Samoa left out a whole day when it crossed the date line.
    ['2011-12-30T12:00', 'Pacific/Apia', []],
    ['2026-02-29T12:00', 'UTC', ['2026-03-01T12:00']],
  ])('%s in %s names %j', (wall, zone, instants) => {
    expect(texts(listInstantsAt(at(wall), zone))).toEqual(instants)
  })

  it('names the instant it was taken from, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2037-01-01') }),
        (zone, epochMs) => listInstantsAt(toWallMs(epochMs, zone), zone).includes(epochMs),
      ),
      { numRuns: 500 },
    )
  })
})

describe('a change of the clocks', () => {
  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00', '02:00', '03:00'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T01:00', '03:00', '02:00'],
    ['2026-03-08T02:30', 'America/St_Johns', '2026-03-08T05:30', '02:00', '03:00'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30', '02:00', '02:30'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T15:00', '02:00', '01:30'],
  ])('near %s in %s happens at %s, from %s to %s', (wall, zone, epoch, from, to) => {
    const change = findClockChange(at(wall), zone)
    expect(change?.epochMs).toBe(at(epoch))
    expect(texts([change?.from ?? 0, change?.to ?? 0]).map((each) => each.slice(11))).toEqual([
      from,
      to,
    ])
  })

  it('is none on an ordinary day', () => {
    expect(findClockChange(at('2026-06-01T12:00'), 'Europe/Berlin')).toBeUndefined()
  })
})

describe('zones', () => {
  it('are known by name in any case, or by offset', () => {
    expect(findTimeZoneName('europe/berlin')).toBe('Europe/Berlin')
    expect(isTimeZone('UTC')).toBe(true)
    for (const name of ['', 'Mars/Olympus', 'Europe', '../etc'])
      expect(isTimeZone(name)).toBe(false)
  })

  it('have offsets of hours, half hours and quarters, either way', () => {
    const offsetOf = (zone: string) => formatOffset(getOffsetMs(at('2026-01-15T00:00'), zone))
    expect(offsetOf('UTC')).toBe('+00:00')
    expect(offsetOf('Asia/Kathmandu')).toBe('+05:45')
    expect(offsetOf('America/St_Johns')).toBe('-03:30')
    expect(offsetOf('Australia/Lord_Howe')).toBe('+11:00')
  })
})
