import { expect, it } from 'vitest'
import { toSeconds } from './time-text.ts'

it('leaves out the fractions of instants, and nothing else', () => {
  expect(toSeconds('2026-11-21T11:00:00.123Z to 2026-11-21T12:00:00Z, 1.5 pages')).toBe(
    '2026-11-21T11:00:00Z to 2026-11-21T12:00:00Z, 1.5 pages',
  )
})
