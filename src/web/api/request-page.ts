/**
 * Requests a page through TanStack Query. Its data are a receipt, not the entries: the bytes go to the store
 * and are not kept a second time in the cache.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { Lane } from '../../contract/lane.ts'
import { type ApiRequest, formatApiRequest } from '../../query/request/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'

/** Facts about a page after its entries went to the store. */
export type PageReceipt<Staged> = {
  /** The result of the store. */
  staged: Staged
  requestId: string | undefined
  /** When it arrived, by the proxy's clock; absent where only the caller has a clock. */
  at?: string
}

/** Requests a page of a search and passes the response to `stage`. Rejects with an `ApiFailure`, or when canceled. */
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
    // Without a network the request fails at once; the search reports that and waits.
    networkMode: 'always',
    gcTime: 0,
    staleTime: 0,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const answer = await fetchApi(request, signal, { lane, searchId })
      signal.throwIfAborted()
      return { staged: await stage(answer), requestId: answer.requestId }
    },
  })
}
