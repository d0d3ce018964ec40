/**
 * What becomes of a connection whose bytes the HTTP parser gave up on: an own error where nothing was
 * asked before, and in any case its end.
 */
import type { OwnErrorName } from '../../contract/own-errors.ts'
import { querySizes } from '../../query/validate-query.ts'
import { formatRawResponse } from './raw-response.ts'

/** The parser's error, with the bytes that it was reading. */
type ParserError = Error & { code?: string; rawPacket?: { indexOf: (text: string) => number } }

/** What is needed of Node's socket. */
type Socket = {
  writable: boolean
  writableEnded: boolean
  end: (text: string) => unknown
  destroy: () => unknown
  once: (event: 'close', listener: () => void) => unknown
}

/**
 * How long a client may take to read the refusal. Closing at once while bytes are still arriving
 * makes TCP reset the connection, and the refusal is lost.
 */
const lingerMs = 1_000

/**
 * Refuses unreadable input, and gives the error that was answered, if any was; `hasAsked` says whether a
 * request came over this connection before.
 */
export function refuseUnreadable(
  error: ParserError,
  socket: Socket,
  { hasAsked }: { hasAsked: boolean },
): OwnErrorName | undefined {
  // An answer written now would be taken for that of a request before, or for a part of it.
  if (hasAsked || error.code === 'ECONNRESET') {
    socket.destroy()
    return undefined
  }
  // More of what was refused: the connection is about to be closed.
  if (socket.writableEnded) return undefined
  if (!socket.writable) {
    socket.destroy()
    return undefined
  }
  const failure = toParserFailure(error)
  socket.end(formatRawResponse(failure))
  // A client that never closes its half would keep the connection for ever.
  const timer = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(timer))
  return failure
}

function toParserFailure({ code, rawPacket }: ParserError): OwnErrorName {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return 'malformed-request'
  // One limit covers the target and the headers; the length of the first line tells which it was.
  const firstLine = rawPacket?.indexOf('\r\n') ?? 0
  return firstLine === -1 || firstLine > querySizes.queryBytes ? 'too-long' : 'headers-too-large'
}
