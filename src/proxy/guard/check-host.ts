/**
 * Accepts only the server's own host names, so that a foreign name that resolves to this address (DNS
 * rebinding) gets nothing. The Host header and the target can differ; both are checked.
 */
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'

/** Characters of a host: names, numbers, a port, and the brackets of IPv6. */
const soundHost = /^[\w.:[\]-]+$/

/** Refuses a request without exactly one Host (400), or for a foreign host (421). */
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
