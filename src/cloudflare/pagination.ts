/**
 * How the v4 API hands out long lists: by opaque cursor, by page number without totals, or not at all. Then
 * the reader asks for shorter windows of time until an answer is not full.
 * Sources disagree on where the cursor is; both places are read.
 */
import type { ResultInfo } from './envelope.ts'

/** How a list continues, with the names and limits of the parameters that say so. */
export type Pagination =
  | {
      style: 'cursor'
      cursorParameter: string
      sizeParameter: string
      defaultSize: number
      maxSize: number
    }
  | {
      style: 'page'
      pageParameter: string
      sizeParameter: string
      defaultSize: number
      maxSize: number
    }
  | {
      style: 'window'
      sizeParameter: string
      defaultSize: number
      maxSize: number
      /** The shortest window that is asked for, in milliseconds: a full one of it cannot be read whole. */
      minWindowMs: number
    }

/** The cursor of the next page, from `result_info.cursor` or `.cursors.after`; absent on the last. */
export function findNextCursor(info: ResultInfo | null | undefined): string | undefined {
  return info?.cursor || info?.cursors?.after || undefined
}

/** The number of entries that an answer claims to hold; `undefined` when it does not say. */
export function findCount(info: ResultInfo | null | undefined): number | undefined {
  const count = info?.count
  if (count === undefined || count === null) return undefined
  return /^\d+$/.test(String(count)) ? Number(count) : undefined
}
