/**
 * A segment is a part of the time range that is read separately. It is committed from its beginning on,
 * never with a hole. Each query of the search has one stream in it, which reads one window.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import { isBeyond, type PageFacts, type WindowState } from './window-state.ts'

/** A chain of a window, with its `id` in the store and the number of its `window` in the ledger. */
export type StreamChain = { readonly number: number; readonly id: number; readonly window: number }

/** The pages of one query in a segment. */
export type PageStream = {
  /** The id of its segment. */
  readonly segment: number
  /** The index of its query among those of the search. */
  readonly number: number
  readonly window: WindowState
  /** Staged pages that are not yet, or only partly, committed. */
  readonly pending: readonly PageFacts[]
  /** Tickets of pages that were committed up to an instant; some of their entries may be left. */
  readonly consumed: readonly number[]
  readonly chain: StreamChain | undefined
  readonly isBusy: boolean
  /** New entries that the window was not told of yet. */
  readonly added: number
  /** Whether the last page named a next one. */
  readonly namesNext: boolean
  /** Consecutive damaged answers. */
  readonly damaged: number
}

/** A segment, from its first instant in the direction of the search to its last. */
export type TimeSegment = {
  /** Counts the segments of a search, from 0. */
  readonly id: number
  readonly startMs: number
  readonly endMs: number
  readonly streams: readonly PageStream[]
  /** Entries received, and entries that were committed or known. Both are equal at the end. */
  readonly received: number
  readonly committed: number
}

/**
 * Which staged pages may be committed now: all, or those up to an instant. The stream `untilStream` may
 * bring more entries of that very instant; those of later streams at that instant come after them.
 */
export type Batch = { until?: string; untilStream?: number }

/**
 * With several streams, only entries that no stream can still precede may be committed: those up to the
 * stream that has read least. `undefined` when there are none.
 */
export function findBatch({ streams }: TimeSegment, direction: Direction): Batch | undefined {
  const open = streams.filter(({ window }) => !window.end)
  const waiting = open.length === 0 ? streams.flatMap(({ consumed }) => consumed) : []
  if (waiting.length === 0 && streams.every(({ pending }) => pending.length === 0)) return undefined
  if (streams.length === 1 || open.length === 0) return {}
  let until: string | undefined
  let untilStream = 0
  for (const { pending, number } of open) {
    const lastTime = pending.at(-1)?.lastTime
    if (lastTime === undefined) return undefined
    const lastMs = findEpochMs(lastTime)
    // Entries without a time cannot be ordered; committing them out of order is better than never.
    if (lastMs === undefined) return {}
    const untilMs = until === undefined ? undefined : findEpochMs(until)
    if (untilMs === undefined || isBeyond(direction, untilMs, lastMs)) {
      until = lastTime
      untilStream = number
    }
  }
  return until === undefined ? {} : { until, untilStream }
}

/**
 * The stream without the pending pages that the store took: those of `given` that the batch covers. Pages
 * taken up to an instant are given to the store again, because their entries may be out of order, and some
 * may be left.
 */
export function takeBatch(
  stream: PageStream,
  given: readonly PageFacts[],
  { until, untilStream = stream.number }: Batch,
  direction: Direction,
): PageStream {
  const untilMs = until === undefined ? undefined : findEpochMs(until)
  const isHeld = stream.number > untilStream
  const isTaken = (page: PageFacts) => {
    const lastMs = findEpochMs(page.lastTime)
    const isWithin =
      untilMs === undefined ||
      lastMs === undefined ||
      (isHeld ? isBeyond(direction, untilMs, lastMs) : !isBeyond(direction, lastMs, untilMs))
    return isWithin && given.includes(page)
  }
  const taken = stream.pending.filter(isTaken).map(({ ticket }) => ticket)
  return {
    ...stream,
    consumed: untilMs === undefined ? [] : [...stream.consumed, ...taken],
    // Pages may have arrived meanwhile.
    pending: stream.pending.filter((page) => !isTaken(page)),
  }
}
