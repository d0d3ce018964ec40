/**
 * Sends requests to the app's own origin only. Each has the header that a cross-site page cannot add, and
 * each failure is rejected as an `ApiFailure`.
 */
import { headerNames, ownHeaderValue } from '../../contract/headers.ts'
import type { Lane } from '../../contract/lane.ts'
import { apiPrefix, sessionPath } from '../../contract/paths.ts'
import { type ApiRequest, formatApiRequest } from '../../query/request/api-request.ts'
import { ApiFailure, toApiFailure } from './api-failure.ts'
import { noteSessionFailure } from './session.ts'

/** The bytes of a 2xx response, and facts from its headers. */
export type ApiAnswer = {
  bytes: Uint8Array<ArrayBuffer>
  status: number
  /** The id under which the proxy logged the request. */
  requestId: string | undefined
  /** The Ray ID that Cloudflare gave the proxy's own request. */
  cfRay: string | undefined
}

/** The path of an API request on this origin. */
function toProxyPath(request: ApiRequest): string {
  return `${apiPrefix}${formatApiRequest(request)}`
}

/** How a request is sent. */
type FetchOptions = {
  lane?: Lane
  /** The search that the request belongs to, for the records of the proxy; absent for any other request. */
  searchId?: string
  method?: string
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
}

/** Fetches an API path through the proxy. Rejects with an `ApiFailure`, or when aborted. */
export async function fetchApi(
  request: ApiRequest,
  signal: AbortSignal,
  options: Pick<FetchOptions, 'lane' | 'searchId'> = {},
): Promise<ApiAnswer> {
  return fetchOwn(toProxyPath(request), signal, options)
}

/** Fetches any guarded path of this origin. Rejects with an `ApiFailure`, or when aborted. */
export async function fetchOwn(
  path: string,
  signal: AbortSignal,
  { lane = 'interactive', searchId, method = 'GET', headers = {}, body }: FetchOptions = {},
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
        // The proxy gives interactive requests precedence over these.
        ...(lane === 'bulk' && { [headerNames.lane]: lane }),
        ...(searchId !== undefined && { [headerNames.search]: searchId }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal,
    })
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    // A timeout is a failure of the proxy, not an abort by the caller.
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

/** Opens or ends a session. Rejects with an `ApiFailure`. */
export async function askSession(
  method: 'POST' | 'DELETE',
  headers: Record<string, string>,
): Promise<void> {
  const signal = AbortSignal.timeout(30_000)
  await fetchOwn(sessionPath, signal, { method, headers })
}
