/** Sends a response through Node's socket, at the client's pace. */
import type { ServerResponse } from 'node:http'
import { type FinalResponse, findHeader } from '../http/proxy-response.ts'
import { untilTurnEnd } from './turn-end.ts'

/**
 * Sends a response. If its body breaks off, or the client reads nothing for `writeIdleMs`, the connection is
 * reset: HTTP/1.0 clients would take an orderly close for the end of the body.
 */
export function sendResponse(
  { status, headers, body }: FinalResponse,
  outgoing: ServerResponse,
  { writeIdleMs = 30_000 } = {},
): void {
  // Upstream has a shorter deadline, so a socket idle for this long has a client that reads nothing.
  outgoing.setTimeout(writeIdleMs, () => outgoing.socket?.resetAndDestroy())
  // Node declares the list as mutable, but does not change it.
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

/** Combines all writes of one turn of the event loop into one system call. */
function writeTogether(chunk: Uint8Array, outgoing: ServerResponse): boolean {
  if (outgoing.writableCorked === 0) {
    outgoing.cork()
    void untilTurnEnd().then(() => {
      // `end` has uncorked it already.
      if (!outgoing.writableEnded) outgoing.uncork()
    })
  }
  return outgoing.write(chunk)
}
