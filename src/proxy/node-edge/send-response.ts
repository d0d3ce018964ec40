/** Node's side of an answer: to the socket, at the client's pace. */
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { type DirectBody, type FinalResponse, findHeader } from '../http/proxy-response.ts'
import { untilTurnEnd } from './turn-end.ts'

/**
 * Sends an answer. When its body breaks off, the connection is reset, which is how the client learns
 * that the answer is not whole; HTTP/1.0 would take a mere close for its end. So it is when the client
 * takes nothing for `writeIdleMs`.
 */
export function sendResponse(
  { status, headers, body }: FinalResponse,
  outgoing: ServerResponse,
  { writeIdleMs = 30_000 } = {},
): void {
  // Upstream has a shorter deadline: on a socket that is idle this long, it is the client who reads nothing.
  outgoing.setTimeout(writeIdleMs, () => outgoing.socket?.resetAndDestroy())
  // Declared as changeable, and never changed.
  outgoing.writeHead(status, headers as string[])
  if (body === null) outgoing.end()
  else if (body instanceof Uint8Array) outgoing.end(body)
  else if ('open' in body) {
    sendDirectly(body, outgoing, Number(findHeader(headers, 'content-length')))
  } else sendStream(body, outgoing)
}

/** `pipeline` would close the connection in good order when the source fails. */
function sendStream(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): void {
  const { socket } = outgoing
  // The DOM's and Node's declarations of one and the same class differ.
  const source = Readable.fromWeb(body as NodeReadableStream)
  source.once('error', () => socket?.resetAndDestroy())
  outgoing.once('error', () => socket?.resetAndDestroy())
  outgoing.once('close', () => source.destroy())
  source.pipe(outgoing)
}

/** With its length declared (else not a number), the last bytes leave together with the end. */
function sendDirectly(body: DirectBody, outgoing: ServerResponse, length: number): void {
  let bytes = 0
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) body.cancel()
  })
  if (outgoing.destroyed) {
    body.cancel()
    return
  }
  outgoing.on('drain', () => body.resume())
  body.open({
    write(chunk) {
      bytes += chunk.byteLength
      if (bytes !== length) return writeTogether(chunk, outgoing)
      outgoing.end(chunk)
      return true
    },
    end: () => outgoing.end(),
    fail: () => outgoing.socket?.resetAndDestroy(),
  })
}

/** Writes to the socket once for all the pieces of one turn. */
function writeTogether(chunk: Uint8Array, outgoing: ServerResponse): boolean {
  if (outgoing.writableCorked === 0) {
    outgoing.cork()
    void untilTurnEnd().then(() => {
      // The end has uncorked it.
      if (!outgoing.writableEnded) outgoing.uncork()
    })
  }
  return outgoing.write(chunk)
}
