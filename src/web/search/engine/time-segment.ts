/**
 * A stretch of the time range that is read on its own, and becomes part of the list as a whole or from
 * its beginning on, never with a hole. Every query of the search has a strand in it: one window.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import { isBeyond, type PageFacts, type WindowState } from './window-state.ts'

/** A chain of a window: the number by which the store knows it, and that of its window in the ledger. */
export type StreamChain = { readonly number: number; readonly id: number; readonly window: number }

/** The pages of one query in a stretch. */
export type PageStream = {
  /** The stretch that it is part of. */
  readonly segment: number
  /** The place of its query among those of the search, from 0. */
  readonly number: number
  readonly window: WindowState
  /** Pages that are staged and not yet, or not wholly, part of the list. */
  readonly pending: readonly PageFacts[]
  /** Pages that joined the list up to an instant; entries of some may be left. */
  readonly consumed: readonly number[]
  readonly chain: StreamChain | undefined
  readonly isBusy: boolean
  /** New entries since the window heard of any. */
  readonly added: number
  /** Whether the last page named a next one. */
  readonly namesNext: boolean
  /** Damaged answers in a row. */
  readonly damaged: number
}

/** A stretch, from its first instant in the direction of the search to its last. */
export type TimeSegment = {
  /** Counts the stretches of a search, from 0. */
  readonly id: number
  readonly startMs: number
  readonly endMs: number
  readonly streams: readonly PageStream[]
  /** Entries received, and those that joined the list or were known. Both are the same at the end. */
  readonly received: number
  readonly committed: number
}

/**
 * Which staged pages may join the list now: all of them, or those up to an instant. Of that very instant the
 * strand `untilStrand` may bring more, and what those after it have of it comes behind.
 */
export type Batch = { until?: string; untilStrand?: number }

/**
 * With several strands only what no strand can still add to may join: up to the strand that is least
 * far. `undefined` when nothing may.
 */
export function findBatch({ streams }: TimeSegment, direction: Direction): Batch | undefined {
  const open = streams.filter(({ window }) => !window.end)
  const waiting = open.length === 0 ? streams.flatMap(({ consumed }) => consumed) : []
  if (waiting.length === 0 && streams.every(({ pending }) => pending.length === 0)) return undefined
  if (streams.length === 1 || open.length === 0) return {}
  let until: string | undefined
  let untilStrand = 0
  for (const { pending, number } of open) {
    const lastTime = pending.at(-1)?.lastTime
    if (lastTime === undefined) return undefined
    const lastMs = findEpochMs(lastTime)
    // Without a time nothing can be put in order: better out of order than not at all.
    if (lastMs === undefined) return {}
    const untilMs = until === undefined ? undefined : findEpochMs(until)
    if (untilMs === undefined || isBeyond(direction, untilMs, lastMs)) {
      until = lastTime
      untilStrand = number
    }
  }
  return until === undefined ? {} : { until, untilStrand }
}

/**
 * The strand without the pending pages that the store took, which are those of `given` that the portion
 * covers. Pages taken up to an instant are given to the store again: their order may be off inside, so some
 * of their entries may be left.
 */
export function takeBatch(
  stream: PageStream,
  given: readonly PageFacts[],
  { until, untilStrand = stream.number }: Batch,
  direction: Direction,
): PageStream {
  const untilMs = until === undefined ? undefined : findEpochMs(until)
  const isHeld = stream.number > untilStrand
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
