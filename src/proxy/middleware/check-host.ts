/**
 * Answers only to the server's own host names, so that a foreign name pointed at this address (DNS
 * rebinding) reads nothing. The Host header and the URL can differ; both are looked at.
 */
import type { MiddlewareHandler } from 'hono'
import { createErrorResponse } from '../error-response.ts'
import { type ProxyEnv, readIncoming } from '../request-context.ts'

/** Refuses a request without exactly one Host (400), or for a host that is not ours (421). */
export function checkHost(allowedOrigins: readonly string[]): MiddlewareHandler<ProxyEnv> {
  const allowedHosts = new Set(allowedOrigins.map((origin) => new URL(origin).host))
  return async function refuseForeignHost(c, next) {
    const incoming = readIncoming(c)
    // On Node the URL is put together from the Host, and hosts such as 1.2.3.999 are in no URL.
    const urlHost = URL.canParse(c.req.url) ? new URL(c.req.url).host : undefined
    // RFC 9112, section 3.2: more than one Host, or none, is a malformed request.
    const hosts = incoming
      ? (incoming.headersDistinct.host ?? [])
      : [c.req.header('host') ?? urlHost ?? '']
    const [host = ''] = hosts
    if (hosts.length !== 1) return createErrorResponse('malformed-request')
    const isOwn = urlHost !== undefined && allowedHosts.has(urlHost)
    if (!isOwn || host.toLowerCase() !== urlHost) {
      return createErrorResponse('wrong-host')
    }
    await next()
  }
}
