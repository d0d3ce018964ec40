/**
 * Reads the two time forms that the audit log APIs accept: a full date (midnight UTC) and an
 * RFC 3339 date-time. Stricter than `Date.parse`, which takes February 30 and bare numbers.
 */

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2}))?$/

/** Which form a text has; `undefined` when it is neither or names a day or hour that is none. */
export function findInstantForm(text: string): 'date' | 'date-time' | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, , offset] = match
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined
  if (hour === undefined) return 'date'
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (offset !== 'Z' && (Number(offset?.slice(1, 3)) > 23 || Number(offset?.slice(4)) > 59)) {
    return undefined
  }
  return 'date-time'
}

/** Milliseconds since the epoch, digits beyond milliseconds cut; `undefined` for any other text. */
export function findEpochMs(text: string): number | undefined {
  const form = findInstantForm(text)
  if (!form) return undefined
  const epochMs = Date.parse(form === 'date' ? `${text}T00:00:00Z` : text)
  return Number.isNaN(epochMs) ? undefined : epochMs
}

/** The RFC 3339 form that every dataset accepts: UTC with milliseconds. */
export function formatInstant(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
