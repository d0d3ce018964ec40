/**
 * Splits a written time into day, time of day and zone, for many formats. `typed-time` interprets these parts, checks
 * them and applies the zone.
 */
import { findTimeZoneName } from './zoned-time.ts'

/** The zone in a text. */
export type ShapeZone =
  | { kind: 'none' }
  | { kind: 'utc' }
  | { kind: 'offset'; offset: string }
  | { kind: 'name'; name: string }
  | { kind: 'abbreviation'; text: string }

/** The parts of a written time. */
export type TimeShape =
  | { kind: 'epoch'; epochMs: number; unit: string }
  | {
      kind: 'wall'
      /** Such as `2026-11-20`; the day need not exist. */
      date: string
      /** Such as `10:00:00`, with up to nine decimals; absent for a whole day. */
      time?: string
      zone: ShapeZone
    }

/** Maximum length of a text, in UTF-16 units; longer texts are no times. */
const maxTextLength = 120

/** Maximum length before unusual spaces and the long name of a zone are removed, in UTF-16 units. */
const maxCopiedLength = 400

const remedy =
  'Use a date or a time such as 2026-11-01, 2026-11-01 08:30, yesterday 17:00, 3 days ago or 1793521800.'

/** Splits a text; `problem` is a message for the user about a text in no known format. */
export function findTimeShape(text: string): TimeShape | { problem: string } {
  const trimmed = text.trim()
  const problem = `“${trimmed.slice(0, 60)}” is no time that is understood. ${remedy}`
  if (trimmed.length > maxCopiedLength) return { problem }
  const cleaned = clean(trimmed)
  if (cleaned.length > maxTextLength) return { problem }
  const epoch = findEpoch(cleaned)
  if (epoch) return epoch
  const day = findDay(cleaned)
  if (!day && /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b/.test(cleaned)) {
    const [first = '', second = '', year = ''] = cleaned.split(/\D/)
    const readings = [padTwo(Number(first)), padTwo(Number(second))]
    const words = `“${cleaned}” does not say which number is the month.`
    return {
      problem: `${words} Write ${year}-${readings.join('-')} or ${year}-${readings.toReversed().join('-')}.`,
    }
  }
  if (!day) return { problem }
  const clock = findClock(day.remainder)
  const zone = clock && findZone(clock.remainder)
  if (!clock || !zone) return { problem }
  return { kind: 'wall', date: day.date, ...(clock.time && { time: clock.time }), zone }
}

/** Removes what is copied along with a time: quotes, a comma at the end, unusual spaces, the long name of a zone. */
function clean(text: string): string {
  return text
    .replace(/[\s\u00a0\u2000-\u200b\u202f\u3000]+/g, ' ')
    .replace(/\u2212/g, '-')
    .replace(/^[ "'`[(<]+|[ "'`,;\]>]+$/g, '')
    .replace(/ ?\([^()]*\)?$/, '')
    .trim()
}

const epochUnits: readonly (readonly [form: RegExp, unit: string, perMs: number])[] = [
  [/^\d{9,10}(\.\d{1,9})?$/, 'seconds', 0.001],
  [/^\d{12,13}(\.\d{1,9})?$/, 'milliseconds', 1],
  [/^\d{15,16}$/, 'microseconds', 1_000],
  [/^\d{18,19}$/, 'nanoseconds', 1_000_000],
]

function findEpoch(text: string): TimeShape | undefined {
  for (const [form, unit, perMs] of epochUnits) {
    if (form.test(text)) return { kind: 'epoch', epochMs: Math.floor(Number(text) / perMs), unit }
  }
  return undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Formats of a day at the start of a text, each with the numbers of its groups for year, month and day. */
const dayForms: readonly (readonly [form: RegExp, year: number, month: number, day: number])[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, 1, 2, 3],
  [/^(\d{4})(\d{2})(\d{2})(?=$|[T ])/i, 1, 2, 3],
  // A number above 12 cannot be the month, so the other one is. 11/12/2026 is ambiguous.
  [/^(1[3-9]|2\d|3[01])[/.-](\d{1,2})[/.-](\d{4})(?!\d)/, 3, 2, 1],
  [/^(\d{1,2})[/.-](1[3-9]|2\d|3[01])[/.-](\d{4})(?!\d)/, 3, 1, 2],
  // Mails and HTTP write “Fri, 20 Nov 2026 …”, web servers “20/Nov/2026:10:00:00 …”.
  [/^(\d{1,2})[ /-]([a-z]{3,9})\.?,?[ /-](\d{4})(?!\d)/i, 3, 2, 1],
  [/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/i, 3, 1, 2],
]

function findDay(text: string): { date: string; remainder: string } | undefined {
  const bare = text.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? (?=\S)/i, '')
  // The program `date` writes the year at the end: Nov 20 10:00:00 UTC 2026.
  const yearLast = /^([a-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2}\S*(?: \S+)?) (\d{4})$/i.exec(bare)
  const ordered = yearLast ? `${yearLast[1]} ${yearLast[2]} ${yearLast[4]} ${yearLast[3]}` : bare
  for (const [form, year, month, day] of dayForms) {
    const match = form.exec(ordered)
    if (!match) continue
    const monthText = match[month] ?? ''
    const monthNumber = /^\d/.test(monthText)
      ? Number(monthText)
      : months.indexOf(monthText.slice(0, 3).toLowerCase()) + 1
    const date = [match[year], padTwo(monthNumber), padTwo(Number(match[day]))].join('-')
    return { date, remainder: ordered.slice(match[0].length) }
  }
  return undefined
}

const clockForm =
  /^(?:T|[ :,]|,? at )? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)? ?(?:([ap])\.?m\.?(?![a-z]))?/i
const basicClockForm = /^T(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9})\d*)?()/i

function findClock(text: string): { time?: string; remainder: string } | undefined {
  const match = clockForm.exec(text) ?? basicClockForm.exec(text)
  if (!match) return /^( |$)/.test(text) ? { remainder: text } : undefined
  const [whole, hour = '', minute, second = '00', fraction, half] = match
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const time = `${padTwo(hours)}:${minute}:${second}${fraction ? `.${fraction}` : ''}`
  return { time, remainder: text.slice(whole.length) }
}

function findZone(text: string): ShapeZone | undefined {
  const zone = text.trim()
  if (zone === '') return { kind: 'none' }
  if (/^(z|utc|gmt|zulu)$/i.test(zone)) return { kind: 'utc' }
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone)
  if (offset) {
    const [, sign, hours, minutes = '00'] = offset
    return { kind: 'offset', offset: `${sign}${padTwo(Number(hours))}:${minutes}` }
  }
  if (zone.includes('/')) {
    const name = findTimeZoneName(zone)
    return name === undefined ? undefined : { kind: 'name', name }
  }
  return /^[a-z]{2,5}$/i.test(zone) ? { kind: 'abbreviation', text: zone.toUpperCase() } : undefined
}

function padTwo(count: number): string {
  return String(count).padStart(2, '0')
}
