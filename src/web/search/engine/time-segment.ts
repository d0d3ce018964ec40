/**
 * A segment is a part of the time range that is read separately from one source. It is committed from its beginning on,
 * never with a hole. Each query of its source has one stream in it, which reads one window.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import { isBeyond, type PageFacts, type WindowState } from './window-state.ts'

/** A chain of a window, with its `id` in the store and the number of its `window` in the ledger. */
export type StreamChain = { readonly number: number; readonly id: number; readonly window: number }

/** The pages of one query in a segment. */
export type PageStream = {
  /** The number of its source, and the id of its segment. */
  readonly source: number
  readonly segment: number
  /** The index of its query among those of the source. */
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
  /** Why it is not asked any more: its source is set aside as soon as the list needs the next page. */
  readonly failure: FailureDetail | undefined
}

/** A segment, from its first instant in the direction of the search to its last. */
export type TimeSegment = {
  /** The number of its source. */
  readonly source: number
  /** Counts the segments of a source, from 0. */
  readonly id: number
  readonly startMs: number
  readonly endMs: number
  readonly streams: readonly PageStream[]
  /** Entries received, and entries that were committed or known. Both are equal at the end. */
  readonly received: number
  readonly committed: number
}

/** Up to where staged pages are committed: all, or those up to an instant. */
export type BatchLimit = {
  until?: string | undefined
  /**
   * The last of the merged streams whose entries of that very instant are taken. Those of later streams come after
   * them, and this one may still bring more.
   */
  untilStream?: number | undefined
}

/**
 * The stream without the pending pages that the store took: those of `given` up to the limit, or before it if the
 * stream `isHeld`. Pages taken up to an instant are given to the store again, because their entries may be out of
 * order, and some may be left.
 */
export function takeBatch(
  stream: PageStream,
  given: readonly PageFacts[],
  { until, isHeld }: Pick<BatchLimit, 'until'> & { isHeld: boolean },
  direction: Direction,
): PageStream {
  const untilMs = until === undefined ? undefined : findEpochMs(until)
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
