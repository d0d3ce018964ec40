/**
 * Merges chains of pages that were read in parallel into one list by time. The order within a chain is preserved,
 * even where its times are not in order; at the same instant, the earlier stream comes first.
 */
import type { Direction } from '../../../query/log-query.ts'

/** Rows of one staged page that are not yet part of the list: from `next` up to, not including, `end`. */
export type StagedRows = { next: number; end: number }

/** The order of the merged list, and the limit of the merge. */
export type MergeOrder = {
  direction: Direction
  /** Rows beyond this instant are not taken; by default all rows are. */
  untilMs?: number | undefined
  /** At exactly that instant, rows are taken only from streams up to this one; by default from all. */
  untilStream?: number | undefined
  /** NaN for a row without a time: it follows the row before it; the first row of a stream is taken at once. */
  timeAt: (row: number) => number
}

type Stream = {
  pages: readonly StagedRows[]
  page: number
  timeMs: number
  /** Whether rows at exactly `untilMs` are not taken. */
  excludesLimit: boolean
}

/** Takes rows from staged pages, advances `next` of these pages, and returns the rows in the order of the list. */
export function mergeStreams(
  streams: readonly (readonly StagedRows[])[],
  { direction, untilMs, untilStream, timeAt }: MergeOrder,
): number[] {
  const sign = direction === 'desc' ? -1 : 1
  function isBeyond({ timeMs, excludesLimit }: Stream): boolean {
    if (untilMs === undefined) return false
    const beyondMs = (timeMs - untilMs) * sign
    return beyondMs > 0 || (excludesLimit && beyondMs === 0)
  }
  const open = streams.map((pages, number): Stream => {
    const excludesLimit = untilStream !== undefined && number > untilStream
    return { pages, page: 0, timeMs: -sign * Infinity, excludesLimit }
  })

  /** Moves to the stream's next row, and returns whether that row may be taken. */
  function advance(stream: Stream): boolean {
    while (stream.page < stream.pages.length) {
      const staged = stream.pages[stream.page]
      if (staged && staged.next < staged.end) {
        const timeMs = timeAt(staged.next)
        if (!Number.isNaN(timeMs)) stream.timeMs = timeMs
        return !isBeyond(stream)
      }
      stream.page++
    }
    return false
  }

  const merged: number[] = []
  let ready = open.filter(advance)
  while (ready.length > 0) {
    const first = ready.reduce((best, stream) =>
      (stream.timeMs - best.timeMs) * sign < 0 ? stream : best,
    )
    const staged = first.pages[first.page]
    if (staged) merged.push(staged.next++)
    if (!advance(first)) ready = ready.filter((stream) => stream !== first)
  }
  return merged
}
