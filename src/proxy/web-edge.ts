/**
 * The HTTP edge for runtimes with web standards (Workers, tests). The runtime has normalized the URL
 * before this code sees it, so malformed targets can no longer be detected here.
 */

import type { FinalResponse } from './http/proxy-response.ts'
import type { ProxyRequest } from './http/request-context.ts'

/** Keeps a Worker alive after its response. */
export type Stay = { waitUntil: (promise: Promise<unknown>) => void }

/** Converts a web `Request`. */
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
    openBody: () => request.body,
    address: headers.get('cf-connecting-ip') ?? '',
    client: request.signal,
    stayFor: (promise) => stay?.waitUntil(promise),
  }
}

/** Converts to a web `Response`. */
export function toWebResponse({ status, headers: lines, body }: FinalResponse): Response {
  const headers = new Headers()
  for (let at = 0; at < lines.length; at += 2) headers.set(lines[at] ?? '', lines[at + 1] ?? '')
  return new Response(body, { status, headers })
}
