import { expect, it } from 'vitest'
import { createQuery, type TimeRange } from '../log-query.ts'
import { resolveRangeInRead } from './resolve-range-in-read.ts'

const minuteMs = 60_000
const readMs = Date.parse('2026-11-29T16:27:00.000Z')
const account = { kind: 'account', id: '0123456789abcdef0123456789abcdef' } as const
const read = (timeRange: TimeRange) => ({
  query: { ...createQuery('account-audit-logs-v2', account), timeRange },
  timeRange: { since: '2026-11-28T16:27:00.000Z', before: '2026-11-29T16:27:00.000Z' },
})
const day = read({ kind: 'relative', range: '24h' })

it('gives the same range the bounds of the read, however old that is', () => {
  expect(resolveRangeInRead(day, { kind: 'relative', range: '24h' }, readMs + 90 * minuteMs)).toBe(
    day.timeRange,
  )
  const fixed = read({ kind: 'absolute', since: '2026-11-28', before: '2026-11-29' })
  expect(resolveRangeInRead(fixed, { ...fixed.query.timeRange }, readMs)).toBe(fixed.timeRange)
})

it('ends a shorter relative range with the read while that is a tenth of it ago', () => {
  const hour: TimeRange = { kind: 'relative', range: '1h' }
  const inRead = { since: '2026-11-29T15:27:00.000Z', before: '2026-11-29T16:27:00.000Z' }
  expect(resolveRangeInRead(day, hour, readMs + 6 * minuteMs)).toEqual(inRead)
  expect(resolveRangeInRead(day, hour, readMs + 7 * minuteMs)).toEqual({
    since: '2026-11-29T15:34:00.000Z',
    before: '2026-11-29T16:34:00.000Z',
  })
})

it('ends a range without an end with the read too', () => {
  const since: TimeRange = { kind: 'absolute', since: '2026-11-29T06:27:00Z' }
  expect(resolveRangeInRead(day, since, readMs + 59 * minuteMs)).toEqual({
    since: '2026-11-29T06:27:00.000Z',
    before: '2026-11-29T16:27:00.000Z',
  })
  expect(resolveRangeInRead(day, since, readMs + 61 * minuteMs).before).toBe(
    '2026-11-29T17:28:00.000Z',
  )
})

it('ends a relative range now when the read has a fixed end', () => {
  const fixed = read({ kind: 'absolute', since: '2026-11-28', before: '2026-11-29' })
  const now = readMs + minuteMs
  expect(resolveRangeInRead(fixed, { kind: 'relative', range: '15m' }, now).before).toBe(
    '2026-11-29T16:28:00.000Z',
  )
})

it('leaves fixed bounds as they are', () => {
  const bounds = { since: '2026-11-29T01:00:00.000Z', before: '2026-11-29T02:00:00.000Z' }
  expect(resolveRangeInRead(day, { kind: 'absolute', ...bounds }, readMs)).toEqual(bounds)
})
