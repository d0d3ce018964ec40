/** The HTTP server on Node: its limits, the dispatch of requests, and a graceful shutdown. */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { OwnErrorName } from '../../contract/own-errors.ts'
import type { TrustedProxy } from '../config/parse-trusted-proxy.ts'
import { addSecurityHeaders } from '../http/add-security-headers.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { FinalResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import { findFrontMark } from './find-front-mark.ts'
import { limitConnections, maxAccepted } from './limit-connections.ts'
import { readRequest } from './read-request.ts'
import { refuseUnreadable } from './refuse-unreadable.ts'
import { sendResponse } from './send-response.ts'
import { untilTurnEnd } from './turn-end.ts'

const serverOptions: ServerOptions = {
  // The limit on request line and headers together, in bytes. It is above the 16 KiB for a query, so that a longer
  // query is refused by the check that names its limit. guard/check-headers.ts limits the number of headers.
  maxHeaderSize: 24 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  // The buffer for a slow client; with Node's 16 KiB, every chunk would wait for it.
  highWaterMark: 256 * 1024,
  // The proxy refuses a missing Host itself, with its security headers.
  requireHostHeader: false,
}

/** The maximum number of requests per connection; it closes after the last response. */
const maxRequestsPerSocket = 100

/** How long requests in progress may take when the server is closed. */
const drainMs = 10_000

/** Handlers of requests. */
export type HttpHandlers = {
  /** The proxy; never rejects. */
  answer: (request: ProxyRequest) => Promise<FinalResponse>
  /** Answers requests for pages and files. */
  servePage?: ((incoming: IncomingMessage, outgoing: ServerResponse) => void) | undefined
  /** How long a client may read nothing of a response. */
  writeIdleMs?: number | undefined
  /** The reverse proxy in front, which is exempt from the limit of one client. */
  trustedProxy?: TrustedProxy | undefined
  /** Called when input could not be parsed as a request. */
  onUnreadable: (failure: OwnErrorName) => void
  /** Called once with what shows that requests come through a reverse proxy. */
  onFront?: ((mark: string) => void) | undefined
  /** Called when a connection was closed because its client has too many. */
  onRefused: () => void
}

/** Creates a server with the limits, or sets them on a shared one. */
export function prepareServer(shared?: Server): Server {
  const server = shared ?? createServer(serverOptions)
  server.maxConnections = maxAccepted
  server.maxRequestsPerSocket = maxRequestsPerSocket
  return server
}

/** Attaches the handlers. The returned function shuts down, see `drain`. */
export function answerRequests(server: Server, handlers: HttpHandlers): () => Promise<void> {
  const { servePage, trustedProxy, onUnreadable, onRefused } = handlers
  let { onFront } = handlers
  const connections = limitConnections(server, { trustedProxy, onRefused })
  let isDraining = false
  const answerOne = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (isDraining) {
      sendResponse(addSecurityHeaders(createErrorResponse('shutting-down')), outgoing, handlers)
      return
    }
    const request = readRequest(incoming, outgoing, trustedProxy)
    await untilTurnEnd()
    sendResponse(await handlers.answer(request), outgoing, handlers)
  }
  const askedCounts = new WeakMap<object, number>()
  const listen = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const askedCount = (askedCounts.get(incoming.socket) ?? 0) + 1
    askedCounts.set(incoming.socket, askedCount)
    connections.begin(incoming.socket)
    outgoing.once('close', () => connections.end(incoming.socket))
    // At the limit Node only announces the close, and answers 503 by itself to further requests.
    const isLast = isDraining || askedCount >= maxRequestsPerSocket
    if (isLast) outgoing.setHeader('connection', 'close')
    const mark = onFront && findFrontMark(incoming)
    if (mark !== undefined) {
      onFront?.(mark)
      onFront = undefined
    }
    const own = /^\/(client|gumshoe|healthz|metrics)\b/.test(incoming.url ?? '')
    if (servePage && !own) servePage(incoming, outgoing)
    else answerOne(incoming, outgoing).catch(() => incoming.socket.resetAndDestroy())
  }
  server.on('request', listen)
  // Node would answer both by itself without security headers: 100 to `Expect: 100-continue`, else 417.
  server.on('checkContinue', listen)
  server.on('checkExpectation', listen)
  server.on('clientError', (error, socket) => {
    const failure = refuseUnreadable(error, socket, { hasAsked: askedCounts.has(socket) })
    if (failure) onUnreadable(failure)
  })
  return () => {
    isDraining = true
    return drain(server)
  }
}

/** Accepts no new connections, answers 503 on open ones, and waits for responses in progress. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  // A connection whose response has just ended is idle, but Node does not close it by itself.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  const force = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearInterval(sweep)
  clearTimeout(force)
}
