/**
 * The edge of runtimes that speak web standards: a Request as the checks see it, and an answer as a
 * Response. Whoever parsed the target has normalized it; what was odd about it is no longer to be seen.
 */

import type { FinalResponse } from './http/proxy-response.ts'
import type { ProxyRequest } from './http/request-context.ts'

/** What a runtime does beyond the answer. */
export type Stay = { waitUntil: (promise: Promise<unknown>) => void }

/** Reads a request off. */
export function toProxyRequest(request: Request, stay?: Stay): ProxyRequest {
  const { host, pathname, search } = new URL(request.url)
  const headers = new Map(request.headers)
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    hosts: [headers.get('host') ?? host],
    targetHost: host,
    headers,
    headerLines: headers.size,
    address: headers.get('cf-connecting-ip') ?? '',
    client: request.signal,
    stayFor: (promise) => stay?.waitUntil(promise),
  }
}

/** An answer as a Response. */
export function toWebResponse({ status, headers: lines, body }: FinalResponse): Response {
  const headers = new Headers()
  for (let at = 0; at < lines.length; at += 2) headers.set(lines[at] ?? '', lines[at + 1] ?? '')
  return new Response(body, { status, headers })
}
