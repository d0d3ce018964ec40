/** Lets staged pages join the list, in the order in which they are shown, as soon as nothing is missing. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { addCoverage } from './coverage.ts'
import { settlePages } from './read-window.ts'
import { type Run, update } from './run.ts'
import { findPortion, type Portion, type Strand, type Stretch, takePortion } from './stretch.ts'
import { isBeyond } from './window-state.ts'

/** Joins what can be joined. Calls queue up, because decisions depend on what the last one brought. */
export function joinList(run: Run): Promise<void> {
  // One that failed says nothing of the next one: whoever called it was told.
  run.commits = run.commits.catch(() => undefined).then(() => joinNow(run))
  return run.commits
}

async function joinNow(run: Run): Promise<void> {
  const { direction } = run.parts.queries[0]
  while (!run.stopped.signal.aborted) {
    const [head] = run.plan.active
    if (!head) return
    settleEmptyPages(run, head)
    const portion = findPortion(head, direction)
    if (portion) {
      await joinPortion(run, head, portion)
      continue
    }
    if (!head.strands.every(({ window }) => window.end)) return
    closeStretch(run, head)
  }
}

/** Pages without entries have no time, so no other strand can wait for them. */
function settleEmptyPages(run: Run, { strands }: Stretch): void {
  for (const strand of strands) {
    const { pending } = strand
    if (pending.length === 0 || pending.some(({ count }) => count > 0)) continue
    void run.parts.store.discard(pending.map(({ ticket }) => ticket))
    strand.pending = []
    strand.window = settlePages(strand.window, strand.added)
    strand.added = 0
  }
}

async function joinPortion(run: Run, head: Stretch, portion: Portion): Promise<void> {
  const { store, queries } = run.parts
  const { direction } = queries[0]
  const given = head.strands.map(({ pending }) => [...pending])
  const strands = head.strands.map(({ consumed, pending }) => [
    ...consumed,
    ...pending.map(({ ticket }) => ticket),
  ])
  const receipt = await store.commit(strands, { place: 'end', direction, ...portion })
  for (const [i, strand] of head.strands.entries()) {
    const pages = given[i] ?? []
    takePortion(strand, pages, portion, direction)
    if (pages.length > 0) strand.added += receipt.added
    if (pages.length === 0 || strand.pending.length > 0) continue
    strand.window = settlePages(strand.window, strand.added)
    strand.added = 0
  }
  head.joined += receipt.added + receipt.repeated
  const { added, repeated, conflicting } = receipt
  const source = run.parts.source
  run.ledger.record({ kind: 'entries-joined', source, added, repeated, conflicting })
  advanceFrontier(run, findReachedMs(head, portion))
  update(run, {
    loaded: receipt.stored,
    shown: receipt.shown,
    conflicting: run.state.conflicting + receipt.conflicting,
    // The one with the same id may be on the screen, and is marked from now on.
    revision: run.state.revision + (receipt.conflicting > 0 ? 1 : 0),
    coverage: toCoverage(run, head),
  })
}

/** Up to here the stretch is in the list: the portion's end, or the last entry. */
function findReachedMs(head: Stretch, { until }: Portion): number | undefined {
  if (until !== undefined) return findEpochMs(until)
  return head.strands.length === 1 ? head.strands[0]?.window.furthestMs : undefined
}

function advanceFrontier(run: Run, reachedMs: number | undefined): void {
  const { direction } = run.parts.queries[0]
  const { frontierMs } = run
  if (reachedMs === undefined) return
  if (frontierMs === undefined || isBeyond(direction, reachedMs, frontierMs)) {
    run.frontierMs = reachedMs
  }
}

function toCoverage({ state, frontierMs }: Run, head: Stretch) {
  return frontierMs === undefined
    ? state.coverage
    : addCoverage(state.coverage, head.startMs, frontierMs)
}

/** Ends the first stretch: what is not known to be whole becomes a gap, and the next one is first. */
function closeStretch(run: Run, head: Stretch): void {
  const { plan, ledger } = run
  const { source } = run.parts
  const gaps = head.strands.filter(({ window }) => window.end?.reason !== undefined)
  for (const strand of gaps) ledger.record({ kind: 'gap-found', source, gap: toGap(head, strand) })
  if (head.joined !== head.received) {
    ledger.record({ kind: 'gap-found', source, gap: toMiscount(head) })
  }
  const isWhole = gaps.length === 0 && head.joined === head.received
  const reachedMs = isWhole ? head.endMs : findGapStartMs(run, head, gaps)
  const coverage = addCoverage(run.state.coverage, head.startMs, reachedMs)
  run.frontierMs = head.endMs
  run.lastStretch = {
    received: head.received,
    lengthMs: Math.max(1, Math.abs(head.endMs - head.startMs)),
  }
  for (const { chain, window } of head.strands) {
    if (!chain) continue
    const isProven = window.end?.reason === undefined
    ledger.record({ kind: 'window-ended', source, window: chain.window, isProven })
  }
  plan.active.shift()
  update(run, { coverage })
}

function toGap(head: Stretch, { number, window }: Strand) {
  const fromMs = window.furthestMs ?? head.startMs
  return {
    since: formatInstant(Math.min(fromMs, head.endMs)),
    before: formatInstant(Math.max(fromMs, head.endMs)),
    query: number + 1,
    reason: window.end?.reason ?? '',
  }
}

/** No verdict may rest on a mistake of this page, so every entry received is accounted for. */
function toMiscount(head: Stretch) {
  return {
    since: formatInstant(Math.min(head.startMs, head.endMs)),
    before: formatInstant(Math.max(head.startMs, head.endMs)),
    query: 1,
    reason: `Gumshoe received ${head.received} entries here and can account for ${head.joined}.`,
  }
}

function findGapStartMs(run: Run, head: Stretch, gaps: readonly Strand[]): number {
  const { direction } = run.parts.queries[0]
  const starts = gaps.map(({ window }) => window.furthestMs ?? head.startMs)
  if (starts.length === 0) return head.startMs
  return starts.reduce((least, each) => (isBeyond(direction, least, each) ? each : least))
}
