/**
 * Answers only to the server's own host names, so that a foreign name pointed at this address (DNS
 * rebinding) reads nothing. The Host header and the target can differ; both are looked at.
 */
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** What a host may consist of: names, numbers, a port, and the brackets of IPv6. */
const soundHost = /^[\w.:[\]-]+$/

/** Refuses a request without exactly one Host (400), or for a host that is not ours (421). */
export function checkHost(
  { hosts, targetHost }: ProxyRequest,
  allowedHosts: ReadonlySet<string>,
): ProxyResponse | undefined {
  const [host = ''] = hosts
  const named = host.toLowerCase()
  const isOwn = allowedHosts.has(named) && (targetHost === undefined || targetHost === named)
  if (hosts.length === 1 && isOwn) return undefined
  // RFC 9112, section 3.2: more than one Host, none, or one that is no host is a malformed request.
  const isSound = hosts.length === 1 && soundHost.test(host)
  return createErrorResponse(isSound ? 'wrong-host' : 'malformed-request')
}
