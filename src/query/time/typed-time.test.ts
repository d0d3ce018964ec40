import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInstantForm } from '../../cloudflare/instant.ts'
import { parseTypedTime } from './typed-time.ts'

const read = (text: string, timeZone = 'UTC', end: 'since' | 'before' = 'since') =>
  parseTypedTime(text, { timeZone, end })
const readValue = (...args: Parameters<typeof read>) => {
  const found = read(...args)
  return found.kind === 'time' ? found.value : found
}
const problemOf = (...args: Parameters<typeof read>) => {
  const found = read(...args)
  return found.kind === 'problem' ? found.message : found
}
const remarkOf = (...args: Parameters<typeof read>) => {
  const found = read(...args)
  return found.kind === 'time' ? found.remark : found
}

describe('a typed time', () => {
  it.each([
    // What the API takes goes to it as it was written.
    ['2026-11-20', '2026-11-20'],
    ['2026-11-20T18:42:06Z', '2026-11-20T18:42:06Z'],
    [' 2026-11-20T18:42:06.123456789+05:30\t', '2026-11-20T18:42:06.123456789+05:30'],
    // The table's own spelling, and what other programs write.
    ['2026-11-20 18:42:06.239 UTC', '2026-11-20T18:42:06.239Z'],
    ['2026-11-18 10:00', '2026-11-18T10:00:00Z'],
    ['2026-11-18T10:00', '2026-11-18T10:00:00Z'],
    ['2026-11-18t10:00:00z', '2026-11-18T10:00:00Z'],
    ['2026-11-18 10:00:30 +0200', '2026-11-18T10:00:30+02:00'],
    ['2026-11-18 10:00 -3', '2026-11-18T10:00:00-03:00'],
    ['2026-11-18 10:00:30,5 GMT+5:30', '2026-11-18T10:00:30.5+05:30'],
    ['2026/11/18 9:05', '2026-11-18T09:05:00Z'],
    ['20261118', '2026-11-18'],
    ['18/11/2026', '2026-11-18'],
    ['18.11.2026 10:00', '2026-11-18T10:00:00Z'],
    ['11/18/2026 10:00', '2026-11-18T10:00:00Z'],
    ['2026-11-18 -05:00', '2026-11-18T00:00:00-05:00'],
    ['20261118T100030Z', '2026-11-18T10:00:30Z'],
    ['Wed, 18 Nov 2026 10:00:30 GMT', '2026-11-18T10:00:30Z'],
    ['18/Nov/2026:10:00:30 +0000', '2026-11-18T10:00:30+00:00'],
    ['Nov 18, 2026 10:00:30 PM', '2026-11-18T22:00:30Z'],
    ['November 18th, 2026 at 12:05 am', '2026-11-18T00:05:00Z'],
    ['Wed Nov 18 10:00:30 UTC 2026', '2026-11-18T10:00:30Z'],
    [
      'Wed Nov 18 2026 11:00:30 GMT+0100 (Central European Standard Time)',
      '2026-11-18T11:00:30+01:00',
    ],
    ['2026-11-18 11:00 Europe/Berlin', '2026-11-18T10:00:00Z'],
    ['2026-11-18 10:00 America/New_York', '2026-11-18T15:00:00Z'],
    ['"2026-11-20T18:42:06Z",', '2026-11-20T18:42:06Z'],
    ['2026-11-20\u00a018:42\u200b', '2026-11-20T18:42:00Z'],
    // Epochs.
    ['1793521800', '2026-11-01T08:30:00.000Z'],
    ['1793521800.239', '2026-11-01T08:30:00.239Z'],
    ['1793521800239', '2026-11-01T08:30:00.239Z'],
    ['1793521800239123', '2026-11-01T08:30:00.239Z'],
    ['1793521800239123456', '2026-11-01T08:30:00.239Z'],
  ])('%j is %s', (text, value) => {
    expect(readValue(text)).toBe(value)
  })

  it.each([
    ['', 'UTC'],
    ['  ', 'Europe/Berlin'],
  ])('may be empty: %j', (text, zone) => {
    expect(read(text, zone)).toEqual({ kind: 'empty' })
  })

  it.each([
    ['yesterday', 'yesterday'],
    ['2026-02-30', 'does not exist'],
    ['2026-11-20 25:00', 'does not exist'],
    ['2026-11-20 10:61', 'does not exist'],
    ['11/12/2026 10:00', 'which number is the month'],
    ['2026-11-20 10:00 CET', 'does not name one zone'],
    ['2026-11-20 10:00 Mars/Olympus', 'no time that is understood'],
    ['2026-11-20 soon', '“SOON” does not name one zone'],
    ['2026-11-20 10:00 sooner', 'no time that is understood'],
    ['20 Foo 2026', 'does not exist'],
    ['17', 'no time that is understood'],
    ['0000-01-01T00:00:00+23:59', 'does not exist'],
  ])('%j is refused: %s', (text, words) => {
    expect(problemOf(text)).toContain(words)
  })

  it('always says which zone was assumed', () => {
    expect(remarkOf('2026-11-18 10:00')).toBe('No zone given: read in UTC.')
    expect(remarkOf('2026-11-18')).toBe('Midnight in UTC.')
    expect(remarkOf('2026-11-18 10:00', 'Europe/Berlin')).toBe(
      'No zone given: read in Europe/Berlin, at UTC+01:00 then.',
    )
    expect(remarkOf('2026-11-18T10:00:00Z', 'Europe/Berlin')).toBeUndefined()
    expect(remarkOf('1793521800')).toBe('Read as seconds since 1970.')
  })

  it('without a zone is meant in the zone in which times are shown', () => {
    expect(readValue('2026-11-18 10:00', 'Europe/Berlin')).toBe('2026-11-18T09:00:00Z')
    expect(readValue('2026-07-18 10:00:00.123456', 'Europe/Berlin')).toBe(
      '2026-07-18T08:00:00.123456Z',
    )
    expect(readValue('2026-11-18', 'America/St_Johns')).toBe('2026-11-18T03:30:00Z')
  })

  it('reads what the screen calls its time, in that zone only', () => {
    expect(readValue('2026-11-01 01:30 EDT', 'America/New_York')).toBe('2026-11-01T05:30:00Z')
    expect(readValue('2026-11-01 01:30 EST', 'America/New_York')).toBe('2026-11-01T06:30:00Z')
    expect(problemOf('2026-11-01 01:30 EST', 'Europe/Berlin')).toContain('“EST”')
  })

  it('is either unusable or something that the API accepts', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia')
    const pieces = fc.constantFrom(
      ...['2026-03-29', '0001-01-01', '9999-12-31', ' ', 'T', '23:59:60', '02:30', 'Z', '+14:00'],
      ...['-3', 'Nov 18, 2026', '99999999999', '1e9', 'EST', 'am', '/', ','],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 5 }), zones, (parts, zone) => {
        for (const end of ['since', 'before'] as const) {
          const found = read(parts.join(''), zone, end)
          if (found.kind === 'time') expect(findInstantForm(found.value)).toBeDefined()
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('while the clocks are changed', () => {
  it.each([
    ['2026-03-29 02:30', 'Europe/Berlin', '02:00 to 03:00', '2026-03-29 03:00', '+02:00'],
    ['2026-03-08 02:15', 'America/St_Johns', '02:00 to 03:00', '2026-03-08 03:00', '-02:30'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe', '02:00 to 02:30', '2026-10-04 02:30', '+11:00'],
  ])('%s is refused in %s, with the remedy', (text, zone, jump, next, offset) => {
    const message = problemOf(text, zone)
    for (const words of [`does not exist in ${zone}`, jump, next, offset]) {
      expect(message).toContain(words)
    }
  })

  it.each([
    ['2026-10-25 02:30', 'Europe/Berlin', ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']],
    ['2026-11-01 01:30', 'America/St_Johns', ['2026-11-01T04:00:00Z', '2026-11-01T05:00:00Z']],
    ['2026-04-05 01:45', 'Australia/Lord_Howe', ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z']],
  ])(
    '%s comes twice in %s; what widens the range is taken, and said',
    (text, zone, [early, late]) => {
      expect(readValue(text, zone, 'since')).toBe(early)
      expect(readValue(text, zone, 'before')).toBe(late)
      expect(remarkOf(text, zone, 'since')).toMatch(/comes twice .* first one, UTC.* was taken/)
      expect(remarkOf(text, zone, 'before')).toMatch(/comes twice .* second one, UTC.* was taken/)
    },
  )

  it('the offset that is offered leads to the other one', () => {
    const offset = /Add (\S+) for/.exec(String(remarkOf('2026-10-25 02:30', 'Europe/Berlin')))?.[1]
    const other = readValue(`2026-10-25 02:30 ${offset}`, 'Europe/Berlin')
    expect(Date.parse(String(other))).toBe(Date.parse('2026-10-25T01:30:00Z'))
  })

  it('a day that lacks its midnight begins when its clocks do', () => {
    // Beirut goes from 00:00 to 01:00.
    expect(read('2026-03-29', 'Asia/Beirut')).toEqual({
      kind: 'time',
      value: '2026-03-28T22:00:00.000Z',
      remark: 'In Asia/Beirut this day begins at 01:00.',
    })
  })
})
