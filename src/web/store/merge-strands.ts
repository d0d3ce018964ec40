/**
 * Merges chains of pages that were read side by side into one list by time. A chain keeps its own order,
 * even where its times do not follow each other.
 */
import type { Direction } from '../../query/log-query.ts'

/** Rows of one staged page that are not yet part of the list: from `next` up to, not including, `end`. */
export type StagedRows = { next: number; end: number }

/** What decides the order. */
export type MergeOrder = {
  direction: Direction
  /** Rows beyond this instant stay; absent, all are taken. */
  untilMs?: number
  /** NaN for a row without a time: it follows the one before it; as the first of its strand it is taken at once. */
  timeAt: (row: number) => number
}

type Strand = { pages: readonly StagedRows[]; page: number; timeMs: number }

/** Takes rows from staged pages, which are moved on, and returns them in the order of the list. */
export function mergeStrands(
  strands: readonly (readonly StagedRows[])[],
  { direction, untilMs, timeAt }: MergeOrder,
): number[] {
  const sign = direction === 'desc' ? -1 : 1
  const isBeyond = (timeMs: number) => untilMs !== undefined && (timeMs - untilMs) * sign > 0
  const open: Strand[] = strands.map((pages) => ({ pages, page: 0, timeMs: -sign * Infinity }))

  /** Moves to the strand's next row, and whether it has one that may be taken. */
  function advance(strand: Strand): boolean {
    while (strand.page < strand.pages.length) {
      const staged = strand.pages[strand.page]
      if (staged && staged.next < staged.end) {
        const timeMs = timeAt(staged.next)
        if (!Number.isNaN(timeMs)) strand.timeMs = timeMs
        return !isBeyond(strand.timeMs)
      }
      strand.page++
    }
    return false
  }

  const merged: number[] = []
  let ready = open.filter(advance)
  while (ready.length > 0) {
    const first = ready.reduce((best, each) =>
      (each.timeMs - best.timeMs) * sign < 0 ? each : best,
    )
    const staged = first.pages[first.page]
    if (staged) merged.push(staged.next++)
    if (!advance(first)) ready = ready.filter((each) => each !== first)
  }
  return merged
}
