/** Splits the time range of a search into segments of one source, in display order. Pure. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { SearchParts, SearchSource } from './search-state.ts'
import type { PageStream, TimeSegment } from './time-segment.ts'
import { openWindow, overlapMs, pageSizes } from './window-state.ts'

/** How far a segment overlaps the one before: whether bounds are inclusive is undocumented. */
export const boundOverlapMs = 1_000

/** What a plan is created from. */
export type PlanParts = Pick<SearchParts, 'direction' | 'timeRange'>

/** What a search reads, from its first instant in the direction of the search to its last. */
export type SearchPlan<T extends PlanParts = PlanParts> = {
  readonly parts: T
  readonly startMs: number
  readonly endMs: number
}

/** The segments of a source that are being read, and where the rest of the range begins. */
export type SegmentList = {
  /** In display order. */
  readonly active: readonly TimeSegment[]
  readonly edgeMs: number
  /** How far the next segment overlaps the one before; 0 at the start of the range. */
  readonly reachMs: number
  /** How many there were, including those no longer active. */
  readonly count: number
}

/** The plan of a search. */
export function createPlan<T extends PlanParts>(parts: T): SearchPlan<T> {
  const { direction, timeRange } = parts
  const sinceMs = findEpochMs(timeRange.since) ?? 0
  const beforeMs = findEpochMs(timeRange.before) ?? 0
  const [startMs, endMs] = direction === 'desc' ? [beforeMs, sinceMs] : [sinceMs, beforeMs]
  return { parts, startMs, endMs }
}

/** The bounds of the range of a plan, in order of time. */
export function toRangeMs({ startMs, endMs }: SearchPlan) {
  return { sinceMs: Math.min(startMs, endMs), beforeMs: Math.max(startMs, endMs) }
}

/** The segments at the start of a plan: none. */
export function createSegmentList({ startMs }: SearchPlan): SegmentList {
  return { active: [], edgeMs: startMs, reachMs: 0, count: 0 }
}

/** Whether segments cover the range up to its end. */
export function isPlanned({ endMs }: SearchPlan, { edgeMs, count }: SegmentList): boolean {
  return edgeMs === endMs && count > 0
}

/** A source of a search, and its number among the sources. */
export type NumberedSource = { readonly number: number; readonly source: SearchSource }

/** Adds the next segment of at most this length. The first one of a source begins with a small page. */
export function addSegment(
  plan: SearchPlan,
  { number: source, source: { dataset, queries } }: NumberedSource,
  segments: SegmentList,
  lengthMs: number,
): SegmentList & { added: TimeSegment } {
  const { endMs: rangeEndMs } = plan
  const { edgeMs: startMs, count: id } = segments
  const endMs =
    Math.abs(rangeEndMs - startMs) <= lengthMs
      ? rangeEndMs
      : startMs + Math.sign(rangeEndMs - startMs) * Math.ceil(lengthMs)
  const timeRange = toTimeRange(plan, segments, endMs)
  const firstSize = id === 0 ? pageSizes.first : pageSizes.further
  const streams = queries.map((query, number) =>
    createStream(source, id, number, openWindow({ dataset, query, timeRange, firstSize })),
  )
  const added = { source, id, startMs, endMs, streams, received: 0, committed: 0 }
  return {
    added,
    active: [...segments.active, added],
    edgeMs: endMs,
    reachMs: boundOverlapMs,
    count: id + 1,
  }
}

function createStream(
  source: number,
  segment: number,
  number: number,
  window: PageStream['window'],
): PageStream {
  return {
    source,
    segment,
    number,
    window,
    pending: [],
    consumed: [],
    chain: undefined,
    isBusy: false,
    added: 0,
    namesNext: false,
    damaged: 0,
    failure: undefined,
  }
}

/** The tickets of the pages that are staged for a segment. */
export function listTickets({ streams }: TimeSegment): readonly number[] {
  return streams.flatMap(({ pending, consumed }) => [
    ...consumed,
    ...pending.map(({ ticket }) => ticket),
  ])
}

/** Where the next segment begins when the list is complete up to this instant. */
export function continueFrom(
  { startMs }: SearchPlan,
  edgeMs: number,
): Pick<SegmentList, 'edgeMs' | 'reachMs'> {
  return { edgeMs, reachMs: edgeMs === startMs ? 0 : overlapMs }
}

function toTimeRange(plan: SearchPlan, segments: SegmentList, endMs: number): ResolvedTimeRange {
  const { parts, startMs, endMs: rangeEndMs } = plan
  const { edgeMs, reachMs } = segments
  const { since, before } = parts.timeRange
  const isLast = endMs === rangeEndMs
  // The bounds of the range itself are sent unchanged: they may be finer than milliseconds.
  return parts.direction === 'desc'
    ? {
        since: isLast ? since : formatInstant(endMs),
        before: reachMs === 0 ? before : formatInstant(Math.min(startMs, edgeMs + reachMs)),
      }
    : {
        since: reachMs === 0 ? since : formatInstant(Math.max(startMs, edgeMs - reachMs)),
        before: isLast ? before : formatInstant(endMs),
      }
}
