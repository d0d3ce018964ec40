import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRowMask } from '../columns/row-mask.ts'
import { createTimeColumn } from '../columns/time-column.ts'
import { countHours } from './count-hours.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const zones = ['UTC', 'Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
const formats = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    }),
  ]),
)

/** Counts one instant after the other, by the engine alone. */
function countNaively(instants: readonly number[], zone: string): number[] {
  const counts = Array<number>(168).fill(0)
  for (const instant of instants) {
    const parts = new Map(
      formats
        .get(zone)
        ?.formatToParts(instant)
        .map(({ type, value }) => [type as string, value]),
    )
    const cell = weekdays.indexOf(parts.get('weekday') ?? '') * 24 + Number(parts.get('hour'))
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}

it('counts as the clocks show, at any time in any zone, only rows of the view', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.array(
        fc.record({
          // Around the changes of the clocks, and anywhere.
          instant: fc.oneof(
            fc.integer({ min: Date.parse('2026-03-28'), max: Date.parse('2026-03-31') }),
            fc.integer({ min: Date.parse('2026-10-24'), max: Date.parse('2026-11-03') }),
            fc.integer({ min: Date.parse('1965-01-01'), max: Date.parse('2030-01-01') }),
            fc.constant(Number.NaN),
          ),
          isShown: fc.boolean(),
        }),
        { maxLength: 60 },
      ),
      (zone, rows) => {
        const times = createTimeColumn()
        const mask = createRowMask()
        rows.forEach(({ instant, isShown }, row) => {
          times.push(instant)
          if (isShown) mask.add(Uint32Array.of(row))
        })
        const shown = rows.flatMap(({ instant, isShown }) => (isShown ? [instant] : []))
        const dated = shown.filter((instant) => !Number.isNaN(instant))
        expect(countHours(times, mask, zone)).toEqual({
          counts: countNaively(dated, zone),
          without: shown.length - dated.length,
        })
      },
    ),
  )
})
