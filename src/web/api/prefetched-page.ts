/** Sends the first request before the search has loaded. */
import { type ApiRequest, formatApiRequest } from '../../query/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'

let early: { asked: string; answer: Promise<ApiAnswer>; stop: AbortController } | undefined

/** Sends the request now; the first `takeEarly` with the same request gets the response. */
export function askEarly(request: ApiRequest): void {
  const stop = new AbortController()
  const answer = fetchApi(request, stop.signal)
  // The taker of the response handles the failure.
  answer.catch(() => undefined)
  early = { asked: formatApiRequest(request), answer, stop }
}

/** The response, if this request was sent early. Any other first request discards it. */
export function takeEarly(
  request: ApiRequest,
  signal: AbortSignal,
): Promise<ApiAnswer> | undefined {
  const taken = early
  early = undefined
  if (!taken) return undefined
  if (signal.aborted || taken.asked !== formatApiRequest(request)) {
    taken.stop.abort()
    return undefined
  }
  signal.addEventListener('abort', () => taken.stop.abort(), { once: true })
  return taken.answer
}
