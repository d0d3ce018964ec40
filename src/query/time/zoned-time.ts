/**
 * Converts between instants and wall clock times of a zone. A wall clock time is one instant, two (in the hour that the
 * end of daylight saving time repeats), or none (in the hour that its start skips). The rules are those of the time
 * zone database of the JavaScript engine.
 */

/** The time on the clocks of a zone, as the UTC instant that has the same date and time, in epoch milliseconds. */
export type WallMs = number

const formatters = new Map<string, Intl.DateTimeFormat | undefined>()

/** Whether the engine knows a zone: an IANA name, in upper or lower case, or an offset such as `+02:00`. */
export function isTimeZone(name: string): boolean {
  return findFormatter(name) !== undefined
}

/** The name of a zone as the database spells it (`Europe/Berlin` for `europe/berlin`); `undefined` for other texts. */
export function findTimeZoneName(name: string): string | undefined {
  return findFormatter(name)?.resolvedOptions().timeZone
}

/** The wall clock time of an instant in a zone, for the years 1 to 9999; throws for an unknown zone. */
export function toWallMs(epochMs: number, timeZone: string): WallMs {
  if (timeZone === 'UTC') return epochMs
  const formatter = findFormatter(timeZone)
  if (!formatter) throw new Error(`There is no time zone ${timeZone}.`)
  const wallParts = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatter.formatToParts(epochMs)) {
    if (type in wallParts) wallParts[type as keyof typeof wallParts] = Number(value)
  }
  const { year, month, day, hour, minute, second } = wallParts
  const wall = new Date(0)
  wall.setUTCFullYear(year, month - 1, day)
  wall.setUTCHours(hour, minute, second)
  return wall.getTime() + (epochMs - Math.floor(epochMs / 1000) * 1000)
}

/** By how many milliseconds the clocks of a zone are ahead of UTC at an instant; throws for an unknown zone. */
export function getOffsetMs(epochMs: number, timeZone: string): number {
  return toWallMs(epochMs, timeZone) - epochMs
}

const dayMs = 86_400_000

/** The instants at which the clocks of a zone show this time, earliest first: none, one or two. */
export function listInstantsAt(wallMs: WallMs, timeZone: string): readonly number[] {
  if (timeZone === 'UTC') return [wallMs]
  // Offsets are shorter than a day, and two changes of the clocks are further apart.
  const offsets = [-dayMs, 0, dayMs].map((distanceMs) => getOffsetMs(wallMs + distanceMs, timeZone))
  return [...new Set(offsets)]
    .map((offsetMs) => wallMs - offsetMs)
    .filter((epochMs) => toWallMs(epochMs, timeZone) === wallMs)
    .sort((a, b) => a - b)
}

/** A change of the clocks of a zone: its instant, and the wall clock times before and after it. */
export type ClockChange = { epochMs: number; from: WallMs; to: WallMs }

/** The change of the clocks within a day of a wall clock time; `undefined` when there is none. */
export function findClockChange(wallMs: WallMs, timeZone: string): ClockChange | undefined {
  let [low, high] = [wallMs - dayMs, wallMs + dayMs]
  const offsetBeforeMs = getOffsetMs(low, timeZone)
  if (getOffsetMs(high, timeZone) === offsetBeforeMs) return undefined
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (getOffsetMs(middle, timeZone) === offsetBeforeMs) low = middle
    else high = middle
  }
  return { epochMs: high, from: high + offsetBeforeMs, to: toWallMs(high, timeZone) }
}

/** Formats an offset as `+05:30`; drops seconds, which only local mean times have. */
export function formatOffset(offsetMs: number): string {
  const minutes = Math.floor(Math.abs(offsetMs) / 60_000)
  const pad = (count: number) => String(count).padStart(2, '0')
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
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
