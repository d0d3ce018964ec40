/** The day of an entry in words, as the tooltip of its time says it. */
import { findTimeParts } from '../../ui/text/time-text.ts'

// Made when it is first asked for: that takes time which the first rows do not have.
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
