/**
 * Rewrites times as people say them, such as `3 days ago`, `yesterday 5pm` or `Nov 24 2:31 am`, as explicit ones that
 * `typed-time` parses. They depend on the present and on the zone in which a day begins.
 */
import { formatInstant } from '../../cloudflare/instant.ts'
import { findSpokenLength, type SpokenUnit } from './spoken-length.ts'
import { findTimeShape } from './time-shape.ts'
import { toWallMs } from './zoned-time.ts'

/** The present by the proxy's clock in epoch milliseconds, and the zone of the screen. */
export type SpokenContext = { nowMs: number; timeZone: string }

/**
 * An explicit text for `parseTypedTime`, and the assumption that was made as a sentence; or a message for the user about
 * a text with two meanings.
 */
export type ExplicitTime = { text: string; remark?: string } | { problem: string }

/** Maximum length of a text, in UTF-16 units; longer texts are no spoken times. */
const maxTextLength = 60

const dayMs = 86_400_000

/** Rewrites a text; `undefined` for a text in any other form, which may still be an explicit time. */
export function findSpokenTime(text: string, context: SpokenContext): ExplicitTime | undefined {
  if (text.length > maxTextLength) return undefined
  const spoken = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/^on /, '')
  if (spoken === 'now') return { text: formatInstant(context.nowMs) }
  return (
    findAgo(spoken, context) ??
    findNamedDay(spoken, context) ??
    findDayOfYear(spoken, context) ??
    findClockAlone(spoken)
  )
}

/** `3 days ago`, `3 days ago at 17:00`, `a month ago`. Days, weeks and more keep the time of day. */
function findAgo(text: string, context: SpokenContext): ExplicitTime | undefined {
  const match = /^(.+?) ago(?:,? (.+))?$/.exec(text)
  const length = match && findSpokenLength(match[1] ?? '')
  if (!length) return undefined
  const { count, unit } = length
  const clock = match[2]
  if (unit === 'minute' || unit === 'hour') {
    if (clock !== undefined) return undefined
    const lengthMs = count * (unit === 'hour' ? 3_600_000 : 60_000)
    return { text: formatInstant(context.nowMs - lengthMs) }
  }
  const back = (wallMs: number) => goBack(wallMs, count, unit)
  if (clock !== undefined) return toDayAt(back, clock, context)
  const wall = formatWall(back(toWallMs(context.nowMs, context.timeZone)))
  return {
    text: `${wall} ${context.timeZone}`,
    remark: `The same time of day in ${context.timeZone}.`,
  }
}

function goBack(wallMs: number, count: number, unit: SpokenUnit): number {
  if (unit === 'day') return wallMs - count * dayMs
  if (unit === 'week') return wallMs - count * 7 * dayMs
  const wall = new Date(wallMs)
  const day = wall.getUTCDate()
  wall.setUTCDate(1)
  wall.setUTCMonth(wall.getUTCMonth() - count * (unit === 'year' ? 12 : 1))
  // A month before March 31 is the last day of February.
  const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate()
  wall.setUTCDate(Math.min(day, lastDay))
  return wall.getTime()
}

const relativeDays: Readonly<Record<string, number>> = {
  today: 0,
  yesterday: 1,
  'the day before yesterday': 2,
  'day before yesterday': 2,
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** `yesterday`, `yesterday 17:00`, `last monday`, `monday 9am`. */
function findNamedDay(text: string, context: SpokenContext): ExplicitTime | undefined {
  const relative = /^(today|(?:(?:the )?day before )?yesterday)(?:,? (.+))?$/.exec(text)
  if (relative) {
    const [, day = '', clock] = relative
    return toDayAt((wallMs) => wallMs - (relativeDays[day] ?? 0) * dayMs, clock, context)
  }
  const match = /^(last )?([a-z]{3,9})(?:,? (.+))?$/.exec(text)
  const [, last, name = '', clock] = match ?? []
  const weekday = weekdays.findIndex((each) => name.length >= 3 && each.startsWith(name))
  if (!match || weekday === -1) return undefined
  const today = new Date(toWallMs(context.nowMs, context.timeZone))
  const daysBack = (today.getUTCDay() - weekday + 7) % 7
  if (daysBack === 0 && !last) {
    const [now, before] = [0, 7].map((days) => formatDay(today.getTime() - days * dayMs))
    const rest = clock === undefined ? '' : ` ${clock}`
    return {
      problem: `“${text}” can be today, ${now}, or a week ago, ${before}. Write “today${rest}” or “last ${name}${rest}”.`,
    }
  }
  return toDayAt((wallMs) => wallMs - (daysBack || 7) * dayMs, clock, context)
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]

/** Days without a year: `Nov 24 2:31 am`, `24th of November`, `11/24 02:31`. The latest one that is not to come. */
function findDayOfYear(text: string, context: SpokenContext): ExplicitTime | undefined {
  const ending = '(?:st|nd|rd|th)?(?:,? (?!\\d{4}\\b)(.+))?$'
  const monthFirst = new RegExp(`^([a-z]{3,9})\\.? (\\d{1,2})${ending}`).exec(text)
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?(?:,? (?!\d{4}\b)(.+))?$/.exec(text)
  const numbers = /^(\d{1,2})\/(\d{1,2})(?: (.+))?$/.exec(text)
  if (numbers) return findNumberedDay(numbers, context)
  const [name = '', day = '', clock] = monthFirst
    ? monthFirst.slice(1)
    : dayFirst
      ? [dayFirst[2], dayFirst[1], dayFirst[3]]
      : []
  const month = months.indexOf(name.slice(0, 3))
  if (month === -1 || !monthNames[month]?.toLowerCase().startsWith(name.replace(/^sept$/, 'sep'))) {
    return undefined
  }
  return toDayOfYear(month, Number(day), clock, context)
}

function findNumberedDay(
  [text, first, second, clock]: RegExpExecArray,
  context: SpokenContext,
): ExplicitTime | undefined {
  const [one, other] = [Number(first), Number(second)]
  if (one > 12 && other <= 12) return toDayOfYear(other - 1, one, clock, context)
  if (other > 12 && one <= 12) return toDayOfYear(one - 1, other, clock, context)
  if (one === other) return toDayOfYear(one - 1, one, clock, context)
  const [name, otherName] = [monthNames[one - 1], monthNames[other - 1]]
  if (!name || !otherName) return undefined
  return {
    problem: `“${text}” can be ${name} ${other} or ${otherName} ${one}. Write the month as a word.`,
  }
}

function toDayOfYear(
  month: number,
  day: number,
  clock: string | undefined,
  context: SpokenContext,
): ExplicitTime | undefined {
  const now = new Date(toWallMs(context.nowMs, context.timeZone))
  const isToCome =
    month > now.getUTCMonth() || (month === now.getUTCMonth() && day > now.getUTCDate())
  const year = now.getUTCFullYear() - (isToCome ? 1 : 0)
  const pad = (count: number) => String(count).padStart(2, '0')
  const explicit = toExplicit(`${year}-${pad(month + 1)}-${pad(day)}`, clock)
  return explicit && { ...explicit, remark: `No year given: ${year}.` }
}

/** A time of day alone has two meanings. */
function findClockAlone(text: string): ExplicitTime | undefined {
  const clock = findClock(text)
  if (clock === undefined || clock.zone !== '') return undefined
  const { time } = clock
  return {
    problem: `“${text}” can be today or yesterday. Write “today ${time}” or “yesterday ${time}”.`,
  }
}

/** A day counted back from the present in the zone of the time of day, else in that of the screen. */
function toDayAt(
  goBackFrom: (wallMs: number) => number,
  clock: string | undefined,
  { nowMs, timeZone }: SpokenContext,
): ExplicitTime | undefined {
  const inZone = (zone: string) => toExplicit(formatDay(goBackFrom(toWallMs(nowMs, zone))), clock)
  const explicit = inZone(timeZone)
  const shape = explicit && findTimeShape(explicit.text)
  if (!shape || 'problem' in shape || shape.kind !== 'wall') return explicit
  if (shape.zone.kind === 'utc') return inZone('UTC')
  return shape.zone.kind === 'name' ? inZone(shape.zone.name) : explicit
}

function toExplicit(day: string, clock: string | undefined): { text: string } | undefined {
  if (clock === undefined) return { text: day }
  const found = findClock(clock)
  return found && { text: `${day} ${found.time} ${found.zone}`.trim() }
}

/** The time of day at the start of a text, such as `17:00`, `5pm`, `at noon`, and the zone after it. */
function findClock(text: string): { time: string; zone: string } | undefined {
  const word = /^(?:at )?(noon|midnight)(?: (.+))?$/.exec(text)
  if (word) return { time: word[1] === 'noon' ? '12:00' : '00:00', zone: word[2] ?? '' }
  const match =
    /^(?:at )?(\d{1,2})(?::(\d{2})(:\d{2}(?:\.\d{1,9})?)?)? ?(?:([ap])\.?m\.?(?![a-z]))?(?: ?([a-z+-].*))?$/.exec(
      text,
    )
  const [, hour = '', minute, second = '', half, zone = ''] = match ?? []
  if (!match || (minute === undefined && half === undefined)) return undefined
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const hours = half ? (Number(hour) % 12) + (half === 'p' ? 12 : 0) : Number(hour)
  return { time: `${String(hours).padStart(2, '0')}:${minute ?? '00'}${second}`, zone }
}

function formatDay(wallMs: number): string {
  return formatInstant(wallMs).slice(0, 10)
}

function formatWall(wallMs: number): string {
  return formatInstant(wallMs).slice(0, 19).replace('T', ' ')
}
