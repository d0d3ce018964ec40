import { expect, it } from 'vitest'
import { toInstantText } from './to-instant-text.ts'

it.each([
  ['2026-11-20 18:42:06.239 UTC', '2026-11-20T18:42:06.239Z'],
  [' 2026-11-20T18:42:06Z ', '2026-11-20T18:42:06Z'],
  ['2026-11-18 10:00', '2026-11-18T10:00:00Z'],
  ['2026-11-18T10:00', '2026-11-18T10:00:00Z'],
  ['2026-11-18 10:00:30 +0200', '2026-11-18T10:00:30+02:00'],
  ['2026-11-18', '2026-11-18'],
  ['yesterday', 'yesterday'],
])('reads %j as %j', (typed, instant) => {
  expect(toInstantText(typed, 'UTC')).toBe(instant)
})

it('does not guess a zone when times are shown in another one', () => {
  expect(toInstantText('2026-11-18 10:00', 'Europe/Berlin')).toBe('2026-11-18 10:00')
})
