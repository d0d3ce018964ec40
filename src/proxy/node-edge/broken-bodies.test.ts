/** Bodies that end before their encoding does, on the way that they take on Node (106, 129). */
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, createGzip, deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startServer } from '../node.ts'
import { accountId, emptyPage, question } from '../testing/test-proxy.ts'
import { createUnlimitedQuota } from '../upstream/quota.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'
const exportPath = `/client/v4/accounts/${accountId}/audit_logs?export=true`
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** What a client got; `isWhole` when the message ended as its framing says. */
type Received = { status: number; isWhole: boolean; body: Buffer; code: number | undefined }

/** A live server whose API is this listener. */
async function start(listener: RequestListener) {
  const api = createServer(listener)
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
    quota: createUnlimitedQuota(),
  })
  stops.push(server.close)
  const readEnd = async () => {
    await expect.poll(() => lines).toHaveLength(1)
    return JSON.parse(lines[0] ?? '').end
  }
  return { ...server, lines, readEnd }
}

function ask(port: number, path: string, accepted?: string): Promise<Received> {
  const headers = {
    'x-gumshoe': '1',
    authorization: `Bearer ${launchKey}`,
    ...(accepted !== undefined && { 'accept-encoding': accepted }),
  }
  return new Promise((resolve, reject) => {
    const onResponse = (incoming: IncomingMessage) => {
      const chunks: Buffer[] = []
      const finish = () => {
        const body = Buffer.concat(chunks)
        const isJson = incoming.headers['content-type'] === 'application/json'
        const status = incoming.statusCode ?? 0
        const code =
          isJson && status >= 400 ? JSON.parse(body.toString()).errors[0].code : undefined
        resolve({ status, isWhole: incoming.complete && !incoming.errored, body, code })
      }
      incoming.on('data', (chunk) => chunks.push(chunk))
      incoming.on('error', () => undefined)
      incoming.on('close', finish)
    }
    get({ host: '127.0.0.1', port, path, headers }, onResponse).on('error', reject)
  })
}

/** Text that does not compress away, so that a body takes several chunks. */
const rows = Array.from({ length: 40_000 }, (_, n) => `${n},${Math.sin(n)}\n`).join('')
const page = JSON.stringify({ ...emptyPage, result: [{ id: 'a', text: rows }] })
const kinds = [
  { name: 'JSON', path: question, type: 'application/json', text: page },
  { name: 'CSV', path: exportPath, type: 'text/csv', text: rows },
  {
    name: 'a short page',
    path: question,
    type: 'application/json',
    text: JSON.stringify(emptyPage),
  },
] as const
const clients = [
  { client: 'a client that takes gzip', accepted: 'gzip, br' },
  { client: 'a client that takes no gzip', accepted: 'identity' },
  { client: 'a client that says nothing', accepted: undefined },
] as const
const cases = kinds.flatMap((kind) => clients.map((each) => ({ ...kind, ...each })))

/** Gzip of a text, spoiled. */
const spoiled: Record<string, (gzip: Buffer) => Buffer> = {
  'ends in the middle': (gzip) => gzip.subarray(0, Math.ceil(gzip.length / 2)),
  'lacks its last byte': (gzip) => gzip.subarray(0, -1),
  'lacks its trailer': (gzip) => gzip.subarray(0, -8),
  'lacks half of its trailer': (gzip) => gzip.subarray(0, -4),
  'ends in its header': (gzip) => gzip.subarray(0, 5),
  'has no byte': () => Buffer.alloc(0),
  'has another checksum': (gzip) => flip(gzip, gzip.length - 8),
  'has another length': (gzip) => flip(gzip, gzip.length - 4),
  'has a damaged header': (gzip) => flip(gzip, 0),
  'has a reserved flag': (gzip) => flip(gzip, 3, 0x80),
  'is followed by a byte': (gzip) => Buffer.concat([gzip, Buffer.from('x')]),
  'is followed by zeros': (gzip) => Buffer.concat([gzip, Buffer.alloc(20)]),
  'is followed by half a member': (gzip) => Buffer.concat([gzip, gzipSync('x').subarray(0, 12)]),
  'is no gzip at all': () => Buffer.from(page),
}

function flip(bytes: Buffer, at: number, mask = 0xff): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ mask
  return copy
}

describe.each(cases)('$name for $client', ({ path, type, text, accepted }) => {
  const headers = { 'content-type': type, 'content-encoding': 'gzip' }
  const gzip = gzipSync(text)

  it.each(
    Object.entries(spoiled).flatMap(([name, spoil]) => [
      [name, 'with its length', spoil, true] as const,
      [name, 'in chunks', spoil, false] as const,
    ]),
  )('whose gzip %s, %s, breaks off, and the log says so', async (_, __, spoil, hasLength) => {
    const bytes = spoil(gzip)
    const { port, readEnd } = await start((_request, response) => {
      response.writeHead(200, { ...headers, ...(hasLength && { 'content-length': bytes.length }) })
      response.end(bytes)
    })
    const received = await ask(port, path, accepted).catch(() => ({ isWhole: false }))
    expect(received.isWhole).toBe(false)
    expect(await readEnd()).toBe('broken')
  })

  it('arrives whole, also byte for byte in small chunks', async () => {
    const { port, readEnd } = await start(async (_request, response) => {
      response.writeHead(200, headers)
      for (let at = 0; at < gzip.length; at += 1_000) {
        response.write(gzip.subarray(at, at + 1_000))
        if (at % 50_000 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      response.end()
    })
    const { status, isWhole, body } = await ask(port, path, accepted)
    expect([status, isWhole]).toEqual([200, true])
    const decoded = accepted?.includes('gzip') ? gunzipSync(body) : body
    expect(decoded.equals(Buffer.from(text))).toBe(true)
    if (accepted?.includes('gzip')) expect(body.equals(gzip)).toBe(true)
    expect(await readEnd()).toBe('complete')
  })

  it('of several gzip members is whole where the proxy joins them, and else breaks off', async () => {
    const half = Math.ceil(text.length / 2)
    const parts = ['', text.slice(0, half), text.slice(half), ''].map((part) => gzipSync(part))
    const { port, readEnd } = await start((_request, response) => {
      response.writeHead(200, headers)
      response.end(Buffer.concat(parts))
    })
    const received = await ask(port, path, accepted).catch(() => undefined)
    // Browsers read the first member only, and curl fails.
    if (accepted?.includes('gzip')) {
      expect(received?.isWhole ?? false).toBe(false)
      expect(await readEnd()).toBe('broken')
    } else {
      expect(received?.isWhole).toBe(true)
      expect(received?.body.equals(Buffer.from(text))).toBe(true)
      expect(await readEnd()).toBe('complete')
    }
  })

  it.each(['GZIP', 'Gzip', ' gzip '])('says “%s” and is gzip all the same', async (coding) => {
    const { port, readEnd } = await start((_request, response) => {
      response.writeHead(200, { ...headers, 'content-encoding': coding }).end(gzip)
    })
    const { status, isWhole, body } = await ask(port, path, accepted)
    expect([status, isWhole]).toEqual([200, true])
    const decoded = accepted?.includes('gzip') ? gunzipSync(body) : body
    expect(decoded.equals(Buffer.from(text))).toBe(true)
    expect(await readEnd()).toBe('complete')
  })

  it.each([
    ['br', brotliCompressSync(text.slice(0, 10_000))],
    ['deflate', deflateSync(text)],
    ['gzip, gzip', gzipSync(gzip)],
    ['gzip, identity', gzip],
    ['identity, gzip', gzip],
    ['x-gzip', gzip],
    ['zstd', gzip],
    ['gzip;q=1', gzip],
    ['none', Buffer.from(text)],
    ['aws-chunked', Buffer.from(text)],
  ])('in the coding “%s” is refused', async (coding, bytes) => {
    const { port } = await start((_request, response) => {
      response.writeHead(200, { ...headers, 'content-encoding': coding }).end(bytes)
    })
    const { status, code, isWhole } = await ask(port, path, accepted)
    expect([status, code, isWhole]).toEqual([502, 990056, true])
  })

  it.each(['', 'identity', 'Identity'])('without a coding (“%s”) passes', async (coding) => {
    const { port } = await start((_request, response) => {
      response.writeHead(200, { ...headers, 'content-encoding': coding }).end(text)
    })
    const { status, isWhole, body } = await ask(port, path, accepted)
    expect([status, isWhole, body.toString() === text]).toEqual([200, true, true])
  })

  it.each([
    ['until the connection closes', ''],
    ['in a transfer coding that is not undone', 'Transfer-Encoding: gzip, chunked\r\n'],
  ])('sent %s is refused', async (_, framing) => {
    const { port } = await start((request) => {
      const head = `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${framing}\r\n`
      request.socket.end(`${head}${framing === '' ? text.slice(0, 40) : '2\r\n{}\r\n0\r\n\r\n'}`)
    })
    const { status, code } = await ask(port, path, accepted)
    expect([status, code]).toEqual([502, 990056])
  })
})

describe('checking a body', () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  const toRequest = (port: number, accepted: string) => ({
    ...{ host: '127.0.0.1', port, path: question },
    headers: {
      'x-gumshoe': '1',
      authorization: `Bearer ${launchKey}`,
      'accept-encoding': accepted,
    },
  })

  it.each(['gzip', 'identity'])(
    'keeps upstream waiting for a slow client (%s)',
    async (accepted) => {
      let sent = 0
      const { port, lines } = await start((_request, response) => {
        response.writeHead(200, headers)
        const gzip = createGzip({ level: 0 })
        gzip.pipe(response)
        const more = () => {
          while (sent < 64_000_000) {
            sent += rows.length
            if (!gzip.write(rows)) return
          }
        }
        gzip.on('drain', more)
        more()
      })
      const request = get(toRequest(port, accepted), (incoming) => {
        incoming.on('error', () => undefined)
        incoming.pause()
      })
      request.on('error', () => undefined)
      stops.push(() => request.destroy())
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
      expect(lines).toEqual([])
    },
  )

  it.each(['gzip', 'identity'])(
    'keeps nothing of what a bomb unpacks to (%s)',
    async (accepted) => {
      const bomb = gzipSync(Buffer.alloc(300_000_000))
      const { port } = await start((_request, response) => {
        response.writeHead(200, headers).end(bomb)
      })
      const before = process.memoryUsage.rss()
      const isWhole = await new Promise<boolean>((resolve) => {
        get(toRequest(port, accepted), (incoming) => {
          incoming.resume()
          incoming.on('close', () => resolve(incoming.complete))
        })
      })
      expect(isWhole).toBe(true)
      expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000)
    },
    20_000,
  )
})
