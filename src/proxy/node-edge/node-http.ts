/** Node's HTTP edge: the server with its limits, every request to the proxy, and an orderly end. */
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { OwnErrorName } from '../../contract/own-errors.ts'
import { addSecurityHeaders } from '../http/add-security-headers.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { FinalResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import { readRequest } from './read-request.ts'
import { refuseUnreadable } from './refuse-unreadable.ts'
import { sendResponse } from './send-response.ts'
import { untilTurnEnd } from './turn-end.ts'

/** A query of 16 KiB still has to reach the check that names the limit. */
const serverOptions: ServerOptions = {
  maxHeaderSize: 24 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  // Of an answer so much is kept for a slow client; with Node's 16 KiB every chunk would have to wait.
  highWaterMark: 256 * 1024,
  // A missing Host is refused by the proxy, with its headers.
  requireHostHeader: false,
}

const maxConnections = 512

/** Requests that one connection may carry; with the last answer it closes. */
const maxRequestsPerSocket = 100

/** How long requests under way may take to end when the server is closed. */
const drainMs = 10_000

/** What answers requests. */
export type HttpHandlers = {
  /** The proxy; never rejects. */
  answer: (request: ProxyRequest) => Promise<FinalResponse>
  /** Answers whatever is neither data nor status. */
  servePage?: ((incoming: IncomingMessage, outgoing: ServerResponse) => void) | undefined
  /** How long a client may take to read anything of an answer. */
  writeIdleMs?: number | undefined
  /** Learns of what never became a request. */
  onUnreadable: (failure: OwnErrorName) => void
}

/** A server with the limits, or another one that others listen to as well. */
export function prepareServer(shared?: Server): Server {
  const server = shared ?? createServer(serverOptions)
  server.maxConnections = maxConnections
  server.maxRequestsPerSocket = maxRequestsPerSocket
  return server
}

/** Answers what the server hears. The function that comes back ends it: see `drain`. */
export function answerRequests(server: Server, handlers: HttpHandlers): () => Promise<void> {
  const { servePage, onUnreadable } = handlers
  let isDraining = false
  const answerOne = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (isDraining) {
      sendResponse(addSecurityHeaders(createErrorResponse('shutting-down')), outgoing, handlers)
      return
    }
    const request = readRequest(incoming, outgoing)
    await untilTurnEnd()
    sendResponse(await handlers.answer(request), outgoing, handlers)
  }
  const askedCounts = new WeakMap<object, number>()
  const listen = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const askedCount = (askedCounts.get(incoming.socket) ?? 0) + 1
    askedCounts.set(incoming.socket, askedCount)
    // Beyond the limit Node only announces the end, and answers 503 by itself to what comes after.
    const isLast = isDraining || askedCount >= maxRequestsPerSocket
    if (isLast) outgoing.setHeader('connection', 'close')
    const own = /^\/(client|gumshoe|healthz|metrics)\b/.test(incoming.url ?? '')
    if (servePage && !own) servePage(incoming, outgoing)
    else answerOne(incoming, outgoing).catch(() => incoming.socket.resetAndDestroy())
  }
  server.on('request', listen)
  // Node would answer these two by itself, without our headers: 100 to `Expect: 100-continue`, else 417.
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

/** Takes no new connections, answers 503 on the old ones, and gives answers under way time to end. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  // A connection that had an answer under way is idle after it, and is not closed by itself.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  const force = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearInterval(sweep)
  clearTimeout(force)
}
