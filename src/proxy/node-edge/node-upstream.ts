/** Sends requests to the API on Node, over kept-alive connections. */
import {
  Agent as HttpAgent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { apiOrigin } from '../routes/route-table.ts'
import type { Upstream, UpstreamResponse } from '../upstream/seam.ts'
import { toWebStream } from './to-web-stream.ts'
import { untilTurnEnd } from './turn-end.ts'
import { gunzipWhole, passWholeGzip } from './whole-gzip.ts'

/**
 * The number of sockets is not limited: Cloudflare limits calls per time, and `limitConcurrency` limits
 * requests. A smaller pool would let slow readers delay all others.
 */
const agentOptions = { keepAlive: true, maxFreeSockets: 64, keepAliveMsecs: 10_000 } as const

/**
 * Creates the upstream. `origin` replaces the API's, for measurements against a stand-in. Bodies stay
 * compressed as they came, so that a client that accepts gzip gets the same bytes.
 */
export function createNodeUpstream(origin = apiOrigin): Upstream {
  const isPlain = origin.startsWith('http:')
  const agent = isPlain ? new HttpAgent(agentOptions) : new HttpsAgent(agentOptions)
  const send = isPlain ? requestHttp : requestHttps
  const { hostname, port, host } = new URL(origin)
  return function askApi({ target, headers, signal }) {
    return new Promise((resolve, reject) => {
      const request = send({ agent, hostname, port, path: target, headers: toLines(host, headers) })
      const onAbort = () => request.destroy(new Error('The request was ended.'))
      request.once('close', () => signal.removeEventListener('abort', onAbort))
      request.once('error', reject)
      request.once('response', (incoming) => {
        const response = toResponse(incoming)
        void untilTurnEnd().then(() => resolve(response))
      })
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort)
      request.end()
    })
  }
}

/** Headers as a flat list, to which Node adds none. */
function toLines(host: string, headers: Readonly<Record<string, string>>): string[] {
  const lines = ['host', host, 'accept-encoding', 'gzip', 'connection', 'keep-alive']
  for (const name in headers) lines.push(name, headers[name] ?? '')
  return lines
}

function toResponse(incoming: IncomingMessage): UpstreamResponse {
  const { statusCode: status = 0, headers } = incoming
  const header = (name: string) => headers[name]?.toString()
  const source = toWebStream(incoming)
  const wireCoding = findWireCoding(headers)
  if (wireCoding !== 'gzip') return { status, header, body: source, wireCoding }
  let takeDecoded: (bytes: Uint8Array) => void = () => undefined
  return {
    status,
    header,
    body: passWholeGzip(source, (bytes) => takeDecoded(bytes)),
    wireCoding,
    decode: () => gunzipWhole(source),
    watchDecoded: (take) => {
      takeDecoded = take
    },
  }
}

/** Content codings are case-insensitive (RFC 9110, section 8.4.1). */
function findWireCoding(headers: IncomingHttpHeaders): UpstreamResponse['wireCoding'] {
  const coding = (headers['content-encoding'] ?? '').trim().toLowerCase()
  if (!isFramed(headers)) return 'unknown'
  if (coding === 'gzip') return coding
  return coding === '' || coding === 'identity' ? 'identity' : 'unknown'
}

/**
 * Whether the message says where it ends. One that ends with its connection could have been cut, and Node undoes no
 * transfer coding but `chunked`.
 */
function isFramed(headers: IncomingHttpHeaders): boolean {
  const transfer = headers['transfer-encoding']?.trim().toLowerCase()
  return transfer === undefined ? headers['content-length'] !== undefined : transfer === 'chunked'
}
