import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createHoursMatcher } from '../../../query/local/match-hours.ts'
import { isInBlock, listHourCells, toBlockHours, toLevel } from './hour-cells.ts'

const cell = fc.record({
  day: fc.integer({ min: 0, max: 6 }),
  hour: fc.integer({ min: 0, max: 23 }),
})
const mondayMs = Date.parse('2026-11-16T00:00:00Z')

it('writes a block as hours of the week', () => {
  const office = { from: { day: 4, hour: 18 }, to: { day: 0, hour: 7 } }
  expect(toBlockHours(office, 'Europe/London')).toBe('mon-fri 07:00-19:00 Europe/London')
  const sundays = { from: { day: 6, hour: 0 }, to: { day: 6, hour: 23 } }
  expect(toBlockHours(sundays, 'UTC')).toBe('sun')
})

it('gives a filter for exactly the entries that the cells of a block count', () => {
  fc.assert(
    fc.property(cell, cell, cell, fc.integer({ min: 0, max: 59 }), (from, to, one, minute) => {
      const block = { from, to }
      const hours = toBlockHours(block, 'UTC')
      const matches = createHoursMatcher([{ kind: 'hours', mode: 'include', hours }])
      const instant = mondayMs + ((one.day * 24 + one.hour) * 60 + minute) * 60_000
      expect(matches(instant)).toBe(isInBlock(block, one))
      expect(listHourCells(hours, 'UTC').includes(one.day * 24 + one.hour)).toBe(
        isInBlock(block, one),
      )
    }),
  )
})

it('outlines hours over midnight and parts of hours, but none of another zone', () => {
  expect(listHourCells('sun 22:30-01:00', 'UTC')).toEqual([166, 167, 0])
  expect(listHourCells('sun 22:30-01:00', 'Europe/London')).toEqual([])
  expect(listHourCells('never', 'UTC')).toEqual([])
})

it('has a color for each quarter of the maximum', () => {
  expect([0, 1, 25, 26, 75, 76, 100].map((count) => toLevel(count, 100))).toEqual([
    ...[0, 1, 1, 2, 3, 4, 4],
  ])
})
