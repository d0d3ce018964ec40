/** Tests instants against hours of the week in a zone, also on the days on which its clocks change. */
import type { HoursFilter } from '../log-query.ts'
import { getOffsetMs } from '../time/zoned-time.ts'
import { dayMinutes, type Hours, parseHours } from './hours.ts'

const minuteMs = 60_000
const dayMs = dayMinutes * minuteMs
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

/** The offset of the clocks on one UTC day: before the change of the clocks, and from it on. */
type DayOffsets = { beforeMs: number; changeMs: number; afterMs: number }

/** Prepares to read the offset of a zone at many instants. The engine is asked a few times for each day, not each time. */
function createOffsetReader(zone: string): (epochMs: number) => number {
  if (zone === 'UTC') return () => 0
  const days = new Map<number, DayOffsets>()
  let lastDay = Number.NaN
  let last: DayOffsets = { beforeMs: 0, changeMs: 0, afterMs: 0 }
  return (epochMs) => {
    const day = Math.floor(epochMs / dayMs)
    if (day !== lastDay) {
      last = days.get(day) ?? readDay(day * dayMs, zone)
      days.set(day, last)
      lastDay = day
    }
    return epochMs < last.changeMs ? last.beforeMs : last.afterMs
  }
}

/** The clocks of a zone change at most once within a day. */
function readDay(startMs: number, zone: string): DayOffsets {
  const beforeMs = getOffsetMs(startMs, zone)
  let [low, high] = [startMs, startMs + dayMs]
  const afterMs = getOffsetMs(high, zone)
  if (beforeMs === afterMs) return { beforeMs, changeMs: low, afterMs }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (getOffsetMs(middle, zone) === beforeMs) low = middle
    else high = middle
  }
  return { beforeMs, changeMs: high, afterMs }
}
