/** Commits staged pages to the list in display order, as soon as no earlier page is missing. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import { addCoverage } from './coverage.ts'
import { resolvePages } from './read-window.ts'
import { findSegment, type Run, update, updateSegment, updateStream } from './run.ts'
import {
  type Batch,
  findBatch,
  type PageStream,
  type TimeSegment,
  takeBatch,
} from './time-segment.ts'
import { isBeyond } from './window-state.ts'

/** Commits all pages that can be committed. Calls run one at a time, because each depends on the result of the last. */
export function commitList(run: Run): Promise<void> {
  // A failed commit was reported to its caller and does not affect the next one.
  const commits = run.state.commits.catch(() => undefined).then(() => commitNow(run))
  update(run, { commits })
  return commits
}

async function commitNow(run: Run): Promise<void> {
  const { direction } = run.plan.parts.queries[0]
  while (!run.stopped.signal.aborted) {
    resolveEmptyPages(run)
    const [segment] = run.state.segments.active
    if (!segment) return
    const batch = findBatch(segment, direction)
    if (batch) {
      await commitBatch(run, segment, batch)
      continue
    }
    if (!segment.streams.every(({ window }) => window.end)) return
    closeSegment(run, segment)
  }
}

/** Empty pages have no time, so no other stream can wait for them. */
function resolveEmptyPages(run: Run): void {
  for (const stream of run.state.segments.active[0]?.streams ?? []) {
    const { pending, window, added } = stream
    if (pending.length === 0 || pending.some(({ count }) => count > 0)) continue
    void run.plan.parts.store.discard(pending.map(({ ticket }) => ticket))
    updateStream(run, stream, { pending: [], window: resolvePages(window, added), added: 0 })
  }
}

async function commitBatch(run: Run, given: TimeSegment, batch: Batch): Promise<void> {
  const { store, queries, source } = run.plan.parts
  const { direction } = queries[0]
  const streams = given.streams.map(({ consumed, pending }) => [
    ...consumed,
    ...pending.map(({ ticket }) => ticket),
  ])
  const receipt = await store.commit(streams, { at: 'end', direction, ...batch })
  const { added, repeated, conflicting, stored, shown } = receipt
  run.ledger.record({ kind: 'entries-committed', source, added, repeated, conflicting })
  // Pages may have arrived meanwhile, and the segment may have been dropped.
  const present = findSegment(run, given.id) ?? given
  const segment: TimeSegment = {
    ...present,
    committed: present.committed + added + repeated,
    streams: present.streams.map((stream, i) =>
      applyReceipt(stream, given.streams[i]?.pending ?? [], batch, direction, added),
    ),
  }
  updateSegment(run, segment.id, segment)
  advanceFrontier(run, findReachedMs(segment, batch))
  const { search } = run.state
  update(run, {
    search: {
      loaded: stored,
      shown,
      conflicting: search.conflicting + conflicting,
      // The known entry with the same id may be on the screen and is now marked.
      revision: search.revision + (conflicting > 0 ? 1 : 0),
      coverage: toCoverage(run, segment),
    },
  })
}

/** The stream after the store committed pages of it, of which `added` entries were new. */
function applyReceipt(
  stream: PageStream,
  pages: PageStream['pending'],
  batch: Batch,
  direction: Direction,
  added: number,
): PageStream {
  const next = takeBatch(stream, pages, batch, direction)
  if (pages.length === 0) return next
  const addedNow = next.added + added
  if (next.pending.length > 0) return { ...next, added: addedNow }
  return { ...next, window: resolvePages(next.window, addedNow), added: 0 }
}

/** The list has the segment up to here: the end of the batch, or the last entry. */
function findReachedMs(segment: TimeSegment, { until }: Batch): number | undefined {
  if (until !== undefined) return findEpochMs(until)
  return segment.streams.length === 1 ? segment.streams[0]?.window.furthestMs : undefined
}

function advanceFrontier(run: Run, reachedMs: number | undefined): void {
  const { direction } = run.plan.parts.queries[0]
  const { frontierMs } = run.state
  if (reachedMs === undefined) return
  if (frontierMs === undefined || isBeyond(direction, reachedMs, frontierMs)) {
    update(run, { frontierMs: reachedMs })
  }
}

function toCoverage({ state: { search, frontierMs } }: Run, segment: TimeSegment) {
  return frontierMs === undefined
    ? search.coverage
    : addCoverage(search.coverage, segment.startMs, frontierMs)
}

/** Closes the first segment, and records its incomplete parts as gaps. */
function closeSegment(run: Run, segment: TimeSegment): void {
  const { ledger, plan, state } = run
  const { source } = plan.parts
  const { received, committed, startMs, endMs } = segment
  const gaps = segment.streams.filter(({ window }) => window.end?.reason !== undefined)
  for (const stream of gaps)
    ledger.record({ kind: 'gap-found', source, gap: toGap(segment, stream) })
  if (committed !== received) ledger.record({ kind: 'gap-found', source, gap: toMiscount(segment) })
  for (const { chain, window } of segment.streams) {
    if (!chain) continue
    const isProven = window.end?.reason === undefined
    ledger.record({ kind: 'window-ended', source, window: chain.window, isProven })
  }
  const isWhole = gaps.length === 0 && committed === received
  const reachedMs = isWhole ? endMs : findGapStartMs(run, segment, gaps)
  const { segments, search } = state
  update(run, {
    frontierMs: endMs,
    lastSegment: { received, lengthMs: Math.max(1, Math.abs(endMs - startMs)) },
    segments: { ...segments, active: segments.active.slice(1) },
    search: { coverage: addCoverage(search.coverage, startMs, reachedMs) },
  })
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
  const { direction } = run.plan.parts.queries[0]
  const starts = gaps.map(({ window }) => window.furthestMs ?? segment.startMs)
  if (starts.length === 0) return segment.startMs
  return starts.reduce((first, each) => (isBeyond(direction, first, each) ? each : first))
}
