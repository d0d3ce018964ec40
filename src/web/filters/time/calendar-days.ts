/**
 * Converts between days of the calendar and the typed ends of a range. The calendar uses `Date`s in the zone of this
 * computer; a day is represented by its noon, because midnight does not exist on every day of every zone.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import type { TypedRange } from '../../../query/time/typed-range.ts'
import { toWallMs } from '../../../query/time/zoned-time.ts'

/** The days from one to another, both included. */
export type DaySpan = { from: Date; to: Date }

/** The days that a range touches in a zone; `undefined` while an end is open. */
export function findDaySpan(range: TimeRange | undefined, timeZone: string): DaySpan | undefined {
  if (range?.kind !== 'absolute') return undefined
  const [since, before] = [findEpochMs(range.since ?? ''), findEpochMs(range.before ?? '')]
  if (since === undefined || before === undefined) return undefined
  // `before` is exclusive: a range up to midnight ends on the previous day.
  return { from: toCalendarDay(since, timeZone), to: toCalendarDay(before - 1, timeZone) }
}

/** The calendar day in a zone at an instant. */
export function toCalendarDay(epochMs: number, timeZone: string): Date {
  const wall = new Date(toWallMs(epochMs, timeZone))
  return new Date(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), 12)
}

/** The typed ends for a span: the first day, and the day after the last, because `before` is exclusive. */
export function toTypedDays({ from, to }: DaySpan): TypedRange {
  const after = new Date(to.getFullYear(), to.getMonth(), to.getDate() + 1, 12)
  return { since: formatDay(from), before: formatDay(after) }
}

function formatDay(day: Date): string {
  const two = (count: number) => String(count).padStart(2, '0')
  const year = String(day.getFullYear()).padStart(4, '0')
  return `${year}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
