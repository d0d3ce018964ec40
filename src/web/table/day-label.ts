/** The day of an entry as it is written above the first row of that day. */
import { findTimeParts } from '../ui/time-text.ts'

// They are made when a day ends in sight: that takes time which the first rows do not have.
let format: Intl.DateTimeFormat | undefined
const labels = new Map<string, string>()

/** The day of an instant in a zone, for example `Sat, 21 Nov 2026`; `undefined` for what is no instant. */
export function findDayLabel(instant: string, timeZone: string): string | undefined {
  const date = findTimeParts(instant, timeZone)?.date
  if (date === undefined) return undefined
  const known = labels.get(date)
  if (known !== undefined) return known
  const dayMs = Date.parse(`${date}T00:00:00Z`)
  format ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  const label = Number.isNaN(dayMs) ? date : format.format(dayMs)
  labels.set(date, label)
  return label
}
