/**
 * Hours of the week: `[weekdays] [times] [zone]`, such as `mon-fri 07:00-19:00 Europe/London`. Weekdays are one or more of
 * `mon` … `sun`, with ranges and commas; without them all days are meant. Times are one or more ranges with commas, their
 * end exclusive; without them the whole day is meant. A range such as `22:00-06:00` goes on until the next morning and
 * belongs to the day on which it begins. The zone is an IANA name; without it, it is UTC.
 */
import { findTimeZoneName } from '../time/zoned-time.ts'

/** A range of minutes after midnight; `to` is exclusive. A range over midnight ends on the next day: `to` is above 1440. */
export type TimeOfDayRange = { from: number; to: number }

/** Hours of the week. `weekdays` are in ascending order, 0 is Monday. */
export type Hours = {
  weekdays: readonly number[]
  times: readonly TimeOfDayRange[]
  zone: string
}

/** The names of the days of the week, Monday first. */
export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Number of minutes of a day. */
export const dayMinutes = 1_440

const example = 'mon-fri 07:00-19:00 Europe/London'
const wholeDay: TimeOfDayRange = { from: 0, to: dayMinutes }

type Parsed = { hours: Hours; problem?: never } | { hours?: never; problem: string }

/** Parses hours, in upper or lower case; `problem` is a message for the user that names the wrong part. */
export function parseHours(text: string): Parsed {
  const words = text.trim().split(/\s+/).filter(Boolean)
  // Any first word could be meant as weekdays, unless it is a time or a zone.
  const isWeekdays = words[0] !== undefined && !/^\d|\//.test(words[0]) && !findZone(words[0])
  const weekdays = isWeekdays ? parseWeekdays(words.shift() ?? '') : undefined
  if (weekdays?.problem !== undefined) return { problem: weekdays.problem }
  const times = words[0] && /^\d/.test(words[0]) ? parseTimes(words.shift() ?? '') : undefined
  if (times?.problem !== undefined) return { problem: times.problem }
  if (!weekdays && !times) {
    return {
      problem: `“${clip(text)}” names no weekdays and no times. Write hours such as ${example}.`,
    }
  }
  const [zoneWord = 'UTC', ...others] = words
  const zone = findZone(zoneWord)
  if (zone === undefined) {
    const message = `“${clip(zoneWord)}” is not a time zone. Write hours such as ${example}.`
    return { problem: message }
  }
  if (others.length > 0) {
    return { problem: `“${clip(others.join(' '))}” is too much. Write hours such as ${example}.` }
  }
  return {
    hours: {
      weekdays: weekdays?.list ?? weekdayNames.map((_, day) => day),
      times: times?.list ?? [wholeDay],
      zone,
    },
  }
}

/** Formats hours in the one form that links have. */
export function formatHours({ weekdays, times, zone }: Hours): string {
  const isEveryDay = weekdays.length === weekdayNames.length
  const isWholeDay = times.some(({ from, to }) => from === 0 && to === dayMinutes)
  return [
    isEveryDay ? '' : formatWeekdays(weekdays),
    isWholeDay && !isEveryDay ? '' : times.map(formatRange).join(','),
    zone === 'UTC' ? '' : zone,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Formats minutes after midnight as `07:00`. */
export function formatTimeOfDay(minutes: number): string {
  const pad = (count: number) => String(count).padStart(2, '0')
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** Parses `07:00` to minutes after midnight, up to `24:00`; `undefined` for any other text. */
export function parseTimeOfDay(text: string): number | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return hour !== '' && Number(minute) < 60 && minutes <= dayMinutes ? minutes : undefined
}

type List<T> = { list: readonly T[]; problem?: never } | { problem: string }

function parseWeekdays(word: string): List<number> {
  const days = new Set<number>()
  for (const part of word.toLowerCase().split(',')) {
    const [first, last] = part.split('-').map((name) => findWeekday(name))
    const isRange = part.includes('-')
    if (first === undefined || (isRange && last === undefined) || part.split('-').length > 2) {
      const message = `“${clip(part)}” is not a day of the week. Use ${weekdayNames.join(', ')}, or a range such as mon-fri.`
      return { problem: message }
    }
    // A range such as fri-mon goes on into the next week.
    for (let day = first; ; day = (day + 1) % 7) {
      days.add(day)
      if (day === (last ?? first)) break
    }
  }
  return { list: [...days].sort((a, b) => a - b) }
}

function findWeekday(name: string): number | undefined {
  const day = (weekdayNames as readonly string[]).indexOf(name)
  return day === -1 ? undefined : day
}

function parseTimes(word: string): List<TimeOfDayRange> {
  const ranges: TimeOfDayRange[] = []
  for (const part of word.split(',')) {
    const [from, end] = part.split('-').map(parseTimeOfDay)
    if (from === undefined || end === undefined || part.split('-').length > 2) {
      return { problem: `“${clip(part)}” is not a range of times. Use one such as 07:00-19:00.` }
    }
    if (from === end || from === dayMinutes) {
      return { problem: `“${clip(part)}” has no minute. For a whole day write 00:00-24:00.` }
    }
    ranges.push({ from, to: end > from ? end : end + dayMinutes })
  }
  ranges.sort((a, b) => a.from - b.from || a.to - b.to)
  return {
    list: ranges.filter(
      ({ from, to }, at) => at === 0 || !isSameRange(ranges[at - 1], { from, to }),
    ),
  }
}

function isSameRange(one: TimeOfDayRange | undefined, other: TimeOfDayRange): boolean {
  return one?.from === other.from && one.to === other.to
}

function formatRange({ from, to }: TimeOfDayRange): string {
  return `${formatTimeOfDay(from)}-${formatTimeOfDay(to > dayMinutes ? to - dayMinutes : to)}`
}

/** Three days or more in a row become a range. */
function formatWeekdays(weekdays: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < weekdays.length; at++) {
    const first = weekdays[at] ?? 0
    let last = first
    while (weekdays[at + 1] === last + 1) {
      last += 1
      at += 1
    }
    const name = (day: number) => weekdayNames[day] ?? ''
    const separator = last - first > 1 ? '-' : ','
    parts.push(last === first ? name(first) : name(first) + separator + name(last))
  }
  return parts.join(',')
}

function findZone(word: string): string | undefined {
  // The engine spells UTC in several ways.
  return /^(utc|gmt|z|etc\/utc)$/i.test(word) ? 'UTC' : findTimeZoneName(word)
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
