/**
 * Reads a list page by page, such as the accounts of a picker: by page number or by cursor, as the list declares. A
 * caller also stops at a page without new items, because `/accounts` repeats its first page for an account's own token.
 */
import type { ResultInfo } from '../../cloudflare/envelope.ts'
import { findNextCursor, type ListPagination } from '../../cloudflare/pagination.ts'
import type { Pair } from '../query-string.ts'

/** The position of a page: its number, counted from 1, and the cursor that the page before it returned. */
export type ListPosition = { pageNumber: number; cursor?: string | undefined }

/** The position of the first page. */
export const firstListPage: ListPosition = { pageNumber: 1 }

/** The paging parameters of the request for a page. */
export function toListPagePairs(
  pagination: ListPagination,
  { pageNumber, cursor }: ListPosition,
  size: number,
): readonly Pair[] {
  const sizePair: Pair = [pagination.sizeParameter, String(size)]
  if (pagination.style === 'page') return [[pagination.pageParameter, String(pageNumber)], sizePair]
  return cursor === undefined ? [sizePair] : [[pagination.cursorParameter, cursor], sizePair]
}

/** The position after a page; `undefined` when the page says that it is the last one. */
export function findNextListPage(
  pagination: ListPagination,
  { pageNumber }: ListPosition,
  info: ResultInfo | null | undefined,
): ListPosition | undefined {
  const next = { pageNumber: pageNumber + 1 }
  if (pagination.style === 'page') {
    return pageNumber >= (info?.total_pages ?? Number.POSITIVE_INFINITY) ? undefined : next
  }
  const cursor = findNextCursor(info)
  return cursor === undefined ? undefined : { ...next, cursor }
}
