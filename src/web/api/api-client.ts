/**
 * Talks to the app's own origin and to nothing else. Every request carries the header that a
 * cross-site page cannot add, and every failure leaves as one of the family in `api-failure.ts`.
 */
import { headerNames, ownHeaderValue } from '../../contract/headers.ts'
import type { Lane } from '../../contract/lane.ts'
import { apiPrefix, sessionPath } from '../../contract/paths.ts'
import { type ApiRequest, formatApiRequest } from '../../query/api-request.ts'
import { ApiFailure, toApiFailure } from './api-failure.ts'
import { noteSessionFailure } from './session.ts'

/** The bytes of a 2xx answer, and what its headers say about it. */
export type ApiAnswer = {
  bytes: Uint8Array<ArrayBuffer>
  status: number
  /** The id under which the proxy logged the request. */
  requestId: string | undefined
  /** The Ray ID that Cloudflare gave the proxy's own request. */
  cfRay: string | undefined
}

/** Where an API path is found on this origin. */
function toProxyPath(request: ApiRequest): string {
  return `${apiPrefix}${formatApiRequest(request)}`
}

/** Fetches an API path through the proxy. Rejects with an `ApiFailure`, or when aborted. */
export async function fetchApi(
  request: ApiRequest,
  signal: AbortSignal,
  lane: Lane = 'interactive',
): Promise<ApiAnswer> {
  return fetchOwn(toProxyPath(request), signal, { lane })
}

type AskOptions = { lane?: Lane; method?: string; headers?: Record<string, string> }

/** Fetches any guarded path of this origin. Rejects with an `ApiFailure`, or when aborted. */
export async function fetchOwn(
  path: string,
  signal: AbortSignal,
  { lane = 'interactive', method = 'GET', headers = {} }: AskOptions = {},
): Promise<ApiAnswer> {
  let response: Response
  let bytes: Uint8Array<ArrayBuffer>
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...headers,
        [headerNames.own]: ownHeaderValue,
        accept: 'application/json',
        // The proxy lets few of these in at once, so that nobody at a screen has to wait for them.
        ...(lane === 'bulk' && { [headerNames.lane]: lane }),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal,
    })
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    // One that waited too long was aborted by nobody: that is a failure of the proxy.
    if (signal.aborted && !isTimeout(signal.reason)) throw error
    throw new ApiFailure({ kind: navigator.onLine ? 'unreachable' : 'offline' })
  }
  if (!response.ok) {
    const failure = toApiFailure(response, bytes)
    noteSessionFailure(failure.detail)
    throw failure
  }
  return {
    bytes,
    status: response.status,
    requestId: response.headers.get(headerNames.requestId) ?? undefined,
    cfRay: response.headers.get(headerNames.cfRay) ?? undefined,
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}

/** Asks to begin or to end a session. Rejects with an `ApiFailure`. */
export async function askSession(
  method: 'POST' | 'DELETE',
  headers: Record<string, string>,
): Promise<void> {
  const signal = AbortSignal.timeout(30_000)
  await fetchOwn(sessionPath, signal, { method, headers })
}
