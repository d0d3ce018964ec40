/** Formats the day of an entry for the tooltip of its time. */
import { findTimeParts } from '../../ui/text/time-text.ts'

// Created on first use: its creation would delay the first rows.
let format: Intl.DateTimeFormat | undefined
const labels = new Map<string, string>()

/** The day of an instant in a zone, for example `Sat, 21 Nov 2026`; `undefined` for an invalid instant. */
export function findDayLabel(instant: string, timeZone: string): string | undefined {
  const date = findTimeParts(instant, timeZone)?.date
  if (date === undefined) return undefined
  const cached = labels.get(date)
  if (cached !== undefined) return cached
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
