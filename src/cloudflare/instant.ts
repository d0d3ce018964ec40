/**
 * Reads the two time forms that the audit log APIs accept: a full date (midnight UTC) and an
 * RFC 3339 date-time. Stricter than `Date.parse`, which accepts February 30 and bare numbers.
 */

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2}))?$/

/**
 * The form of a text; `undefined` when it has neither form, names a day or an hour that does not exist, or its
 * offset moves it outside of the years 0000 to 9999, which RFC 3339 cannot write.
 */
export function findInstantForm(text: string): 'date' | 'date-time' | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, , offset] = match
  if (!isDay(Number(year), Number(month), Number(day))) return undefined
  if (hour === undefined) return 'date'
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (offset === 'Z' || offset === undefined) return 'date-time'
  if (Number(offset.slice(1, 3)) > 23 || Number(offset.slice(4)) > 59) return undefined
  const utcYear = new Date(text).getUTCFullYear()
  return utcYear >= 0 && utcYear <= 9999 ? 'date-time' : undefined
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  if (month !== 2) return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (isLeap ? 29 : 28)
}

/** Milliseconds since the epoch, truncated to whole milliseconds; `undefined` for any other text. */
export function findEpochMs(text: string): number | undefined {
  const form = findInstantForm(text)
  if (!form) return undefined
  const epochMs = Date.parse(form === 'date' ? `${text}T00:00:00Z` : text)
  return Number.isNaN(epochMs) ? undefined : epochMs
}

/**
 * The same instant in UTC with milliseconds, and with more digits only when the text has them, so that no
 * precision is lost; `undefined` for a text that is not an instant.
 */
export function findUtcInstant(text: string): string | undefined {
  const epochMs = findEpochMs(text)
  if (epochMs === undefined) return undefined
  const finer = /\.\d{3}(\d*[1-9])/.exec(text)?.[1] ?? ''
  return formatInstant(epochMs).replace('Z', `${finer}Z`)
}

/** The RFC 3339 form that every dataset accepts: UTC with milliseconds. */
export function formatInstant(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
