/** Node's side of an answer: from a response to the socket, at the client's pace. */
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { type DirectBody, findDirectBody } from '../upstream/direct-body.ts'

/**
 * Sends a response. When its body breaks off, the connection is reset, which is how the client learns
 * that the answer is not whole; HTTP/1.0 would take a mere close for its end. So it is when the client
 * takes nothing for `writeIdleMs`.
 */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse,
  { writeIdleMs = 30_000 } = {},
): Promise<void> {
  // Upstream has a shorter deadline: on a socket that is idle this long, it is the client who reads nothing.
  outgoing.setTimeout(writeIdleMs, () => outgoing.socket?.resetAndDestroy())
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  const direct = findDirectBody(response)
  if (direct) return sendDirectly(direct, outgoing)
  if (!response.body) {
    outgoing.end()
    return
  }
  // The DOM's and Node's declarations of one and the same class differ.
  const body = Readable.fromWeb(response.body as NodeReadableStream)
  const { socket } = outgoing
  await pipeline(body, outgoing).catch(() => socket?.resetAndDestroy())
}

function sendDirectly(body: DirectBody, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('close', () => {
      body.cancel()
      resolve()
    })
    if (outgoing.destroyed) {
      body.cancel()
      resolve()
      return
    }
    outgoing.on('drain', () => body.resume())
    body.open({
      write: (chunk) => outgoing.write(chunk),
      end: () => outgoing.end(),
      fail: () => outgoing.socket?.resetAndDestroy(),
    })
  })
}
