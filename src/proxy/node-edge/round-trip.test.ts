/** From a client's socket to upstream's, on the way that bodies take on Node (101, 102, 108, 110). */
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type StartOptions, startServer } from '../node.ts'
import { emptyPage, question } from '../testing/test-proxy.ts'
import { createUnlimitedQuota } from '../upstream/quota.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'
const stops: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** Deadlines that never end a request of these tests, however slow the machine is. */
const patient = { headersMs: 600_000, idleMs: 600_000, totalMs: 600_000 }

/** A live server whose API is this listener; `open` counts the listener's connections. */
async function start(listener: RequestListener, options: Partial<StartOptions> = {}) {
  const open = new Set<Socket>()
  const api = createServer(listener)
  api.on('connection', (socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    api.closeAllConnections()
    api.close()
  })
  const lines: string[] = []
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    launchKey,
    log: (line) => lines.push(line),
    assets: { find: () => undefined },
    apiOrigin: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    ...options,
    deadlines: { ...patient, ...options.deadlines },
  })
  stops.push(server.close)
  return { ...server, lines, open }
}

const json = { 'content-type': 'application/json' }
const head = (port: number, n = 0, more = '') =>
  `GET ${question}&id=e${n} HTTP/1.1\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n${more}\r\n`

/** A connection, what came over it, and its end. */
function dial(port: number) {
  const socket = connect(port, '127.0.0.1')
  const heard = { text: '', isClosed: false }
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    heard.text += chunk
  })
  socket.on('close', () => {
    heard.isClosed = true
  })
  stops.push(() => socket.destroy())
  return { socket, heard }
}

function begin(response: ServerResponse): void {
  response.writeHead(200, json)
  response.write('{"success":true,')
}

describe('a client that goes away (102)', () => {
  it.each<[string, RequestListener]>([
    ['before the answer', () => undefined],
    ['in the middle of it', (_, response) => begin(response)],
  ])('%s closes the connection upstream at once, three hundred times', async (when, listener) => {
    const { port, origin, open, lines } = await start(listener, { quota: createUnlimitedQuota() })
    let maxTurns = 0
    // More than the places that one may hold at a time: none of them is kept.
    for (let turn = 0; turn < 300; turn += 100) {
      const clients = Array.from({ length: 100 }, () => dial(port))
      clients.forEach(({ socket }, index) => {
        socket.write(head(port, turn + index))
      })
      await expect.poll(() => open.size).toBe(100)
      if (when !== 'before the answer') {
        await expect
          .poll(() => clients.every(({ heard }) => heard.text.includes('success')))
          .toBe(true)
      }
      for (const { socket } of clients) socket.destroy()
      // Two seconds in turns of ten milliseconds: a pause of the whole process is one turn.
      let turns = 0
      for (; open.size > 0 && turns < 200; turns++) await sleep(10)
      maxTurns = Math.max(maxTurns, turns)
    }
    expect(maxTurns).toBeLessThan(200)
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    await expect.poll(() => lines).toHaveLength(301)
    const ends = new Set(lines.map((line) => `${JSON.parse(line).status} ${JSON.parse(line).end}`))
    const gone = when === 'before the answer' ? '499 complete' : '200 abandoned'
    expect([...ends].sort()).toEqual(['200 complete', gone].sort())
  })
})

describe('an upstream that takes too long (101, 108)', () => {
  const ask = async (port: number) => {
    const { socket, heard } = dial(port)
    socket.write(head(port))
    await expect.poll(() => heard.isClosed).toBe(true)
    return heard.text
  }

  it('and pauses in the body is broken off, and its connection closed', async () => {
    const deadlines = { idleMs: 100 }
    const { port, open, lines } = await start((_, response) => begin(response), { deadlines })
    expect(await ask(port)).not.toMatch(/0\r\n\r\n$/)
    await expect.poll(() => open.size).toBe(0)
    await expect.poll(() => lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ status: 200, end: 'broken', bytes: 16 })
  })

  it('and pauses before the body is broken off', async () => {
    const deadlines = { idleMs: 100 }
    const listener: RequestListener = (_, response) => {
      response.writeHead(200, json)
      response.flushHeaders()
    }
    const { port, open } = await start(listener, { deadlines })
    await ask(port)
    await expect.poll(() => open.size).toBe(0)
  })

  it('and trickles without end is broken off by the deadline of the whole', async () => {
    const deadlines = { totalMs: 2_000 }
    const listener: RequestListener = (_, response) => {
      begin(response)
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    }
    const { port, open, lines } = await start(listener, { deadlines })
    expect(await ask(port)).toContain('{"success":true,')
    await expect.poll(() => open.size).toBe(0)
    await expect.poll(() => lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '').end).toBe('broken')
  })

  it('and goes on slowly is waited for', async () => {
    // All takes longer than the deadline of one step.
    const deadlines = { idleMs: 2_000 }
    const text = JSON.stringify(emptyPage).padEnd(200)
    const listener: RequestListener = (_, response) => {
      response.writeHead(200, json)
      let at = 0
      const drip = setInterval(() => {
        response.write(text.slice(at, at + 8))
        at += 8
        if (at >= text.length) {
          clearInterval(drip)
          response.end()
        }
      }, 100)
    }
    const { origin } = await start(listener, { deadlines })
    const headers = { 'x-gumshoe': '1', authorization: `Bearer ${launchKey}` }
    expect(await (await fetch(`${origin}${question}`, { headers })).json()).toEqual(emptyPage)
  })

  it('is not blamed for a client that reads slowly', async () => {
    const deadlines = { idleMs: 2_000 }
    // More than the system keeps for a connection.
    const big = Buffer.alloc(32_000_000, ' ')
    const listener: RequestListener = (_, response) => response.writeHead(200, json).end(big)
    const { port, lines } = await start(listener, { deadlines })
    const { socket, heard } = dial(port)
    socket.write(head(port, 0, 'Connection: close\r\n'))
    socket.pause()
    await sleep(3_000)
    socket.resume()
    await expect.poll(() => heard.isClosed).toBe(true)
    await expect.poll(() => lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ end: 'complete', bytes: big.length })
  })
})

describe('a client that reads nothing (126)', () => {
  it('keeps upstream waiting, not the bytes in memory', async () => {
    let sent = 0
    const listener: RequestListener = (_, response) => {
      response.writeHead(200, json)
      const more = () => {
        while (sent < 64_000_000) {
          sent += padding.length
          if (!response.write(padding)) return
        }
      }
      response.on('drain', more)
      more()
    }
    const { port } = await start(listener)
    const { socket } = dial(port)
    socket.pause()
    socket.write(head(port))
    // What the sockets of the system hold is some megabytes; then nothing moves any more.
    let before = -1
    await vi.waitFor(
      () => {
        const isStill = sent > 0 && sent === before
        before = sent
        expect(isStill).toBe(true)
      },
      { interval: 300, timeout: 60_000 },
    )
    expect(sent).toBeLessThan(40_000_000)
  })
})

describe('an upstream that misbehaves', () => {
  const headers = { 'x-gumshoe': '1', authorization: `Bearer ${launchKey}` }

  it('by resetting a hundred connections in mid-flight does not end the process (110)', async () => {
    let asked = 0
    const listener: RequestListener = (request, response) => {
      asked++
      if (asked % 2 === 0) begin(response)
      setTimeout(() => request.socket.resetAndDestroy(), 5)
    }
    const { origin, open } = await start(listener, { quota: createUnlimitedQuota() })
    const ask = async (n: number) => {
      const response = await fetch(`${origin}${question}&id=e${n}`, { headers })
      const text = await response.text()
      expect(response.status, text).toBeGreaterThan(499)
    }
    const all = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => ask(n)))
    expect(all).toHaveLength(100)
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    await expect.poll(() => open.size).toBe(0)
  })

  it.each<[string, RequestListener]>([
    [
      'by a failure that unpacks to 60 MB (128)',
      (_, response) => response.writeHead(400, { ...json, 'content-encoding': 'gzip' }).write(bomb),
    ],
    [
      'by a failure without end (138)',
      (_, response) => {
        response.writeHead(400, json)
        const more = () => {
          while (!response.destroyed && response.write(padding));
        }
        response.on('drain', more)
        more()
      },
    ],
  ])('%s is read to 64 KiB and let go', async (_, listener) => {
    const { origin, open } = await start(listener)
    const response = await fetch(`${origin}${question}`, { headers })
    expect([response.status, (await response.json()).errors[0].code]).toEqual([502, 990053])
    await expect.poll(() => open.size).toBe(0)
  })
})

describe('an answer whose length is a lie (106, 129)', () => {
  const headers = { 'x-gumshoe': '1', authorization: `Bearer ${launchKey}` }
  const page = JSON.stringify(emptyPage)
  const write = (text: string) => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${text}`

  it.each([
    ['shorter than it says', `Content-Length: 999\r\n\r\n${page}`],
    ['longer than it says', `Content-Length: ${page.length - 9}\r\n\r\n${page}`],
    ['followed by more', `Content-Length: ${page.length}\r\n\r\n${page}{"success":true}`],
    ['of two lengths', `Content-Length: 3\r\nContent-Length: ${page.length}\r\n\r\n${page}`],
    ['without its last chunk', `Transfer-Encoding: chunked\r\n\r\nff\r\n${page}`],
    ['of a chunk that is none', `Transfer-Encoding: chunked\r\n\r\nzz\r\n${page}`],
  ])(
    'because it is %s is never another one that is whole, nor mixed with the next',
    async (_, text) => {
      let isSound = false
      const listener: RequestListener = (request, response) => {
        if (isSound) response.writeHead(200, json).end(page)
        else request.socket.write(write(text))
      }
      const { origin } = await start(listener, { deadlines: { idleMs: 1_500 } })
      const read = async () => {
        const response = await fetch(`${origin}${question}`, { headers })
        return { status: response.status, body: JSON.parse(await response.text()) }
      }
      // What breaks off, and half a body, throw.
      const first = await read().catch(() => undefined)
      if (first?.status === 200) expect(first.body).toEqual(emptyPage)
      else expect([undefined, 502]).toContain(first?.status)
      isSound = true
      expect(await read()).toEqual({ status: 200, body: emptyPage })
    },
  )
})

const padding = Buffer.alloc(65_536, ' ')
const bomb = gzipSync(Buffer.alloc(60_000_000, ' '))

describe('answers at the same time', () => {
  const headers = { 'x-gumshoe': '1', authorization: `Bearer ${launchKey}` }
  const size = 1_500_000

  it.each([
    ['with their length', true],
    ['without it', false],
  ])('%s each reach whoever asked, whole', async (_, hasLength) => {
    const listener: RequestListener = (request, response) => {
      const name = /id=e(\d+)/.exec(request.url ?? '')?.[1] ?? ''
      response.writeHead(200, hasLength ? { ...json, 'content-length': size } : json)
      response.end(name.padEnd(size, ' '))
    }
    const { origin, lines } = await start(listener, { quota: createUnlimitedQuota() })
    const ask = async (n: number) => {
      const response = await fetch(`${origin}${question}&id=e${n}`, { headers })
      expect(response.headers.get('content-length')).toBe(hasLength ? String(size) : null)
      const text = await response.text()
      return [text.length, text.trim()]
    }
    const names = Array.from({ length: 20 }, (_each, n) => n)
    expect(await Promise.all(names.map(ask))).toEqual(names.map((n) => [size, String(n)]))
    await expect.poll(() => lines).toHaveLength(names.length)
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({ end: 'complete', bytes: size })
    }
  })
})

describe('a server that is being closed (110)', () => {
  it('answers what comes after with 503, on connections that it has', async () => {
    const waiting: ServerResponse[] = []
    const server = createServer({ requireHostHeader: false })
    let asked = 0
    server.on('request', () => asked++)
    const { port, close } = await start((_, response) => waiting.push(response), { server })
    const { socket, heard } = dial(port)
    socket.write(head(port, 1))
    await expect.poll(() => waiting).toHaveLength(1)
    const closed = close()
    socket.write(head(port, 2))
    await expect.poll(() => asked).toBe(2)
    waiting[0]?.writeHead(200, json).end(JSON.stringify(emptyPage))
    await closed
    await expect.poll(() => heard.isClosed).toBe(true)
    expect(heard.text.match(/^HTTP\/1.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503'])
    expect(heard.text).toContain('"code":990062')
    expect(waiting).toHaveLength(1)
  })

  it('waits ten seconds for answers under way, and not longer', async () => {
    const { port, close, open } = await start(() => undefined)
    const { socket, heard } = dial(port)
    socket.write(head(port))
    await expect.poll(() => open.size).toBe(1)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const closed = close()
    await vi.advanceTimersByTimeAsync(9_900)
    expect(heard.isClosed).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    await closed
    vi.useRealTimers()
    await expect.poll(() => heard.isClosed).toBe(true)
  })
})
