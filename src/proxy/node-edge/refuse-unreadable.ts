/**
 * Ends a connection whose input the HTTP parser refused, with an own error if no request came before on
 * that connection.
 */
import type { OwnErrorName } from '../../contract/own-errors.ts'
import { querySizes } from '../../query/validate-query.ts'
import { formatRawResponse } from './raw-response.ts'

/** The parser's error, with the bytes that it was reading. */
type ParserError = Error & { code?: string; rawPacket?: { indexOf: (text: string) => number } }

/** The used part of Node's socket. */
type Socket = {
  writable: boolean
  writableEnded: boolean
  end: (text: string) => unknown
  destroy: () => unknown
  once: (event: 'close', listener: () => void) => unknown
}

/**
 * How long a client may take to read the refusal. Closing while bytes are still arriving makes TCP reset
 * the connection, and the refusal is lost.
 */
const lingerMs = 1_000

/**
 * Refuses unreadable input and returns the error that was sent, if any. `hasAsked`: whether a request came
 * over this connection before.
 */
export function refuseUnreadable(
  error: ParserError,
  socket: Socket,
  { hasAsked }: { hasAsked: boolean },
): OwnErrorName | undefined {
  // The client would take a response written now for that of an earlier request, or for a part of it.
  if (hasAsked || error.code === 'ECONNRESET') {
    socket.destroy()
    return undefined
  }
  // More of the refused input: the connection is about to close.
  if (socket.writableEnded) return undefined
  if (!socket.writable) {
    socket.destroy()
    return undefined
  }
  const failure = toParserFailure(error)
  socket.end(formatRawResponse(failure))
  // A client that never closes its half would keep the connection open.
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
  return failure
}

function toParserFailure({ code, rawPacket }: ParserError): OwnErrorName {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return 'malformed-request'
  // Node has one limit for target and headers; the length of the first line shows which exceeded it.
  const firstLine = rawPacket?.indexOf('\r\n') ?? 0
  return firstLine === -1 || firstLine > querySizes.queryBytes ? 'too-long' : 'headers-too-large'
}
