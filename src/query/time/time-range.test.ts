import { describe, expect, it } from 'vitest'
import { findRangeMs, formatRange, offeredRanges, resolveTimeRange } from './time-range.ts'

const now = '2026-11-20T12:00:00.000Z'
const nowMs = Date.parse(now)

describe('findRangeMs', () => {
  it.each([
    ['1m', 60_000],
    ['24h', 86_400_000],
    ['1d', 86_400_000],
    ['2w', 1_209_600_000],
    ['3650d', 315_360_000_000],
  ])('reads %s as %i milliseconds', (range, ms) => {
    expect(findRangeMs(range)).toBe(ms)
  })

  it.each([
    '',
    '0h',
    '-1h',
    '1',
    'h',
    '1.5h',
    '1s',
    '1H',
    ' 1h',
    '1h ',
    '01h',
    '3651d',
    '９h',
    '1e2m',
  ])('refuses “%s”', (range) => {
    expect(findRangeMs(range)).toBeUndefined()
  })

  it('knows every range that is offered, shortest first', () => {
    const lengths = offeredRanges.map((range) => findRangeMs(range) ?? Number.NaN)
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
    expect(lengths.every((ms) => ms > 0)).toBe(true)
  })
})

describe('formatRange', () => {
  it.each([
    ['1h', 'last hour'],
    ['15m', 'last 15 minutes'],
    ['24h', 'last 24 hours'],
    ['7d', 'last 7 days'],
    ['1w', 'last week'],
  ])('calls %s the %s', (range, words) => {
    expect(formatRange(range)).toBe(words)
  })
})

describe('resolveTimeRange', () => {
  it('ends a relative range now', () => {
    expect(resolveTimeRange({ kind: 'relative', range: '1h' }, nowMs)).toEqual({
      since: '2026-11-20T11:00:00.000Z',
      before: now,
    })
  })

  it('takes the default range for one that is none', () => {
    expect(resolveTimeRange({ kind: 'relative', range: 'soon' }, nowMs)).toEqual({
      since: '2026-11-19T12:00:00.000Z',
      before: now,
    })
  })

  it.each([
    [
      'both ends',
      '2026-11-01',
      '2026-11-08',
      '2026-11-01T00:00:00.000Z',
      '2026-11-08T00:00:00.000Z',
    ],
    [
      'an offset',
      '2026-11-01T00:00:00+01:00',
      '2026-11-08',
      '2026-10-31T23:00:00.000Z',
      '2026-11-08T00:00:00.000Z',
    ],
    ['no before', '2026-11-01', undefined, '2026-11-01T00:00:00.000Z', now],
    ['no since', undefined, '2026-11-08', '2026-11-07T00:00:00.000Z', '2026-11-08T00:00:00.000Z'],
    ['neither', undefined, undefined, '2026-11-19T12:00:00.000Z', now],
    ['unusable ends', 'x', 'y', '2026-11-19T12:00:00.000Z', now],
    ['the epoch as since', '1970-01-01', undefined, '1970-01-01T00:00:00.000Z', now],
    [
      'the epoch as before',
      undefined,
      '1970-01-01',
      '1969-12-31T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
    ],
    [
      'a since that is not past',
      '2026-12-01',
      undefined,
      '2026-12-01T00:00:00.000Z',
      '2026-12-02T00:00:00.000Z',
    ],
    [
      'digits beyond milliseconds',
      '2026-11-01T00:00:00.0001Z',
      '2026-11-01T00:00:00.1239Z',
      '2026-11-01T00:00:00.0001Z',
      '2026-11-01T00:00:00.1239Z',
    ],
    [
      'the first year',
      undefined,
      '0000-01-01T12:00:00Z',
      '0000-01-01T00:00:00.000Z',
      '0000-01-01T12:00:00.000Z',
    ],
    [
      'the last year',
      '9999-12-31T12:00:00Z',
      undefined,
      '9999-12-31T12:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ],
  ])('resolves %s', (_, since, before, resolvedSince, resolvedBefore) => {
    const range = { kind: 'absolute' as const, ...(since && { since }), ...(before && { before }) }
    expect(resolveTimeRange(range, nowMs)).toEqual({ since: resolvedSince, before: resolvedBefore })
  })
})
