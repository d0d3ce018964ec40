/**
 * Lets TanStack Query own the request for a page. Its data is the receipt and never the entries:
 * the bytes go to the store, once, and are not kept a second time in a cache.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { Lane } from '../../contract/lane.ts'
import { type ApiRequest, formatApiRequest } from '../../query/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'
import { takeEarly } from './early-answer.ts'

/** What is left of a page when its entries are with the store. */
export type PageReceipt<Staged> = {
  /** What the store made of it. */
  staged: Staged
  requestId: string | undefined
}

/** Requests a page and hands the answer to `stage`. Rejects with an `ApiFailure`, or when cancelled. */
export function requestPage<Staged>(
  queryClient: QueryClient,
  searchId: string,
  request: ApiRequest,
  lane: Lane,
  stage: (answer: ApiAnswer) => Promise<Staged>,
): Promise<PageReceipt<Staged>> {
  return queryClient.fetchQuery({
    queryKey: ['page', searchId, formatApiRequest(request)],
    retry: false,
    // Without a network a request fails at once, and the search says so and waits.
    networkMode: 'always',
    gcTime: 0,
    staleTime: 0,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const answer = await (takeEarly(request, signal) ?? fetchApi(request, signal, lane))
      signal.throwIfAborted()
      return { staged: await stage(answer), requestId: answer.requestId }
    },
  })
}
