/**
 * Chooses the next page to request: first of the source that is furthest behind, because the list waits for it. Of a
 * source, first the page that comes next in the list, then those after it.
 */
import { type Run, updateSource } from './run.ts'
import { addSegment, isPlanned } from './search-plan.ts'
import { isRead, type SourceRun } from './source-run.ts'
import { findEdge } from './sources/catch-up.ts'
import { maxDownloads, splitRanges, toSegmentLengthMs } from './split-range.ts'
import type { PageStream } from './time-segment.ts'
import { findRequest, isBeyond } from './window-state.ts'

/** How many pages may wait for earlier pages. */
const maxWaitingPages = 60

/** The stream whose next page is requested first; adds a segment when no present one can be asked. */
export function findNext(run: Run): PageStream | undefined {
  if (listStreams(run).filter(({ isBusy }) => isBusy).length >= maxDownloads) return undefined
  splitRanges(run)
  for (const source of listByProgress(run)) {
    const stream = findInSource(run, source)
    if (stream) return stream
  }
  return undefined
}

/** The sources that may be asked, those that are furthest behind first. */
function listByProgress({ state, plan }: Run): readonly SourceRun[] {
  const { direction } = plan.parts
  const reached = ({ frontierMs = plan.startMs }: SourceRun) => frontierMs
  return state.sources
    .filter((source) => isRead(source) && (state.demand !== 'none' || source.mode !== 'reading'))
    .toSorted((a, b) => {
      if (reached(a) === reached(b)) return 0
      return isBeyond(direction, reached(b), reached(a)) ? -1 : 1
    })
}

function findInSource(run: Run, source: SourceRun): PageStream | undefined {
  const isWanted = run.state.demand === 'all' || source.mode === 'catching-up'
  const runsAhead = isWanted && source.isSplit
  for (const [index, segment] of source.segments.active.entries()) {
    if (index > 0 && !runsAhead) break
    const stream = segment.streams.find((each) => canAsk(each, index === 0))
    if (stream) return stream
    // The source ends here, unless it is tried again.
    if (segment.streams.some(({ failure }) => failure)) return undefined
  }
  return findInNewSegment(run, source, runsAhead)
}

function listStreams({ state }: Run): readonly PageStream[] {
  return state.sources.flatMap(({ segments }) => segments.active.flatMap(({ streams }) => streams))
}

function findInNewSegment(run: Run, source: SourceRun, runsAhead: boolean): PageStream | undefined {
  const { active } = source.segments
  if (isPlanned(run.plan, source.segments)) return undefined
  // The list waits for a source without a segment.
  if (active.length > 0) {
    const pages = listStreams(run).flatMap(({ pending }) => pending)
    if (!runsAhead || pages.length > maxWaitingPages) return undefined
  }
  const missedMs = findMissedMs(run, source)
  if (missedMs <= 0 && active.length > 0) return undefined
  const wantedMs = runsAhead ? toSegmentLengthMs(run, source) : Number.POSITIVE_INFINITY
  const lengthMs = missedMs > 0 ? Math.min(wantedMs, missedMs) : wantedMs
  const { added, ...segments } = addSegment(run.plan, source, source.segments, lengthMs)
  updateSource(run, source.number, { segments })
  return added.streams[0]
}

/** How much time a source that catches up has still to plan, to just beyond the edge of the list; infinite for others. */
function findMissedMs(run: Run, { mode, segments }: SourceRun): number {
  const edge = mode === 'catching-up' ? findEdge(run) : undefined
  if (!edge) return Number.POSITIVE_INFINITY
  const { startMs, endMs } = run.plan
  return (edge.ms - segments.edgeMs) * Math.sign(endMs - startMs) + 1
}

function canAsk({ isBusy, window, pending, failure }: PageStream, isFirst: boolean): boolean {
  if (isBusy || failure || !findRequest(window)) return false
  // The first segment continues only when its pages are committed, because their result decides how.
  return isFirst
    ? pending.length === 0 && window.unresolvedPages === 0
    : pending.length < maxWaitingPages / 2
}
