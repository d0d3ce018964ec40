/** Closes the first segment of a source when the list has all of it. */
import { formatInstant } from '../../../../cloudflare/instant.ts'
import { addCoverage } from '../coverage.ts'
import { getSourceRun, type Run, update, updateSource } from '../run.ts'
import type { PageStream, TimeSegment } from '../time-segment.ts'
import { isBeyond } from '../window-state.ts'

/** Whether a segment was read to its end, and all of its entries are accounted for or cannot be found. */
export function isCloseable({ streams, received, committed }: TimeSegment): boolean {
  return (
    streams.every(({ window, pending }) => window.end && pending.length === 0) &&
    (committed === received || streams.every(({ consumed }) => consumed.length === 0))
  )
}

/** Closes the first segment of a source, and records its incomplete parts as gaps. */
export function closeSegment(run: Run, segment: TimeSegment): void {
  const { ledger } = run
  const { source: number } = segment
  const {
    source: { id: source },
    segments,
    coverage,
    mode,
    setAside,
    lastSegment,
  } = getSourceRun(run, number)
  const { received, committed, startMs, endMs } = segment
  const stop = mode === 'set-aside' ? setAside : undefined
  const gaps = segment.streams.filter(({ window }) => window.end?.reason !== undefined)
  for (const stream of gaps) {
    // The gap of a source that was set aside is in the ledger already.
    if (stream.window.end?.reason === stop?.gap.reason) continue
    ledger.record({ kind: 'gap-found', source, gap: toGap(segment, stream) })
  }
  if (committed !== received) ledger.record({ kind: 'gap-found', source, gap: toMiscount(segment) })
  for (const { chain, window } of segment.streams) {
    if (!chain) continue
    const isProven = window.end?.reason === undefined
    ledger.record({ kind: 'window-ended', source, window: chain.window, isProven })
  }
  const isWhole = gaps.length === 0 && committed === received
  const reachedMs = isWhole ? endMs : findGapStartMs(run, segment, gaps)
  updateSource(run, number, {
    frontierMs: stop?.stoppedMs ?? endMs,
    lastSegment: stop
      ? lastSegment
      : { received, lengthMs: Math.max(1, Math.abs(endMs - startMs)) },
    segments: { ...segments, active: segments.active.slice(1) },
    coverage: addCoverage(coverage, startMs, reachedMs),
  })
  update(run, { search: {} })
}

function toGap(segment: TimeSegment, { number, window }: PageStream) {
  const fromMs = window.furthestMs ?? segment.startMs
  return {
    since: formatInstant(Math.min(fromMs, segment.endMs)),
    before: formatInstant(Math.max(fromMs, segment.endMs)),
    query: number + 1,
    reason: window.end?.reason ?? '',
  }
}

/** Every received entry has to be accounted for, so that an error in Gumshoe cannot give a wrong verdict. */
function toMiscount(segment: TimeSegment) {
  return {
    since: formatInstant(Math.min(segment.startMs, segment.endMs)),
    before: formatInstant(Math.max(segment.startMs, segment.endMs)),
    query: 1,
    reason: `Gumshoe received ${segment.received} entries here and can account for ${segment.committed}.`,
  }
}

function findGapStartMs(run: Run, segment: TimeSegment, gaps: readonly PageStream[]): number {
  const { direction } = run.plan.parts
  const starts = gaps.map(({ window }) => window.furthestMs ?? segment.startMs)
  if (starts.length === 0) return segment.startMs
  return starts.reduce((first, each) => (isBeyond(direction, first, each) ? each : first))
}
