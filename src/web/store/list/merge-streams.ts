/**
 * Merges chains of pages that were read side by side into one list by time. A chain keeps its own order,
 * even where its times do not follow each other; of the same instant the first strand comes first.
 */
import type { Direction } from '../../../query/log-query.ts'

/** Rows of one staged page that are not yet part of the list: from `next` up to, not including, `end`. */
export type StagedRows = { next: number; end: number }

/** What decides the order. */
export type MergeOrder = {
  direction: Direction
  /** Rows beyond this instant stay; absent, all are taken. */
  untilMs?: number | undefined
  /** Of that very instant, rows are taken only from strands up to this one; absent, from all. */
  untilStrand?: number | undefined
  /** NaN for a row without a time: it follows the one before it; as the first of its strand it is taken at once. */
  timeAt: (row: number) => number
}

type Strand = {
  pages: readonly StagedRows[]
  page: number
  timeMs: number
  /** Whether rows of the last instant stay. */
  isHeld: boolean
}

/** Takes rows from staged pages, which are moved on, and returns them in the order of the list. */
export function mergeStreams(
  strands: readonly (readonly StagedRows[])[],
  { direction, untilMs, untilStrand, timeAt }: MergeOrder,
): number[] {
  const sign = direction === 'desc' ? -1 : 1
  function isBeyond({ timeMs, isHeld }: Strand): boolean {
    if (untilMs === undefined) return false
    const beyondMs = (timeMs - untilMs) * sign
    return beyondMs > 0 || (isHeld && beyondMs === 0)
  }
  const open = strands.map((pages, number): Strand => {
    const isHeld = untilStrand !== undefined && number > untilStrand
    return { pages, page: 0, timeMs: -sign * Infinity, isHeld }
  })

  /** Moves to the strand's next row, and whether it has one that may be taken. */
  function advance(strand: Strand): boolean {
    while (strand.page < strand.pages.length) {
      const staged = strand.pages[strand.page]
      if (staged && staged.next < staged.end) {
        const timeMs = timeAt(staged.next)
        if (!Number.isNaN(timeMs)) strand.timeMs = timeMs
        return !isBeyond(strand)
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
