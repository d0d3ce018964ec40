/**
 * A source that is read again after a failure adds what it missed to the list by time, up to where the other sources
 * are. From there on it is read together with them.
 */
import { formatInstant } from '../../../../cloudflare/instant.ts'
import { getSourceRun, type ListEdge, type Run, updateSource } from '../run.ts'
import { findHead, isFinished, type SourceRun } from '../source-run.ts'
import { restoreRange } from '../split-range.ts'
import { isBeyond } from '../window-state.ts'
import { findBounds, findNearest, type MergeBatch } from './find-batch.ts'

/** What a source adds next, and whether it has caught up then. */
export type CatchUp = { readonly batch: MergeBatch | undefined; readonly isLevel: boolean }

/** What a source that catches up adds next; `undefined` while its next page is missing. */
export function findCatchUp(run: Run, source: SourceRun): CatchUp | undefined {
  const { plan } = run
  const { direction } = plan.parts
  const edge = findEdge(run)
  const head = findHead(source)
  const streams = head?.streams ?? []
  const bounds = findBounds(run, source, streams, false)
  if (!bounds) return undefined
  const bound = findNearest(direction, bounds)
  // At the same instant, the source may bring more entries that come before those of others.
  const isBehind =
    edge === undefined ? bound !== undefined : bound && !isBeyond(direction, bound.ms, edge.ms)
  const hasPages = streams.some(({ pending, consumed }) => pending.length + consumed.length > 0)
  if (isBehind) {
    if (!head || !hasPages) return undefined
    const heads = [head]
    const isEnded = streams.every(({ window }) => window.end)
    const limit = isEnded ? {} : { until: bound?.time, untilStream: bound?.position }
    return { batch: { at: 'start', heads, ...limit }, isLevel: false }
  }
  if (!head || !hasPages) return { batch: undefined, isLevel: true }
  const limit = edge && {
    until: formatInstant(edge.ms),
    untilStream: source.number < edge.source ? streams.length - 1 : -1,
  }
  return { batch: { at: 'start', heads: [head], ...limit }, isLevel: true }
}

/** Up to where the list has the other sources; `undefined` when it has all of them. */
export function findEdge({ plan, state }: Run): ListEdge | undefined {
  const reading = state.sources.filter(({ mode }) => mode === 'reading')
  const isWhole = reading.length > 0 && reading.every((source) => isFinished(plan, source))
  return isWhole ? undefined : state.edge
}

/** Reads a source together with the others again: it has all that it missed. */
export function join(run: Run, number: number): void {
  const { source, setAside } = getSourceRun(run, number)
  if (setAside) run.ledger.record({ kind: 'gap-closed', source: source.id, gap: setAside.gap })
  updateSource(run, number, { mode: 'reading', setAside: undefined })
  if (run.state.demand !== 'all') restoreRange(run, number)
}
