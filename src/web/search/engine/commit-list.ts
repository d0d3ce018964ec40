/** Commits staged pages to the list in display order, as soon as no earlier page is missing. */

import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import { addCoverage } from './coverage.ts'
import { resolvePages } from './read-window.ts'
import {
  findSegment,
  findStream,
  getSourceRun,
  type Run,
  update,
  updateSegment,
  updateSource,
  updateStream,
} from './run.ts'
import { toSizeState } from './search-state.ts'
import { findHead } from './source-run.ts'
import { findCatchUp, join } from './sources/catch-up.ts'
import { closeSegment, isCloseable } from './sources/close-segment.ts'
import { findBatch, type MergeBatch } from './sources/find-batch.ts'
import { recordReceipt } from './sources/record-receipt.ts'
import { type PageStream, type TimeSegment, takeBatch } from './time-segment.ts'
import { isBeyond } from './window-state.ts'

/** Commits all pages that can be committed. Calls run one at a time, because each depends on the result of the last. */
export function commitList(run: Run): Promise<void> {
  // A failed commit was reported to its caller and does not affect the next one.
  const commits = run.state.commits.catch(() => undefined).then(() => commitNow(run))
  update(run, { commits })
  return commits
}

async function commitNow(run: Run): Promise<void> {
  while (!run.stopped.signal.aborted) {
    resolveEmptyPages(run)
    closeSegments(run)
    const batch = findBatch(run)
    if (batch) await commitBatch(run, batch)
    else if (!(await catchUp(run))) return
  }
}

/** Lets a source add what it missed. Returns whether one could. */
async function catchUp(run: Run): Promise<boolean> {
  for (const source of run.state.sources.filter(({ mode }) => mode === 'catching-up')) {
    const next = findCatchUp(run, source)
    if (!next) continue
    if (next.batch) await commitBatch(run, next.batch)
    // It may have been set aside again meanwhile.
    const isPresent = getSourceRun(run, source.number).mode === 'catching-up'
    if (next.isLevel && isPresent) join(run, source.number)
    return true
  }
  return false
}

/** Empty pages have no time, so no other stream can wait for them. */
function resolveEmptyPages(run: Run): void {
  for (const stream of run.state.sources.flatMap((source) => findHead(source)?.streams ?? [])) {
    const { pending, window, added } = stream
    if (pending.length === 0 || pending.some(({ count }) => count > 0)) continue
    void run.plan.parts.store.discard(pending.map(({ ticket }) => ticket))
    updateStream(run, stream, { pending: [], window: resolvePages(window, added), added: 0 })
  }
}

function closeSegments(run: Run): void {
  for (const { number } of run.state.sources) {
    for (;;) {
      const head = findHead(getSourceRun(run, number))
      if (!head || !isCloseable(head)) break
      closeSegment(run, head)
    }
  }
}

async function commitBatch(run: Run, batch: MergeBatch): Promise<void> {
  const { store, direction } = run.plan.parts
  const { at, heads, edge, until, untilStream } = batch
  const given = heads.flatMap(({ streams }) => streams)
  const streams = given.map(({ consumed, pending }) => [
    ...consumed,
    ...pending.map(({ ticket }) => ticket),
  ])
  const limit = until !== undefined && untilStream !== undefined ? { until, untilStream } : {}
  // What a source missed comes after what it had brought before.
  const receipt = await store.commit(streams, { at, direction, ties: 'after', ...limit })
  recordReceipt(run, receipt)
  // Pages may have arrived meanwhile, and segments may have been dropped.
  for (const [position, before] of given.entries()) {
    const present = findStream(run, before)
    const added = receipt.sources[getSourceRun(run, before.source).source.id]?.added ?? 0
    const isHeld = untilStream !== undefined && position > untilStream
    const next = applyReceipt(
      present ?? before,
      before.pending,
      { until, isHeld },
      direction,
      added,
    )
    if (present) updateStream(run, present, next)
  }
  for (const head of heads) advanceHead(run, head, batch, receipt.sources)
  const { conflicting, revision: before } = run.state.search
  const isInserted = at === 'start' && receipt.added > 0
  // The known entry with the same id may be on the screen and is now marked.
  const revision = before + (receipt.conflicting > 0 || isInserted ? 1 : 0)
  update(run, {
    ...(edge && { edge }),
    search: {
      ...toSizeState(receipt),
      firstEntries: undefined,
      conflicting: conflicting + receipt.conflicting,
      revision,
      ...(isInserted && { quietRevision: revision }),
    },
  })
}

/** The stream after the store committed pages of it; `added` entries of its source were new. */
function applyReceipt(
  stream: PageStream,
  pages: PageStream['pending'],
  limit: Parameters<typeof takeBatch>[2],
  direction: Direction,
  added: number,
): PageStream {
  const next = takeBatch(stream, pages, limit, direction)
  if (pages.length === 0) return next
  const addedNow = next.added + added
  if (next.pending.length > 0) return { ...next, added: addedNow }
  return { ...next, window: resolvePages(next.window, addedNow), added: 0 }
}

/** Records how much of a segment the list has after a commit. */
function advanceHead(
  run: Run,
  given: TimeSegment,
  batch: MergeBatch,
  counts: Parameters<typeof recordReceipt>[1]['sources'],
): void {
  const { source: number } = given
  const { added, repeated } = counts[getSourceRun(run, number).source.id] ?? noCounts
  const segment = findSegment(run, given) ?? given
  updateSegment(run, segment, { committed: segment.committed + added + repeated })
  const { frontierMs: before, coverage, mode, setAside } = getSourceRun(run, number)
  const stoppedMs = mode === 'set-aside' ? setAside?.stoppedMs : undefined
  const reachedMs = findReachedMs(run, segment, batch, stoppedMs)
  const isFurther =
    reachedMs !== undefined &&
    (before === undefined || isBeyond(run.plan.parts.direction, reachedMs, before))
  const frontierMs = isFurther ? reachedMs : before
  if (frontierMs === undefined) return
  updateSource(run, number, {
    frontierMs,
    coverage: addCoverage(coverage, segment.startMs, frontierMs),
  })
}

const noCounts = { added: 0, repeated: 0 }

/** The list has the segment up to here: the end of the batch, or the last entry. */
function findReachedMs(
  { plan }: Run,
  segment: TimeSegment,
  { until }: MergeBatch,
  stoppedMs: number | undefined,
): number | undefined {
  const [first, ...others] = segment.streams
  const untilMs =
    until !== undefined
      ? findEpochMs(until)
      : others.length === 0
        ? first?.window.furthestMs
        : undefined
  const { direction } = plan.parts
  return untilMs !== undefined && stoppedMs !== undefined && isBeyond(direction, untilMs, stoppedMs)
    ? stoppedMs
    : untilMs
}
