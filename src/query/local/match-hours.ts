/** Tests instants against hours of the week in a zone, also on the days on which its clocks change. */
import type { HoursFilter } from '../log-query.ts'
import { createOffsetReader } from '../time/offset-reader.ts'
import { dayMinutes, type Hours, parseHours } from './hours.ts'

const minuteMs = 60_000
const weekMinutes = 7 * dayMinutes
/** The first instant of the epoch was on a Thursday. */
const epochMinuteOfWeek = 3 * dayMinutes

/**
 * Prepares filters by hours for many instants in epoch milliseconds. An instant has to be in the hours of any include, if
 * there are includes, and of no exclude. Without a time (`NaN`) it fails an include and passes an exclude.
 */
export function createHoursMatcher(filters: readonly HoursFilter[]): (epochMs: number) => boolean {
  const tests = (mode: HoursFilter['mode']) =>
    filters.filter((filter) => filter.mode === mode).map(({ hours }) => createHoursTest(hours))
  const [includes, excludes] = [tests('include'), tests('exclude')]
  return (epochMs) =>
    (includes.length === 0 || includes.some((isIn) => isIn(epochMs))) &&
    !excludes.some((isIn) => isIn(epochMs))
}

/** Prepares to test whether an instant is in these hours; text that is no hours contains no instant. */
function createHoursTest(text: string): (epochMs: number) => boolean {
  const { hours } = parseHours(text)
  if (!hours) return () => false
  const isIncluded = toMinutesOfWeek(hours)
  const offsetAt = createOffsetReader(hours.zone)
  return (epochMs) => {
    if (Number.isNaN(epochMs)) return false
    const minute = Math.floor((epochMs + offsetAt(epochMs)) / minuteMs) + epochMinuteOfWeek
    return isIncluded[((minute % weekMinutes) + weekMinutes) % weekMinutes] === 1
  }
}

/** For each minute of the week, from Monday 00:00 on, whether it is in the hours: 1 or 0. */
function toMinutesOfWeek({ weekdays, times }: Hours): Uint8Array {
  const minutes = new Uint8Array(weekMinutes)
  for (const day of weekdays) {
    for (const { from, to } of times) {
      for (let minute = from; minute < to; minute++) {
        minutes[(day * dayMinutes + minute) % weekMinutes] = 1
      }
    }
  }
  return minutes
}
