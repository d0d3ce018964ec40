/**
 * The forms in which a moment is written down, taken apart: a day, a time of day, and what was said of
 * the zone. Nothing is interpreted here; `typed-time` does that.
 */
import { findTimeZoneName } from './zoned-time.ts'

/** What a text says of its zone. */
export type ShapeZone =
  | { kind: 'none' }
  | { kind: 'utc' }
  | { kind: 'offset'; offset: string }
  | { kind: 'name'; name: string }
  | { kind: 'abbreviation'; text: string }

/** A text, taken apart. */
export type TimeShape =
  | { kind: 'epoch'; epochMs: number; unit: string }
  | {
      kind: 'wall'
      /** `2026-11-20`. */
      date: string
      /** `10:00:00`, with up to nine decimals; absent for a whole day. */
      time?: string
      zone: ShapeZone
    }

/** Longest text that is looked at. */
const maxTextLength = 120

const remedy =
  'Use a date or a time such as 2026-11-01, 2026-11-01 08:30, 2026-11-01T08:30:00Z or 1793521800.'

/** Takes a text apart, or says why it is none of the known forms. */
export function findTimeShape(text: string): TimeShape | { problem: string } {
  const cleaned = clean(text)
  const problem = `“${text.trim().slice(0, 60)}” is no time that is understood. ${remedy}`
  if (cleaned.length > maxTextLength) return { problem }
  const epoch = findEpoch(cleaned)
  if (epoch) return epoch
  const day = findDay(cleaned)
  if (!day && /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b/.test(cleaned)) {
    const words = `“${cleaned}” does not say which number is the month.`
    return { problem: `${words} Write the year first, such as 2026-11-01.` }
  }
  if (!day) return { problem }
  const clock = findClock(day.rest)
  const zone = clock && findZone(clock.rest)
  if (!clock || !zone) return { problem }
  return { kind: 'wall', date: day.date, ...(clock.time && { time: clock.time }), zone }
}

/** Without what is copied along: quotes, a comma at the end, strange blanks, a zone's long name. */
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

/** Forms of a day at the beginning of a text, each with the groups of year, month and day. */
const dayForms: readonly (readonly [form: RegExp, year: number, month: number, day: number])[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, 1, 2, 3],
  [/^(\d{4})(\d{2})(\d{2})(?=$|[T ])/i, 1, 2, 3],
  // A number above 12 is no month, so the other one is; 11/12/2026 stays open.
  [/^(1[3-9]|2\d|3[01])[/.-](\d{1,2})[/.-](\d{4})(?!\d)/, 3, 2, 1],
  [/^(\d{1,2})[/.-](1[3-9]|2\d|3[01])[/.-](\d{4})(?!\d)/, 3, 1, 2],
  // Mails and HTTP: Fri, 20 Nov 2026 … web servers: 20/Nov/2026:10:00:00 …
  [/^(\d{1,2})[ /-]([a-z]{3,9})\.?,?[ /-](\d{4})(?!\d)/i, 3, 2, 1],
  [/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/i, 3, 1, 2],
]

function findDay(text: string): { date: string; rest: string } | undefined {
  const bare = text.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? (?=\S)/i, '')
  // The program `date` writes the year last: Nov 20 10:00:00 UTC 2026.
  const yearLast = /^([a-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2}\S*(?: \S+)?) (\d{4})$/i.exec(bare)
  const ordered = yearLast ? `${yearLast[1]} ${yearLast[2]} ${yearLast[4]} ${yearLast[3]}` : bare
  for (const [form, year, month, day] of dayForms) {
    const match = form.exec(ordered)
    if (!match) continue
    const monthText = match[month] ?? ''
    const monthNumber = /^\d/.test(monthText)
      ? Number(monthText)
      : months.indexOf(monthText.slice(0, 3).toLowerCase()) + 1
    const parts = [match[year], two(monthNumber), two(Number(match[day]))]
    return { date: parts.join('-'), rest: ordered.slice(match[0].length) }
  }
  return undefined
}

const clockForm =
  /^(?:T|[ :,]|,? at )? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)? ?(?:([ap])\.?m\.?(?![a-z]))?/i
const basicClockForm = /^T(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9})\d*)?()/i

function findClock(text: string): { time?: string; rest: string } | undefined {
  const match = clockForm.exec(text) ?? basicClockForm.exec(text)
  if (!match) return /^( |$)/.test(text) ? { rest: text } : undefined
  const [whole, hour = '', minute, second = '00', fraction, half] = match
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const time = `${two(hours)}:${minute}:${second}${fraction ? `.${fraction}` : ''}`
  return { time, rest: text.slice(whole.length) }
}

function findZone(text: string): ShapeZone | undefined {
  const zone = text.trim()
  if (zone === '') return { kind: 'none' }
  if (/^(z|utc|gmt|zulu)$/i.test(zone)) return { kind: 'utc' }
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone)
  if (offset) {
    const [, sign, hours, minutes = '00'] = offset
    return { kind: 'offset', offset: `${sign}${two(Number(hours))}:${minutes}` }
  }
  if (zone.includes('/')) {
    const name = findTimeZoneName(zone)
    return name === undefined ? undefined : { kind: 'name', name }
  }
  return /^[a-z]{2,5}$/i.test(zone) ? { kind: 'abbreviation', text: zone.toUpperCase() } : undefined
}

function two(count: number): string {
  return String(count).padStart(2, '0')
}
