/** The first page of an address, requested before the search that reads it is loaded. */
import { type ApiRequest, formatApiRequest } from '../../query/request/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'

let prefetched:
  | { searchId: string; address: string; answer: Promise<ApiAnswer>; abort: AbortController }
  | undefined

/**
 * Sends a request now, and returns the id of the search that it belongs to. The first request of that search takes the
 * answer over if it is equal.
 */
export function prefetchPage(request: ApiRequest): string {
  const abort = new AbortController()
  const searchId = crypto.randomUUID()
  const answer = fetchApi(request, abort.signal, { searchId })
  // A failure is reported to the request that takes the answer over.
  answer.catch(() => undefined)
  prefetched = { searchId, address: formatApiRequest(request), answer, abort }
  return searchId
}

/** The answer to this request of a search where it was prefetched. Any other first request discards it. */
export function takePrefetchedPage(
  request: ApiRequest,
  searchId: string,
  signal: AbortSignal,
): Promise<ApiAnswer> | undefined {
  const taken = prefetched
  prefetched = undefined
  if (!taken) return undefined
  const isWanted = taken.searchId === searchId && taken.address === formatApiRequest(request)
  if (signal.aborted || !isWanted) {
    taken.abort.abort()
    return undefined
  }
  signal.addEventListener('abort', () => taken.abort.abort(), { once: true })
  return taken.answer
}
