/** Reading a whole range: cuts it into short stretches, so that several can be downloaded at once. */

import { countPages } from './ledger.ts'
import { pauseMeter, readMeter, resumeMeter } from './load-meter.ts'
import { dropSegments, type Run, update } from './run.ts'
import { continueFrom } from './search-plan.ts'
import type { LoadProgress } from './search-state.ts'

/** Entries that a stretch should hold: some pages, so that an expired cursor costs little. */
const entriesPerSegment = { min: 2_000, max: 8_000 } as const

/** Bounds of a stretch's length. */
const minSegmentMs = 60_000
const maxSegmentMs = 31 * 86_400_000

/** Downloads at once. Browsers allow six to one server, and the analyst's own must not wait. */
export const maxDownloads = 4

/** How much longer than the one before a stretch may be, in case the next one is denser. */
const maxGrowth = 4

/** Begins stretches where the list ends now; not before its end has a time. */
export function splitRange(run: Run): void {
  const { frontierMs, search, segments } = run.state
  if (frontierMs === undefined || search.loaded === 0) return
  if (segments.active.some(({ streams }) => streams.some(({ window }) => window.failure))) return
  dropSegments(run, 0)
  const next = continueFrom(run.plan, frontierMs)
  update(run, { isSplit: true, segments: { ...run.state.segments, ...next } })
}

/** Ends the cutting: the first stretch goes on, and what is left of the range is one stretch again. */
export function restoreRange(run: Run): void {
  dropSegments(run, 1)
  const { segments, frontierMs } = run.state
  const [head] = segments.active
  const edgeMs = head?.endMs ?? frontierMs ?? segments.edgeMs
  update(run, { isSplit: false, segments: { ...segments, edgeMs } })
}

/** The length of the next stretch, from how dense entries have been. */
export function toSegmentLengthMs({ plan, state }: Run): number {
  const { lastSegment: last, frontierMs, search, segments } = state
  const density = last
    ? last.received / last.lengthMs
    : search.loaded / Math.max(1, Math.abs((frontierMs ?? plan.startMs) - plan.startMs))
  const [minMs, maxMs] =
    density > 0
      ? [entriesPerSegment.min / density, entriesPerSegment.max / density]
      : [maxSegmentMs, maxSegmentMs]
  // The end of a range is shared out among all downloads.
  const shareMs = Math.abs(plan.endMs - segments.edgeMs) / maxDownloads
  // The first page alone says little about the rest.
  const wantedMs = Math.max(last ? minMs : 0, Math.min(maxMs, shareMs))
  const grownMs = last ? last.lengthMs * maxGrowth : maxSegmentMs
  return Math.min(maxSegmentMs, Math.max(minSegmentMs, Math.min(wantedMs, grownMs)))
}

/** Lets the meter run while pages may be asked for: other time says nothing of how long the rest will take. */
export function tickMeter(run: Run, isStopped: boolean): void {
  const { meter, isResting } = run.state
  if (!meter) return
  const nowMs = run.plan.parts.clock.now()
  const isStill = isStopped || isResting
  update(run, { meter: isStill ? pauseMeter(meter, nowMs) : resumeMeter(meter, nowMs) })
}

/** How far the reading is, while it is wanted; how long it will go on is unknown after a failure. */
export function toProgress(run: Run, hasFailed: boolean): LoadProgress | undefined {
  const { meter } = run.state
  if (!meter) return undefined
  const progress = readMeter(meter, toPosition(run), run.plan.parts.clock.now())
  return hasFailed ? { ...progress, leftMs: undefined } : progress
}

/** Where the list stands in the range. */
export function toPosition({ plan, state, ledger }: Run) {
  const { frontierMs, search } = state
  const lengthMs = Math.abs(plan.endMs - plan.startMs)
  const readMs = Math.abs((frontierMs ?? plan.startMs) - plan.startMs)
  const share = lengthMs > 0 ? Math.min(1, readMs / lengthMs) : 1
  return { share, pages: countPages(ledger.read()), loaded: search.loaded }
}
