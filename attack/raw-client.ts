/** Sends bytes over a socket of its own and reads what comes back, without a parser of Node's that would correct it. */
import { connect } from 'node:net'

/** Bytes to send, in pieces, and how long to wait. */
export type Exchange = {
  port: number
  pieces: readonly (string | Buffer)[]
  /** The local address to send from; another loopback address counts as another client. */
  localAddress?: string
  /** How long nothing may come before the socket is closed, in milliseconds. */
  idleMs: number
  /** Called when the first bytes have come. */
  onBegin?: () => void
}

/** What came back, and how the connection ended. */
export type Reply = { bytes: Buffer; end: 'closed' | 'reset' | 'idle' }

/** One HTTP response as it was sent. */
export type RawAnswer = {
  status: number
  /** Names in lower case. */
  headers: readonly (readonly [name: string, value: string])[]
  body: Buffer
  /** Whether the body ended as its framing says. */
  isWhole: boolean
}

/** Sends, and resolves once the connection is closed or idle. Never rejects. */
export function exchange({
  port,
  pieces,
  localAddress,
  idleMs,
  onBegin,
}: Exchange): Promise<Reply> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }) })
    const chunks: Buffer[] = []
    let end: Reply['end'] = 'closed'
    socket.setNoDelay(true)
    socket.setTimeout(idleMs, () => {
      end = 'idle'
      socket.destroy()
    })
    socket.on('data', (chunk) => {
      if (chunks.push(chunk) === 1) onBegin?.()
    })
    socket.on('error', () => {
      end = 'reset'
    })
    socket.on('close', () => resolve({ bytes: Buffer.concat(chunks), end }))
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece)
    })
  })
}

/** The responses in these bytes, one after the other; the last one may be cut. */
export function parseAnswers({ bytes, end }: Reply): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = bytes
  while (rest.length > 0) {
    const parsed = parseAnswer(rest, end)
    if (!parsed) break
    if (parsed.answer.status >= 200) answers.push(parsed.answer)
    rest = parsed.rest
  }
  return answers
}

function parseAnswer(
  bytes: Buffer,
  end: Reply['end'],
): { answer: RawAnswer; rest: Buffer } | undefined {
  const at = bytes.indexOf('\r\n\r\n')
  if (at === -1) return undefined
  const [first = '', ...lines] = bytes.toString('latin1', 0, at).split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0)
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  const after = bytes.subarray(at + 4)
  const value = (name: string) => headers.find(([each]) => each === name)?.[1]
  const { body, isWhole, rest } =
    status < 200 || status === 204 || status === 304
      ? { body: Buffer.alloc(0), isWhole: true, rest: after }
      : readFramed(after, value('transfer-encoding'), value('content-length'), end)
  return { answer: { status, headers, body, isWhole }, rest }
}

function readFramed(
  bytes: Buffer,
  coding: string | undefined,
  length: string | undefined,
  end: Reply['end'],
): { body: Buffer; isWhole: boolean; rest: Buffer } {
  if (coding === 'chunked') return readChunks(bytes)
  const none = Buffer.alloc(0)
  if (length === undefined) return { body: bytes, isWhole: end === 'closed', rest: none }
  const size = Number(length)
  return {
    body: bytes.subarray(0, size),
    isWhole: bytes.length >= size,
    rest: bytes.subarray(size),
  }
}

function readChunks(bytes: Buffer): { body: Buffer; isWhole: boolean; rest: Buffer } {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd === -1) break
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const start = lineEnd + 2
    if (!Number.isFinite(size) || start + size + 2 > bytes.length) {
      chunks.push(bytes.subarray(start))
      break
    }
    if (size === 0)
      return { body: Buffer.concat(chunks), isWhole: true, rest: bytes.subarray(start + 2) }
    chunks.push(bytes.subarray(start, start + size))
    at = start + size + 2
  }
  return { body: Buffer.concat(chunks), isWhole: false, rest: Buffer.alloc(0) }
}
