/**
 * Wall clocks and instants. A wall clock reading names one instant, two (the hour that a change of
 * daylight saving time repeats), or none (the one that it skips). Rules come from the engine's own
 * time zone database; there is no clock here.
 */

/** What a clock on the wall of a zone shows at an instant, written as the UTC instant of that reading. */
export type WallMs = number

const formatters = new Map<string, Intl.DateTimeFormat | undefined>()

/** Whether the engine knows the zone, by an IANA name in any case or an offset such as `+02:00`. */
export function isTimeZone(name: string): boolean {
  return findFormatter(name) !== undefined
}

/** The name as the database spells it (`europe/berlin` is `Europe/Berlin`); `undefined` for no zone. */
export function findTimeZoneName(name: string): string | undefined {
  return findFormatter(name)?.resolvedOptions().timeZone
}

/** The reading of the wall clock in a zone, for years 1 to 9999; throws for an unknown zone. */
export function toWallMs(epochMs: number, timeZone: string): WallMs {
  if (timeZone === 'UTC') return epochMs
  const formatter = findFormatter(timeZone)
  if (!formatter) throw new Error(`There is no time zone ${timeZone}.`)
  const parts = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatter.formatToParts(epochMs)) {
    if (type in parts) parts[type as keyof typeof parts] = Number(value)
  }
  const { year, month, day, hour, minute, second } = parts
  const wall = new Date(0)
  wall.setUTCFullYear(year, month - 1, day)
  wall.setUTCHours(hour, minute, second)
  return wall.getTime() + (epochMs - Math.floor(epochMs / 1000) * 1000)
}

/** By how much the wall clock is ahead of UTC at an instant, in milliseconds. */
export function findOffsetMs(epochMs: number, timeZone: string): number {
  return toWallMs(epochMs, timeZone) - epochMs
}

const dayMs = 86_400_000

/** Every instant at which the wall clock shows this reading, earliest first: none, one or two. */
export function findInstantsAt(wallMs: WallMs, timeZone: string): readonly number[] {
  if (timeZone === 'UTC') return [wallMs]
  // No zone is a day away from UTC, and no two changes are so close.
  const offsets = [-dayMs, 0, dayMs].map((away) => findOffsetMs(wallMs + away, timeZone))
  return [...new Set(offsets)]
    .map((offsetMs) => wallMs - offsetMs)
    .filter((epochMs) => toWallMs(epochMs, timeZone) === wallMs)
    .sort((a, b) => a - b)
}

/** A moment at which the clocks of a zone change: what they show last, and what next. */
export type ClockChange = { epochMs: number; from: WallMs; to: WallMs }

/** The change nearest to a reading that the zone skips or repeats; `undefined` when none is near. */
export function findClockChange(wallMs: WallMs, timeZone: string): ClockChange | undefined {
  let [low, high] = [wallMs - dayMs, wallMs + dayMs]
  const before = findOffsetMs(low, timeZone)
  if (findOffsetMs(high, timeZone) === before) return undefined
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (findOffsetMs(middle, timeZone) === before) low = middle
    else high = middle
  }
  return { epochMs: high, from: high + before, to: toWallMs(high, timeZone) }
}

/** An offset as `+05:30`; seconds, which only local mean times have, are left out. */
export function formatOffset(offsetMs: number): string {
  const minutes = Math.floor(Math.abs(offsetMs) / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const two = (count: number) => String(count).padStart(2, '0')
  return `${offsetMs < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`
}

function findFormatter(timeZone: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(timeZone)) return formatters.get(timeZone)
  const formatter = createFormatter(timeZone)
  formatters.set(timeZone, formatter)
  return formatter
}

function createFormatter(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  } catch {
    return undefined
  }
}
