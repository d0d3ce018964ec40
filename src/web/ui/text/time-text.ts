/** Formats instants for people, always with the time zone. */
import { findEpochMs } from '../../../cloudflare/instant.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function getFormatter(timeZone: string): Intl.DateTimeFormat {
  const existing = formatters.get(timeZone)
  if (existing) return existing
  const formatter = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  formatters.set(timeZone, formatter)
  return formatter
}

type TimeParts = { date: string; time: string; zone: string }

/** A cache for one zone: a table row needs its own instant and that of the row before. */
const latest = { timeZone: '', parts: new Map<string, TimeParts | undefined>() }
const maxLatest = 200

/** An instant as `2026-11-21`, `03:12:45.120` and `UTC`; `undefined` for an invalid instant. */
export function findTimeParts(instant: string, timeZone: string): TimeParts | undefined {
  const { parts } = latest
  if (latest.timeZone !== timeZone || parts.size >= maxLatest) parts.clear()
  latest.timeZone = timeZone
  if (!parts.has(instant)) parts.set(instant, toTimeParts(instant, timeZone))
  return parts.get(instant)
}

function toTimeParts(instant: string, timeZone: string): TimeParts | undefined {
  const epochMs = findEpochMs(instant)
  if (epochMs === undefined) return undefined
  if (timeZone === 'UTC') {
    const iso = new Date(epochMs).toISOString()
    return { date: iso.slice(0, 10), time: iso.slice(11, 23), zone: 'UTC' }
  }
  const parts = new Map(
    getFormatter(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type as string, value]),
  )
  const get = (type: string) => parts.get(type) ?? ''
  return {
    date: `${get('year')}-${get('month')}-${get('day')}`,
    time: `${get('hour')}:${get('minute')}:${get('second')}.${get('fractionalSecond')}`,
    zone: get('timeZoneName'),
  }
}

/** An instant in one line; an invalid one is returned unchanged. */
export function toTimeText(instant: string, timeZone: string): string {
  const parts = findTimeParts(instant, timeZone)
  return parts ? `${parts.date} ${parts.time} ${parts.zone}` : instant
}

/** An instant to the second, with date and time zone; an invalid one is returned unchanged. */
export function toSecondText(instant: string, timeZone: string): string {
  const parts = findTimeParts(instant, timeZone)
  return parts ? `${parts.date} ${parts.time.slice(0, 8)} ${parts.zone}` : instant
}

/** The time of day of an instant, without date and zone: `03:12:45`; an invalid instant is returned unchanged. */
export function toClockText(instant: string, timeZone: string): string {
  return findTimeParts(instant, timeZone)?.time.slice(0, 8) ?? instant
}

/** A text without the fractions of the seconds in its RFC 3339 instants. */
export function toSeconds(text: string): string {
  return text.replace(/(T\d{2}:\d{2}:\d{2})\.\d+/g, '$1')
}
