/**
 * How the v4 API pages long lists: by opaque cursor, by page number without totals, or not at all. In the last
 * case the client requests shorter windows of time until an answer is not full.
 * Sources disagree about the path of the cursor of a log, and the list of organizations has a third one; all are read.
 */
import type { ResultInfo } from './envelope.ts'

/** The paging of a list, with the names and limits of its parameters. */
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
      /** The shortest window that is requested, in milliseconds. If one this short is full, it cannot be read completely. */
      minWindowMs: number
    }

/** The paging of a list that is no log; `minSize` is the smallest page that may be requested. */
export type ListPagination = Exclude<Pagination, { style: 'window' }> & { minSize: number }

/** The cursor of the next page, from `result_info.cursor`, `.cursors.after` or `.next_page_token`; absent on the last. */
export function findNextCursor(info: ResultInfo | null | undefined): string | undefined {
  return info?.cursor || info?.cursors?.after || info?.next_page_token || undefined
}

/** The number of entries that an answer claims to contain; `undefined` when it has no count. */
export function findCount(info: ResultInfo | null | undefined): number | undefined {
  const count = info?.count
  if (count === undefined || count === null) return undefined
  return /^\d+$/.test(String(count)) ? Number(count) : undefined
}
