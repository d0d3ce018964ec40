/** One request that is asked before anything runs that wants its answer. */
import { type ApiRequest, formatApiRequest } from '../../query/api-request.ts'
import { type ApiAnswer, fetchApi } from './api-client.ts'

let early: { asked: string; answer: Promise<ApiAnswer>; stop: AbortController } | undefined

/** Asks now; whoever requests the same first takes the answer over. */
export function askEarly(request: ApiRequest): void {
  const stop = new AbortController()
  const answer = fetchApi(request, stop.signal)
  // Whoever takes it over hears of a failure.
  answer.catch(() => undefined)
  early = { asked: formatApiRequest(request), answer, stop }
}

/** The answer to this request where it was asked early. One that is not wanted first is not wanted at all. */
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
