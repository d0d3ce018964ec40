/**
 * Lets TanStack Query own the request for a page. Its data is the receipt and never the entries:
 * those go to the store, once, and are not kept a second time in a cache.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { Page } from '../../cloudflare/page.ts'
import { type ApiRequest, formatApiRequest } from '../../query/api-request.ts'
import type { AppendReceipt } from '../store/page-entry-store.ts'
import { fetchPage } from './fetch-page.ts'

/** What is left of a page when its entries are in the store. */
export type PageReceipt = AppendReceipt & {
  /** The request as path and query below `/client/v4`. */
  request: string
  /** How many entries the page held. */
  count: number
  nextCursor: string | undefined
  bytes: number
  requestId: string | undefined
}

/** Requests a page and hands it to `accept`. Rejects with an `ApiFailure`, or when cancelled. */
export function requestPage(
  queryClient: QueryClient,
  searchId: string,
  request: ApiRequest,
  accept: (page: Page) => Promise<AppendReceipt>,
): Promise<PageReceipt> {
  return queryClient.fetchQuery({
    queryKey: ['page', searchId, formatApiRequest(request)],
    retry: false,
    gcTime: 0,
    staleTime: 0,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const page = await fetchPage(request, signal)
      signal.throwIfAborted()
      const receipt = await accept(page)
      return {
        ...receipt,
        request: formatApiRequest(request),
        count: page.entries.length,
        nextCursor: page.nextCursor,
        bytes: page.bytes,
        requestId: page.requestId,
      }
    },
  })
}
