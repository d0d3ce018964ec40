/** Node's side of an answer: to the socket, at the client's pace. */
import type { ServerResponse } from 'node:http'
import { type FinalResponse, findHeader } from '../http/proxy-response.ts'
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
  else void sendStream(body, outgoing, Number(findHeader(headers, 'content-length')))
}

/** Never rejects. With a declared `length` (else not a number) the last bytes are sent together with the end. */
async function sendStream(
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  length: number,
): Promise<void> {
  const reader = body.getReader()
  const cancel = () => void reader.cancel().catch(() => undefined)
  outgoing.once('error', () => outgoing.socket?.resetAndDestroy())
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) cancel()
  })
  if (outgoing.destroyed) {
    cancel()
    return
  }
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (outgoing.destroyed) return
      if (done) break
      bytes += value.byteLength
      if (bytes === length) outgoing.end(value)
      else if (!writeTogether(value, outgoing)) await untilDrained(outgoing)
    }
    outgoing.end()
  } catch {
    outgoing.socket?.resetAndDestroy()
  }
}

/** Resolves when more may be written, or when nothing more can be. */
function untilDrained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      outgoing.off('drain', finish)
      outgoing.off('close', finish)
      resolve()
    }
    outgoing.on('drain', finish)
    outgoing.on('close', finish)
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
