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
    const [head] = run.state.segments.active
    if (!head) return
    const batch = findBatch(head, direction)
    if (batch) {
      await commitBatch(run, head, batch)
      continue
    }
    if (!head.streams.every(({ window }) => window.end)) return
    closeSegment(run, head)
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
  const receipt = await store.commit(streams, { place: 'end', direction, ...batch })
  const { added, repeated, conflicting, stored, shown } = receipt
  run.ledger.record({ kind: 'entries-committed', source, added, repeated, conflicting })
  // Pages may have arrived meanwhile, and the segment may have been dropped.
  const present = findSegment(run, given.id) ?? given
  const head: TimeSegment = {
    ...present,
    committed: present.committed + added + repeated,
    streams: present.streams.map((stream, i) =>
      applyReceipt(stream, given.streams[i]?.pending ?? [], batch, direction, added),
    ),
  }
  updateSegment(run, head.id, head)
  advanceFrontier(run, findReachedMs(head, batch))
  const { search } = run.state
  update(run, {
    search: {
      loaded: stored,
      shown,
      conflicting: search.conflicting + conflicting,
      // The known entry with the same id may be on the screen and is now marked.
      revision: search.revision + (conflicting > 0 ? 1 : 0),
      coverage: toCoverage(run, head),
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
function findReachedMs(head: TimeSegment, { until }: Batch): number | undefined {
  if (until !== undefined) return findEpochMs(until)
  return head.streams.length === 1 ? head.streams[0]?.window.furthestMs : undefined
}

function advanceFrontier(run: Run, reachedMs: number | undefined): void {
  const { direction } = run.plan.parts.queries[0]
  const { frontierMs } = run.state
  if (reachedMs === undefined) return
  if (frontierMs === undefined || isBeyond(direction, reachedMs, frontierMs)) {
    update(run, { frontierMs: reachedMs })
  }
}

function toCoverage({ state: { search, frontierMs } }: Run, head: TimeSegment) {
  return frontierMs === undefined
    ? search.coverage
    : addCoverage(search.coverage, head.startMs, frontierMs)
}

/** Closes the first segment: what may be incomplete is recorded as a gap. */
function closeSegment(run: Run, head: TimeSegment): void {
  const { ledger, plan, state } = run
  const { source } = plan.parts
  const { received, committed, startMs, endMs } = head
  const gaps = head.streams.filter(({ window }) => window.end?.reason !== undefined)
  for (const stream of gaps) ledger.record({ kind: 'gap-found', source, gap: toGap(head, stream) })
  if (committed !== received) ledger.record({ kind: 'gap-found', source, gap: toMiscount(head) })
  for (const { chain, window } of head.streams) {
    if (!chain) continue
    const isProven = window.end?.reason === undefined
    ledger.record({ kind: 'window-ended', source, window: chain.window, isProven })
  }
  const isWhole = gaps.length === 0 && committed === received
  const reachedMs = isWhole ? endMs : findGapStartMs(run, head, gaps)
  const { segments, search } = state
  update(run, {
    frontierMs: endMs,
    lastSegment: { received, lengthMs: Math.max(1, Math.abs(endMs - startMs)) },
    segments: { ...segments, active: segments.active.slice(1) },
    search: { coverage: addCoverage(search.coverage, startMs, reachedMs) },
  })
}

function toGap(head: TimeSegment, { number, window }: PageStream) {
  const fromMs = window.furthestMs ?? head.startMs
  return {
    since: formatInstant(Math.min(fromMs, head.endMs)),
    before: formatInstant(Math.max(fromMs, head.endMs)),
    query: number + 1,
    reason: window.end?.reason ?? '',
  }
}

/** Every received entry has to be accounted for, so that an error in Gumshoe cannot give a wrong verdict. */
function toMiscount(head: TimeSegment) {
  return {
    since: formatInstant(Math.min(head.startMs, head.endMs)),
    before: formatInstant(Math.max(head.startMs, head.endMs)),
    query: 1,
    reason: `Gumshoe received ${head.received} entries here and can account for ${head.committed}.`,
  }
}

function findGapStartMs(run: Run, head: TimeSegment, gaps: readonly PageStream[]): number {
  const { direction } = run.plan.parts.queries[0]
  const starts = gaps.map(({ window }) => window.furthestMs ?? head.startMs)
  if (starts.length === 0) return head.startMs
  return starts.reduce((first, each) => (isBeyond(direction, first, each) ? each : first))
}
