/** The first page of an address, requested before the search that reads it is loaded. */
import { type ApiRequest, formatApiRequest } from '../../query/request/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'

let prefetched: { address: string; answer: Promise<ApiAnswer>; abort: AbortController } | undefined

/** Sends a request now; the first equal request takes its answer over. */
export function prefetchPage(request: ApiRequest): void {
  const abort = new AbortController()
  const answer = fetchApi(request, abort.signal)
  // A failure is reported to the request that takes the answer over.
  answer.catch(() => undefined)
  prefetched = { address: formatApiRequest(request), answer, abort }
}

/** The answer to this request where it was prefetched. Any other first request discards it. */
export function takePrefetchedPage(
  request: ApiRequest,
  signal: AbortSignal,
): Promise<ApiAnswer> | undefined {
  const taken = prefetched
  prefetched = undefined
  if (!taken) return undefined
  if (signal.aborted || taken.address !== formatApiRequest(request)) {
    taken.abort.abort()
    return undefined
  }
  signal.addEventListener('abort', () => taken.abort.abort(), { once: true })
  return taken.answer
}
