/** The absolute time ranges that were chosen last in this browser. Like all preferences they are checked when they are read. */
import { useSyncExternalStore } from 'react'
import { findInstantForm } from '../../cloudflare/instant.ts'
import type { TimeRange } from '../../query/log-query.ts'
import { createPreferenceStore } from './create-preference-store.ts'

type AbsoluteRange = Extract<TimeRange, { kind: 'absolute' }>

/** The ranges, the latest first. */
export type RecentRanges = { ranges: readonly AbsoluteRange[] }

/** How many ranges are kept. */
const maxRanges = 4

const store = createPreferenceStore('gumshoe.ranges', readRecentRanges)

/** Converts a stored value to ranges; invalid ones are left out. */
export function readRecentRanges(stored: unknown): RecentRanges {
  const list = isRecord(stored) && Array.isArray(stored.ranges) ? stored.ranges : []
  return { ranges: list.flatMap(readRange).slice(0, maxRanges) }
}

function readRange(stored: unknown): readonly AbsoluteRange[] {
  if (!isRecord(stored)) return []
  const [since, before] = [stored.since, stored.before].map((end) =>
    typeof end === 'string' && findInstantForm(end) ? end : undefined,
  )
  if (since === undefined && before === undefined) return []
  return [{ kind: 'absolute', ...(since && { since }), ...(before && { before }) }]
}

/** Puts an absolute range first; a relative one is offered anyway. */
export function rememberRange(range: TimeRange): void {
  if (range.kind !== 'absolute') return
  store.set(({ ranges }) => ({
    ranges: [
      range,
      ...ranges.filter(({ since, before }) => since !== range.since || before !== range.before),
    ].slice(0, maxRanges),
  }))
}

/** The recent ranges; renders again when they change. */
export function useRecentRanges(): readonly AbsoluteRange[] {
  return useSyncExternalStore(store.subscribe, store.get).ranges
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
