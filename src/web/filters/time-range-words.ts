/** A time range in words, and what is wrong with one that is being typed. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import { findEpochMs, findUtcInstant } from '../../cloudflare/instant.ts'
import type { TimeRange } from '../../query/log-query.ts'
import { findRangeMs, type ResolvedTimeRange, toRangeWords } from '../../query/time-range.ts'
import { findValueProblem, timeOrderProblems } from '../../query/validate-query.ts'
import { findTimeParts } from '../ui/time-text.ts'

const dayMs = 86_400_000

/** A range as the button shows it: `Last 24 hours`, or both ends with their zone. */
export function toRangeLabel(timeRange: TimeRange, timeZone: string): string {
  if (timeRange.kind === 'relative') return capitalize(toRangeWords(timeRange.range))
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

/** What the typed end of a range means, in UTC; `undefined` while it means nothing. */
export function findEcho(text: string, timeZone: string): string | undefined {
  const instant = findUtcInstant(text.trim())
  if (instant === undefined) return undefined
  const utc = toShortTime(instant, 'UTC')
  return timeZone === 'UTC' ? utc : `${utc} · ${toShortTime(instant, timeZone)}`
}

/** Both ends as they are typed. */
export type TypedRange = { since: string; before: string }

/** Which end cannot be used, and why; both ends empty is a problem of `since`. */
export function findTypedProblems(
  dataset: Dataset,
  typed: TypedRange,
): { since?: string; before?: string } {
  const since = typed.since.trim()
  const before = typed.before.trim()
  if (since === '' && before === '') return { since: 'Give at least one end of the range.' }
  const problems: { since?: string; before?: string } = {}
  for (const [name, text] of Object.entries({ since, before })) {
    const parameter = findParameter(dataset, name)
    const problem = text !== '' && parameter ? findValueProblem(parameter, text) : undefined
    if (problem) problems[name as keyof TypedRange] = problem
  }
  const order = timeOrderProblems([
    ['since', since],
    ['before', before],
  ])[0]?.message
  return order ? { before: order, ...problems } : problems
}

/** The typed ends as a range, trimmed and otherwise as written; an empty end is left out. */
export function toAbsoluteRange(typed: TypedRange): TimeRange {
  const since = typed.since.trim()
  const before = typed.before.trim()
  return { kind: 'absolute', ...(since !== '' && { since }), ...(before !== '' && { before }) }
}

/** What is wrong with a typed relative range; `undefined` while nothing is typed or nothing is. */
export function findRelativeProblem(text: string): string | undefined {
  const range = text.trim()
  if (range === '' || findRangeMs(range) !== undefined) return undefined
  return 'Use a number and m, h, d or w, such as 36h; at most ten years.'
}

/** Says how far back the log reaches when the range begins earlier; `nowMs` is the proxy's. */
export function findRetentionNote(
  dataset: Dataset,
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  nowMs: number | undefined,
): string | undefined {
  const { retentionDays } = dataset
  const days = findReachDays(timeRange, resolved, nowMs)
  if (retentionDays === undefined || days === undefined || days <= retentionDays) return undefined
  return `This log keeps entries for about ${toMonths(retentionDays)}; the range begins ${Math.ceil(days)} days back, and what is older cannot appear.`
}

function findReachDays(
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  nowMs: number | undefined,
): number | undefined {
  if (timeRange.kind === 'relative') return (findRangeMs(timeRange.range) ?? 0) / dayMs
  const sinceMs = findEpochMs(timeRange.since ?? resolved?.since ?? '')
  // The end of a range is never later than the moment from which retention is counted back.
  const latestMs = nowMs ?? findEpochMs(timeRange.before ?? resolved?.before ?? '')
  if (sinceMs === undefined || latestMs === undefined) return undefined
  return (latestMs - sinceMs) / dayMs
}

function toMonths(days: number): string {
  return days >= 60 ? `${Math.round(days / 30.44)} months` : `${days} days`
}

function cutZeros(time: string): string {
  return time.replace(/\.000$/, '').replace(/^(\d\d:\d\d):00$/, '$1')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
