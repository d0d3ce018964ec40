/**
 * The client of the proxy bench, in a process of its own: it sends requests as fast as it can or at a fixed rate,
 * and measures each answer. It parses HTTP itself, so that it takes little processor time.
 */
import { connect, type Socket } from 'node:net'

/** Which request to send, and how often. */
export type LoadOrder = {
  port: number
  path: string
  headers: Readonly<Record<string, string>>
  connections: number
  /** Requests in all; the first ones are not measured. */
  requests: number
  warmUp: number
  /** Requests per second; absent for as many as possible. */
  ratePerSecond?: number
}

/** The result: times in milliseconds, sorted. */
export type LoadResult = { durationMs: number; latenciesMs: number[]; failures: number }

const endOfHeaders = Buffer.from('\r\n\r\n')
const endOfChunks = Buffer.from('0\r\n\r\n')

/** Runs an order to its end. */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const lines = Object.entries(order.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const host = `localhost:${order.port}`
  // All requests differ: the proxy sends identical ones upstream once.
  const toText = (turn: number) =>
    `GET ${order.path}&id=${turn} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('')}\r\n`
  const latenciesMs: number[] = []
  let asked = 0
  let failures = 0
  let startedMs = performance.now()
  const paceMs = order.ratePerSecond ? 1_000 / order.ratePerSecond : 0

  async function client(): Promise<void> {
    let connection = createConnection(order.port)
    for (;;) {
      const turn = asked++
      if (turn >= order.requests + order.warmUp) break
      if (turn === order.warmUp) startedMs = performance.now()
      const dueMs = startedMs + (turn - order.warmUp) * paceMs
      const waitMs = paceMs > 0 && turn > order.warmUp ? dueMs - performance.now() : 0
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      const beganMs = performance.now()
      const { ok, closes } = await connection.ask(toText(turn))
      if (turn >= order.warmUp) latenciesMs.push(performance.now() - beganMs)
      if (!ok) failures++
      if (closes || !ok) connection = createConnection(order.port)
    }
    connection.end()
  }

  await Promise.all(Array.from({ length: order.connections }, client))
  return {
    durationMs: performance.now() - startedMs,
    latenciesMs: latenciesMs.sort((a, b) => a - b),
    failures,
  }
}

type Turn = { ok: boolean; closes: boolean }

function createConnection(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  let done: ((turn: Turn) => void) | undefined
  let head: Buffer = Buffer.alloc(0)
  let left: number | undefined
  let tail: Buffer = Buffer.alloc(0)
  let isOk = false
  let closes = false
  const finish = (turn: Turn) => {
    const resolve = done
    done = undefined
    head = Buffer.alloc(0)
    left = undefined
    resolve?.(turn)
  }

  function readHead(chunk: Buffer): Buffer | undefined {
    head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk
    const at = head.indexOf(endOfHeaders)
    if (at === -1) return undefined
    const lines = head.toString('latin1', 0, at).toLowerCase()
    isOk = lines.startsWith('http/1.1 200')
    closes = lines.includes('connection: close')
    const length = /content-length: (\d+)/.exec(lines)?.[1]
    left = length === undefined ? -1 : Number(length)
    return head.subarray(at + endOfHeaders.length)
  }

  socket.on('data', (chunk: Buffer) => {
    let body: Buffer | undefined = chunk
    if (left === undefined) {
      body = readHead(chunk)
      tail = Buffer.alloc(0)
    }
    if (!body || left === undefined) return
    if (left >= 0) {
      left -= body.length
      if (left <= 0) finish({ ok: isOk, closes })
      return
    }
    tail = Buffer.concat([tail, body.subarray(-endOfChunks.length)]).subarray(-endOfChunks.length)
    if (tail.equals(endOfChunks)) finish({ ok: isOk, closes })
  })
  const fail = () => finish({ ok: false, closes: true })
  socket.on('error', fail)
  socket.on('close', fail)
  return {
    ask: (text: string) =>
      new Promise<Turn>((resolve) => {
        done = resolve
        socket.write(text)
      }),
    end: () => socket.destroy(),
  }
}

// It must end with the benchmark, also if that crashes.
process.on('disconnect', () => process.exit())

// Started as a process of its own, it takes one order after the other.
process.on('message', (order: LoadOrder) => {
  void runLoad(order).then((result) => process.send?.(result))
})
