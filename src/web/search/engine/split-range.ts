/** Reads the whole range: splits it into short segments that download in parallel. */

import { countPages } from './ledger.ts'
import { dropSegments, type Run, update } from './run.ts'
import { continueFrom } from './search-plan.ts'
import type { LoadProgress } from './search-state.ts'

/** How many entries a segment should have: a few pages, so that an expired cursor costs little. */
const entriesPerSegment = { min: 2_000, max: 8_000 } as const

/** Bounds of the length of a segment. */
const minSegmentMs = 60_000
const maxSegmentMs = 31 * 86_400_000

/** Parallel downloads. Browsers allow six per server, and requests of the analyst must not wait. */
export const maxDownloads = 4

/** How much longer than the previous one a segment may be, in case it is denser. */
const maxGrowth = 4

/** Splits the range from the present end of the list on, once that end has a time. */
export function splitRange(run: Run): void {
  const { frontierMs, search, segments } = run.state
  if (frontierMs === undefined || search.loaded === 0) return
  if (segments.active.some(({ streams }) => streams.some(({ window }) => window.failure))) return
  dropSegments(run, 0)
  const next = continueFrom(run.plan, frontierMs)
  update(run, { isSplit: true, segments: { ...run.state.segments, ...next } })
}

/** Undoes the split: the first segment continues, and the rest of the range becomes one segment. */
export function restoreRange(run: Run): void {
  dropSegments(run, 1)
  const { segments, frontierMs } = run.state
  const [firstSegment] = segments.active
  const edgeMs = firstSegment?.endMs ?? frontierMs ?? segments.edgeMs
  update(run, { isSplit: false, segments: { ...segments, edgeMs } })
}

/** The length of the next segment, from how dense entries have been. */
export function toSegmentLengthMs({ plan, state }: Run): number {
  const { lastSegment: last, frontierMs, search, segments } = state
  const density = last
    ? last.received / last.lengthMs
    : search.loaded / Math.max(1, Math.abs((frontierMs ?? plan.startMs) - plan.startMs))
  const [minMs, maxMs] =
    density > 0
      ? [entriesPerSegment.min / density, entriesPerSegment.max / density]
      : [maxSegmentMs, maxSegmentMs]
  // The last part of a range is divided among all downloads.
  const shareMs = Math.abs(plan.endMs - segments.edgeMs) / maxDownloads
  // The first page alone says little about the rest.
  const wantedMs = Math.max(last ? minMs : 0, Math.min(maxMs, shareMs))
  const grownMs = last ? last.lengthMs * maxGrowth : maxSegmentMs
  return Math.min(maxSegmentMs, Math.max(minSegmentMs, Math.min(wantedMs, grownMs)))
}

/** The progress of reading the whole range; `undefined` while only single pages are read. */
export function toProgress(
  { plan, state, ledger }: Run,
  isStopped: boolean,
): LoadProgress | undefined {
  const { pagesBefore, frontierMs } = state
  if (pagesBefore === undefined) return undefined
  const lengthMs = Math.abs(plan.endMs - plan.startMs)
  const readMs = Math.abs((frontierMs ?? plan.startMs) - plan.startMs)
  return {
    isPaused: isStopped,
    share: lengthMs > 0 ? Math.min(1, readMs / lengthMs) : 1,
    pages: countPages(ledger.read()) - pagesBefore,
  }
}
