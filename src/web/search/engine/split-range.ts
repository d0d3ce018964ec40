/** Reads the whole range: splits it into short segments that download in parallel. */

import { countPages } from './ledger.ts'
import { dropSegments, findFrontierMs, getSourceRun, type Run, updateSource } from './run.ts'
import { continueFrom, isPlanned } from './search-plan.ts'
import type { LoadProgress } from './search-state.ts'
import { isFinished, isRead, type SourceRun } from './source-run.ts'

/** How many entries of its source a segment should have: a few pages, so that an expired cursor costs little. */
const entriesPerSegment = { min: 2_000, max: 8_000 } as const

/** Bounds of the length of a segment. */
const minSegmentMs = 60_000
const maxSegmentMs = 31 * 86_400_000

/** Parallel downloads. Browsers allow six per server, and requests of the analyst must not wait. */
export const maxDownloads = 4

/** How much longer than the previous one a segment may be, in case it is denser. */
const maxGrowth = 4

/**
 * Splits the range of each source from the present end of the list on, once that end has a time; while only single
 * pages are read, just of those that catch up.
 */
export function splitRanges(run: Run): void {
  const { sources, demand } = run.state
  for (const { number, mode } of sources) {
    if (demand === 'all' || mode === 'catching-up') splitRange(run, number)
  }
}

function splitRange(run: Run, number: number): void {
  const { frontierMs, loaded, isSplit, segments, mode } = getSourceRun(run, number)
  if (isSplit || mode === 'set-aside' || frontierMs === undefined || loaded === 0) return
  const streams = segments.active.flatMap((segment) => segment.streams)
  // Running requests finish first, because the range is split where the list ends. So do pages that wait for others.
  if (streams.some(({ isBusy, pending }) => isBusy || pending.length > 0)) return
  if (streams.some(({ window, failure }) => window.failure ?? failure)) return
  // A source that failed is asked for several pages at once only after it gave one.
  if (mode === 'catching-up' && !segments.active.some(({ committed }) => committed > 0)) return
  dropSegments(run, number, 0)
  const next = continueFrom(run.plan, frontierMs)
  const present = getSourceRun(run, number).segments
  updateSource(run, number, { isSplit: true, segments: { ...present, ...next } })
}

/** Undoes the split: the first segment continues, and the rest of the range becomes one segment. */
export function restoreRanges(run: Run): void {
  for (const { number, isSplit } of run.state.sources) if (isSplit) restoreRange(run, number)
}

/** As `restoreRanges`, for one source. */
export function restoreRange(run: Run, number: number): void {
  dropSegments(run, number, 1)
  const { segments, frontierMs } = getSourceRun(run, number)
  const [firstSegment] = segments.active
  const edgeMs = firstSegment?.endMs ?? frontierMs ?? segments.edgeMs
  updateSource(run, number, { isSplit: false, segments: { ...segments, edgeMs } })
}

/** The length of the next segment of a source, from how dense its entries have been. */
export function toSegmentLengthMs({ plan, state }: Run, source: SourceRun): number {
  const { lastSegment: last, frontierMs, loaded, segments } = source
  const density = last
    ? last.received / last.lengthMs
    : loaded / Math.max(1, Math.abs((frontierMs ?? plan.startMs) - plan.startMs))
  const [minMs, maxMs] =
    density > 0
      ? [entriesPerSegment.min / density, entriesPerSegment.max / density]
      : [maxSegmentMs, maxSegmentMs]
  // The last part of a range is divided among all downloads, which the sources share.
  const others = state.sources.filter((each) => each !== source && needsDownloads(plan, each))
  const share = Math.max(1, Math.floor(maxDownloads / (others.length + 1)))
  const shareMs = Math.abs(plan.endMs - segments.edgeMs) / share
  // The first page alone says little about the rest.
  const wantedMs = Math.max(last ? minMs : 0, Math.min(maxMs, shareMs))
  const grownMs = last ? last.lengthMs * maxGrowth : maxSegmentMs
  return Math.min(maxSegmentMs, Math.max(minSegmentMs, Math.min(wantedMs, grownMs)))
}

/** Whether requests of a source are still to come, apart from those of segments that were planned. */
function needsDownloads(plan: Run['plan'], source: SourceRun): boolean {
  if (!isRead(source)) return false
  return source.isSplit ? !isPlanned(plan, source.segments) : !isFinished(plan, source)
}

/** The progress of reading the whole range; `undefined` while only single pages are read. */
export function toProgress(run: Run, isStopped: boolean): LoadProgress | undefined {
  const { plan, state, ledger } = run
  const { pagesBefore } = state
  if (pagesBefore === undefined) return undefined
  const lengthMs = Math.abs(plan.endMs - plan.startMs)
  const readMs = Math.abs((findFrontierMs(run) ?? plan.startMs) - plan.startMs)
  return {
    isPaused: isStopped,
    share: lengthMs > 0 ? Math.min(1, readMs / lengthMs) : 1,
    pages: countPages(ledger.read()) - pagesBefore,
  }
}
