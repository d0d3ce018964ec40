/** Reads Node's incoming message from its raw header lines, without normalizing anything. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TrustedProxy } from '../config/parse-trusted-proxy.ts'
import { createAbortSource } from '../http/abort-source.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import { findClientAddress } from './find-client-address.ts'
import { toWebStream } from './to-web-stream.ts'

/** Reads a request; `client` aborts when the connection closes before the response is sent. */
export function readRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  trustedProxy: TrustedProxy | undefined,
): ProxyRequest {
  const { method = '', url = '', rawHeaders, socket } = incoming
  const headers = new Map<string, string>()
  const hosts: string[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    const value = rawHeaders[index + 1] ?? ''
    const former = headers.get(name)
    // RFC 9110, section 5.3; RFC 6265, section 5.4 for cookies.
    const joint = name === 'cookie' ? '; ' : ', '
    headers.set(name, former === undefined ? value : `${former}${joint}${value}`)
    if (name === 'host') hosts.push(value)
  }
  const client = createAbortSource()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) client.abort()
  })
  const at = url.indexOf('?')
  return {
    method,
    path: at === -1 ? url : url.slice(0, at),
    query: at === -1 ? '' : url.slice(at + 1),
    hosts,
    targetHost: findTargetHost(url),
    headers,
    headerLines: rawHeaders.length / 2,
    openBody: () => toWebStream(incoming),
    address: findClientAddress(socket.remoteAddress ?? '', headers, trustedProxy),
    client: client.signal,
    stayFor: () => undefined,
  }
}

/** The host of an absolute target (RFC 9112, section 3.2.2); `undefined` for others. */
function findTargetHost(url: string): string | undefined {
  if (url.startsWith('/')) return undefined
  // In Node 20, `URL.canParse` refuses bytes beyond ASCII once it has been called some thousand times.
  try {
    return new URL(url).host
  } catch {
    return undefined
  }
}
