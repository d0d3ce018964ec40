/**
 * Decides which staged pages may be committed. Only entries that no source can still precede may be: those up to the
 * stream that has read least.
 */
import { findEpochMs, formatInstant } from '../../../../cloudflare/instant.ts'
import type { Direction } from '../../../../query/log-query.ts'
import type { CommitOptions } from '../../../store/entry-store.ts'
import type { ListEdge, Run } from '../run.ts'
import { isPlanned } from '../search-plan.ts'
import { findHead, type SourceRun } from '../source-run.ts'
import type { BatchLimit, PageStream, TimeSegment } from '../time-segment.ts'
import { isBeyond } from '../window-state.ts'

/** Segments whose pages are added to the list up to a limit, and how far the list is merged afterwards. */
export type MergeBatch = BatchLimit & {
  /** Where they are added, as the store has it. */
  readonly at: CommitOptions['at']
  readonly heads: readonly TimeSegment[]
  readonly edge?: ListEdge
}

/** Up to here a source was read; it may bring more entries of that very instant. */
export type Bound = {
  readonly ms: number
  readonly time: string
  readonly source: number
  /** The last of the merged streams whose entries of that instant may be committed. */
  readonly position: number
  /** Whether a page waits for the commit. */
  readonly isNews: boolean
}

/** The pages that may be committed next; `undefined` when there are none. */
export function findBatch(run: Run): MergeBatch | undefined {
  const merged = run.state.sources.filter(({ mode }) => mode !== 'catching-up')
  if (!merged.some(({ mode }) => mode === 'reading')) return undefined
  const heads = merged.flatMap((source) => findHead(source) ?? [])
  const streams = heads.flatMap((head) => head.streams)
  const hasPages = streams.some(({ pending }) => pending.length > 0)
  const isOpen = streams.some(({ window }) => !window.end)
  if (!hasPages && (isOpen || streams.every(({ consumed }) => consumed.length === 0))) {
    return undefined
  }
  const isSingle = run.state.sources.length === 1
  if (isSingle && streams.length === 1) return { at: 'end', heads }
  const bounds: Bound[] = []
  for (const source of merged.filter(({ mode }) => mode === 'reading')) {
    const found = findBounds(run, source, streams, isSingle)
    if (!found) return undefined
    bounds.push(...found)
  }
  return limitBatch(run, heads, bounds)
}

/** Where a source may bring more entries; none when it was read to its end, `undefined` while its next page is missing. */
export function findBounds(
  { plan }: Run,
  source: SourceRun,
  streams: readonly PageStream[],
  isSingle: boolean,
): readonly Bound[] | undefined {
  const head = findHead(source)
  const open = head?.streams.filter(({ window }) => !window.end) ?? []
  const { number } = source
  if (open.length === 0) {
    const endMs = head ? head.endMs : source.segments.edgeMs
    const isLast = head ? endMs === plan.endMs : isPlanned(plan, source.segments)
    if (isSingle || isLast) return []
    const position = streams.findLastIndex((stream) => stream.source <= number)
    return [{ ms: endMs, time: formatInstant(endMs), source: number, position, isNews: false }]
  }
  const bounds: Bound[] = []
  for (const stream of open) {
    const last = stream.pending.at(-1)
    if (!last) return undefined
    const lastMs = findEpochMs(last.lastTime)
    // Entries without a time cannot be ordered; committing them out of order is better than never.
    if (lastMs === undefined && isSingle) return []
    const ms = lastMs ?? stream.window.furthestMs ?? head?.startMs ?? plan.startMs
    const time = lastMs === undefined ? formatInstant(ms) : last.lastTime
    bounds.push({ ms, time, source: number, position: streams.indexOf(stream), isNews: true })
  }
  return bounds
}

/** The bound that is reached first. */
export function findNearest(direction: Direction, bounds: readonly Bound[]): Bound | undefined {
  return bounds.reduce<Bound | undefined>((best, each) => {
    if (!best) return each
    if (best.ms === each.ms) return each.position < best.position ? each : best
    return isBeyond(direction, best.ms, each.ms) ? each : best
  }, undefined)
}

function limitBatch(
  { plan, state }: Run,
  heads: readonly TimeSegment[],
  bounds: readonly Bound[],
): MergeBatch | undefined {
  const { direction } = plan.parts
  const nearest = findNearest(direction, bounds)
  if (!nearest) {
    return { at: 'end', heads, edge: { ms: plan.endMs, source: state.sources.length } }
  }
  const { ms, time, position, source, isNews } = nearest
  if (isNews || isAhead(direction, nearest, state.edge)) {
    return { at: 'end', heads, until: time, untilStream: position, edge: { ms, source } }
  }
  // The list is merged up to the end of this segment. What is left of it lies out of order.
  const rest = heads.find((head) => head.source === source)
  const hasRest = rest?.streams.some(
    ({ pending, consumed }) => pending.length + consumed.length > 0,
  )
  return rest && hasRest ? { at: 'end', heads: [rest] } : undefined
}

function isAhead(direction: Direction, bound: Bound, edge: ListEdge): boolean {
  if (bound.ms === edge.ms) return bound.source > edge.source
  return isBeyond(direction, bound.ms, edge.ms)
}
