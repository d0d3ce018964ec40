/**
 * Parses and resolves time ranges. The present is an argument. A caller resolves a range once for each search, so that
 * all pages ask for the same range.
 */
import { findEpochMs, findUtcInstant, formatInstant } from '../../cloudflare/instant.ts'
import { defaultRange, type TimeRange } from '../log-query.ts'
import { findSpokenLength } from './spoken-length.ts'

/** Both ends of a range as RFC 3339 instants in UTC; `since` is inclusive, `before` exclusive. */
export type ResolvedTimeRange = { since: string; before: string }

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** Maximum length of a relative range: ten years, more than any retention. */
const maxRangeMs = 3650 * unitMs.d

/** RFC 3339 instants have the years 0000 to 9999. */
const firstMs = Date.parse('0000-01-01T00:00:00Z')
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/** The relative ranges that the screen offers, shortest first. */
export const offeredRanges = ['15m', '1h', '4h', '24h', '7d', '14d', '30d', '90d'] as const

/** The length of `15m`, `24h`, `7d` or `2w` in milliseconds; `undefined` for any other text. */
export function findRangeMs(range: string): number | undefined {
  const match = /^([1-9]\d{0,5})([mhdw])$/.exec(range)
  if (!match) return undefined
  const lengthMs = Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]
  return lengthMs <= maxRangeMs ? lengthMs : undefined
}

/** A relative range for a length in words: `36 hours`, `3 days` or `last week` as `36h`, `3d` or `1w`; `undefined` otherwise. */
export function findSpokenRange(text: string): string | undefined {
  const [, isLast, words = ''] = /^((?:the )?(?:last|past) )?(.*)$/is.exec(text.trim()) ?? []
  const length = findSpokenLength(words) ?? (isLast ? findSpokenLength(`1 ${words}`) : undefined)
  if (!length || !/^(minute|hour|day|week)$/.test(length.unit)) return undefined
  const range = `${length.count}${length.unit.charAt(0)}`
  return findRangeMs(range) === undefined ? undefined : range
}

/** Formats a relative range in words: `24h` as `last 24 hours`. */
export function formatRange(range: string): string {
  const words = { m: 'minute', h: 'hour', d: 'day', w: 'week' }
  const count = range.slice(0, -1)
  const unit = words[range.slice(-1) as keyof typeof words]
  return count === '1' ? `last ${unit}` : `last ${count} ${unit}s`
}

/**
 * Resolves a range at a moment. A missing or invalid `before` becomes that moment, or one day after a `since` that is
 * not in the past. A missing or invalid `since` becomes one day before `before`.
 */
export function resolveTimeRange(range: TimeRange, nowMs: number): ResolvedTimeRange {
  if (range.kind === 'relative') {
    const lengthMs = findRangeMs(range.range) ?? findRangeMs(defaultRange) ?? 0
    return { since: formatInstant(nowMs - lengthMs), before: formatInstant(nowMs) }
  }
  const since = findUtcInstant(range.since ?? '')
  const before =
    findUtcInstant(range.before ?? '') ?? formatInstant(toDefaultBeforeMs(since, nowMs))
  const sinceMs = Math.max(firstMs, (findEpochMs(before) ?? nowMs) - unitMs.d)
  return { since: since ?? formatInstant(sinceMs), before }
}

function toDefaultBeforeMs(since: string | undefined, nowMs: number): number {
  const sinceMs = findEpochMs(since ?? '')
  if (sinceMs === undefined || sinceMs < nowMs) return nowMs
  return Math.min(lastMs, sinceMs + unitMs.d)
}
