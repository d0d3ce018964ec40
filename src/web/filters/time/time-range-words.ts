/** A time range in words, and what is wrong with one that is being typed. */
import type { TimeRange } from '../../../query/log-query.ts'
import { findRangeMs, formatRange, type ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'

/** A range as the button shows it: `Last 24 hours`, or both ends with their zone. */
export function toRangeLabel(timeRange: TimeRange, timeZone: string): string {
  if (timeRange.kind === 'relative') return capitalize(formatRange(timeRange.range))
  const { since, before } = timeRange
  if (since === undefined && before === undefined) return 'Any time'
  if (before === undefined) return `Since ${toShortTime(since ?? '', timeZone)}`
  if (since === undefined) return `Before ${toShortTime(before, timeZone)}`
  const [from, to] = [findTimeParts(since, timeZone), findTimeParts(before, timeZone)]
  if (from && to && from.zone === to.zone) {
    const [start, end] = [from.time.slice(0, 8), to.time.slice(0, 8)].map(cutZeros)
    return `${from.date} ${start} → ${to.date} ${end} ${to.zone}`
  }
  return `${toShortTime(since, timeZone)} → ${toShortTime(before, timeZone)}`
}

/** An instant without seconds that are zero: `2026-11-20 00:00 UTC`; other text as it is. */
export function toShortTime(instant: string, timeZone: string): string {
  const parts = findTimeParts(instant, timeZone)
  return parts ? `${parts.date} ${cutZeros(parts.time)} ${parts.zone}` : instant
}

/** Both ends of a search in a zone, exactly. */
export function toSpan({ since, before }: ResolvedTimeRange, timeZone: string): string {
  return `${toShortTime(since, timeZone)} → ${toShortTime(before, timeZone)}`
}

/** What is wrong with a typed relative range; `undefined` while nothing is typed or nothing is. */
export function findRelativeProblem(text: string): string | undefined {
  const range = text.trim()
  if (range === '' || findRangeMs(range) !== undefined) return undefined
  return 'Use a number and m, h, d or w, such as 36h; at most ten years.'
}

function cutZeros(time: string): string {
  return time.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
