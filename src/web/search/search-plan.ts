/** Cuts the time range of a search into stretches, in the order in which they are shown. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import type { SearchParts } from './search-state.ts'
import type { Stretch } from './stretch.ts'
import { openWindow, overlapMs, pageSizes } from './window-state.ts'

/** How far one stretch reaches back over another: whether bounds are inclusive is undocumented. */
export const boundOverlapMs = 1_000

/** The stretches under way, and where the part begins that has none. */
export type SearchPlan = {
  /** In the order in which they are shown. */
  active: Stretch[]
  edgeMs: number
  /** How far the next stretch reaches back; 0 at the start of the range. */
  reachMs: number
  readonly startMs: number
  readonly endMs: number
  count: number
}

/** What is to be read. */
export type PlanParts = Pick<SearchParts, 'dataset' | 'queries' | 'timeRange'>

/** A plan without stretches. */
export function createPlan({ queries, timeRange }: PlanParts): SearchPlan {
  const sinceMs = findEpochMs(timeRange.since) ?? 0
  const beforeMs = findEpochMs(timeRange.before) ?? 0
  const [startMs, endMs] =
    queries[0].direction === 'desc' ? [beforeMs, sinceMs] : [sinceMs, beforeMs]
  return { active: [], edgeMs: startMs, reachMs: 0, startMs, endMs, count: 0 }
}

/** Whether stretches cover the range up to its end. */
export function isPlanned(plan: SearchPlan): boolean {
  return plan.edgeMs === plan.endMs && plan.count > 0
}

/** Adds the next stretch of at most this length. The first one of a search begins with a small page. */
export function addStretch(plan: SearchPlan, parts: PlanParts, lengthMs: number): Stretch {
  const startMs = plan.edgeMs
  const { endMs: rangeEndMs } = plan
  const endMs =
    Math.abs(rangeEndMs - startMs) <= lengthMs
      ? rangeEndMs
      : startMs + Math.sign(rangeEndMs - startMs) * Math.ceil(lengthMs)
  const timeRange = toTimeRange(plan, parts, endMs)
  const stretch: Stretch = {
    startMs,
    endMs,
    received: 0,
    joined: 0,
    isDropped: false,
    strands: parts.queries.map((query, number) => ({
      number,
      window: openWindow({
        dataset: parts.dataset,
        query,
        timeRange,
        firstSize: plan.count === 0 ? pageSizes.first : pageSizes.later,
      }),
      pending: [],
      consumed: [],
      chain: undefined,
      isBusy: false,
      added: 0,
      namesNext: false,
      damaged: 0,
    })),
  }
  plan.active.push(stretch)
  plan.edgeMs = endMs
  plan.reachMs = boundOverlapMs
  plan.count++
  return stretch
}

/** Drops the stretches from this one on; returns the pages that were staged for them. */
export function dropStretches(plan: SearchPlan, from: number): number[] {
  const dropped = plan.active.slice(from)
  plan.active = plan.active.slice(0, from)
  for (const stretch of dropped) stretch.isDropped = true
  return dropped.flatMap(({ strands }) =>
    strands.flatMap(({ pending, consumed }) => [
      ...consumed,
      ...pending.map(({ ticket }) => ticket),
    ]),
  )
}

/** Lets the next stretch begin at an instant up to which everything is in the list. */
export function continueFrom(plan: SearchPlan, edgeMs: number): void {
  plan.edgeMs = edgeMs
  plan.reachMs = edgeMs === plan.startMs ? 0 : overlapMs
}

function toTimeRange(plan: SearchPlan, parts: PlanParts, endMs: number): ResolvedTimeRange {
  const { edgeMs, reachMs, endMs: rangeEndMs } = plan
  const { since, before } = parts.timeRange
  const isLast = endMs === rangeEndMs
  // The bounds of the range itself are sent as they were asked: they may be finer than milliseconds.
  return parts.queries[0].direction === 'desc'
    ? {
        since: isLast ? since : formatInstant(endMs),
        before: reachMs === 0 ? before : formatInstant(Math.min(plan.startMs, edgeMs + reachMs)),
      }
    : {
        since: reachMs === 0 ? since : formatInstant(Math.max(plan.startMs, edgeMs - reachMs)),
        before: isLast ? before : formatInstant(endMs),
      }
}
