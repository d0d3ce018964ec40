/** Chooses the next page to request: first the one that the list waits for, then those after it. */

import { type Run, update } from './run.ts'
import { addSegment, isPlanned } from './search-plan.ts'
import { maxDownloads, splitRange, toSegmentLengthMs } from './split-range.ts'
import type { PageStream } from './time-segment.ts'
import { findRequest } from './window-state.ts'

/** How many pages may wait for earlier pages. */
const maxWaitingPages = 60

/** The stream whose next page is requested first; adds a segment when no present one can be asked. */
export function findNext(run: Run): PageStream | undefined {
  const downloads = countDownloads(run)
  if (downloads >= maxDownloads) return undefined
  const { demand, isSplit } = run.state
  // Running requests finish first, because the range is split where the list ends.
  if (demand === 'all' && !isSplit && downloads === 0) splitRange(run)
  const runsAhead = demand === 'all' && run.state.isSplit
  for (const [index, segment] of run.state.segments.active.entries()) {
    if (index > 0 && !runsAhead) break
    const stream = segment.streams.find((each) => canAsk(each, index === 0))
    if (stream) return stream
  }
  return findInNewSegment(run, runsAhead)
}

function countDownloads({ state }: Run): number {
  const { active } = state.segments
  return active.flatMap(({ streams }) => streams).filter(({ isBusy }) => isBusy).length
}

function findInNewSegment(run: Run, runsAhead: boolean): PageStream | undefined {
  const { plan, state } = run
  const { active } = state.segments
  if (isPlanned(plan, state.segments) || (active.length > 0 && !runsAhead)) return undefined
  const pages = active.flatMap(({ streams }) => streams.flatMap(({ pending }) => pending))
  if (pages.length > maxWaitingPages) return undefined
  const lengthMs = runsAhead ? toSegmentLengthMs(run) : Number.POSITIVE_INFINITY
  const { added, ...segments } = addSegment(plan, state.segments, lengthMs)
  update(run, { segments })
  return added.streams[0]
}

function canAsk({ isBusy, window, pending }: PageStream, isFirst: boolean): boolean {
  if (isBusy || !findRequest(window)) return false
  // The first segment continues only when its pages are committed, because their result decides how.
  return isFirst
    ? pending.length === 0 && window.unresolvedPages === 0
    : pending.length < maxWaitingPages / 2
}
