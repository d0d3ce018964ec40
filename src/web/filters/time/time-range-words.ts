/** Formats time ranges, and finds the problem of a typed relative range. */
import type { TimeRange } from '../../../query/log-query.ts'
import {
  findRangeMs,
  findSpokenRange,
  formatRange,
  type ResolvedTimeRange,
} from '../../../query/time/time-range.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'

/** The label of a range: `Last 24 hours`, or both ends with their zone. */
export function toRangeLabel(timeRange: TimeRange, timeZone: string): string {
  if (timeRange.kind === 'relative') return capitalize(formatRange(timeRange.range))
  const { since, before } = timeRange
  if (since === undefined && before === undefined) return 'Any time'
  if (before === undefined) return `Since ${toShortTime(since ?? '', timeZone)}`
  if (since === undefined) return `Before ${toShortTime(before, timeZone)}`
  const [from, to] = [findTimeParts(since, timeZone), findTimeParts(before, timeZone)]
  if (from && to && from.zone === to.zone) {
    const [start, end] = [from.time.slice(0, 8), to.time.slice(0, 8)].map(dropZeroSeconds)
    return `${from.date} ${start} → ${to.date} ${end} ${to.zone}`
  }
  return `${toShortTime(since, timeZone)} → ${toShortTime(before, timeZone)}`
}

/** An instant without zero seconds, such as `2026-11-20 00:00 UTC`; other text is returned unchanged. */
export function toShortTime(instant: string, timeZone: string): string {
  const parts = findTimeParts(instant, timeZone)
  return parts ? `${parts.date} ${dropZeroSeconds(parts.time)} ${parts.zone}` : instant
}

/** Both exact ends of a search in a zone. */
export function toSpan({ since, before }: ResolvedTimeRange, timeZone: string): string {
  return `${toShortTime(since, timeZone)} → ${toShortTime(before, timeZone)}`
}

/** The relative range of a typed length such as `36h` or `3 days`; `undefined` for any other text. */
export function findTypedLength(text: string): string | undefined {
  const range = text.trim()
  return findRangeMs(range) === undefined ? findSpokenRange(range) : range
}

/** The problem of a typed relative range; `undefined` if it is valid or empty. */
export function findRelativeProblem(text: string): string | undefined {
  if (text.trim() === '' || findTypedLength(text) !== undefined) return undefined
  return 'Use a number and m, h, d or w, such as 36h; at most ten years.'
}

function dropZeroSeconds(time: string): string {
  return time.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
