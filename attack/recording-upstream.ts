/** A server in the place of Cloudflare's API that keeps what reached it, byte for byte. */
import { createServer, type Socket } from 'node:net'
import { listenOnLoopback } from './listen-on-loopback.ts'

/** A request as it reached the API. */
export type ReceivedRequest = {
  requestLine: string
  headers: readonly (readonly [name: string, value: string])[]
  /** Bytes after the headers that came before the answer; a request for data has none. */
  after: Buffer
}

/** A listening server. */
export type RecordingUpstream = { origin: string; stop: () => void }

/** What is answered: all bytes to write, and whether the connection is closed after them. */
export type WrittenAnswer = { pieces: readonly (string | Buffer)[]; closes: boolean }

/** Starts one; `answer` gets each request. */
export async function startRecordingUpstream(
  answer: (request: ReceivedRequest) => WrittenAnswer,
): Promise<RecordingUpstream> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let bytes: Buffer = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      const at = bytes.indexOf('\r\n\r\n')
      if (at === -1) return
      const request = parseRequest(bytes.toString('latin1', 0, at), bytes.subarray(at + 4))
      bytes = Buffer.alloc(0)
      const { pieces, closes } = answer(request)
      for (const piece of pieces) socket.write(piece)
      if (closes) socket.end()
    })
  })
  const port = await listenOnLoopback(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function parseRequest(head: string, after: Buffer): ReceivedRequest {
  const [requestLine = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { requestLine, headers, after }
}
