import { request as askHttp, createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Environment } from '../config/config.ts'
import { type StartOptions, startServer } from '../node.ts'
import { answerJson, canary, emptyPage, ownHeaders, question } from '../testing/test-proxy.ts'
import { createUnlimitedQuota } from '../upstream/quota.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const token: Environment = { PORT: '0', CLOUDFLARE_API_TOKEN: canary }

async function start(env: Environment = {}, options: Partial<StartOptions> = {}) {
  const lines: string[] = []
  const server = await startServer({
    env: { ...token, ...env },
    launchKey,
    log: (line) => lines.push(line),
    assets: { find: () => undefined },
    quota: createUnlimitedQuota(),
    upstream: async () => answerJson(emptyPage),
    ...options,
  })
  stops.push(server.close)
  return { ...server, lines }
}

function open(port: number, localAddress: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  socket.on('error', () => undefined)
  socket.resume()
  return socket
}

/**
 * How many connections the attack opens again at a time. It runs in the process of the server: without a limit, a slow
 * machine would open hundreds in the turn in which it accepts another client, and read that client's request after them.
 */
const opening = { count: 50, everyMs: 10 }

/** Holds `count` connections that never end their headers; one that is closed is opened again after a moment. */
function attack(port: number, addresses: readonly string[], count: number, refillMs = 50) {
  const sockets = new Set<Socket>()
  const due: string[] = []
  let isOver = false
  let opened = 0
  const add = (address: string) => {
    const socket = open(port, address)
    sockets.add(socket)
    opened++
    socket.on('connect', () => socket.write('GET /healthz HTTP/1.1\r\n'))
    socket.on('close', () => {
      sockets.delete(socket)
      if (!isOver) setTimeout(() => due.push(address), refillMs)
    })
  }
  for (let index = 0; index < count; index++) add(addresses[index % addresses.length] ?? '')
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x: y\r\n')
  }, 500)
  const refill = setInterval(() => due.splice(0, opening.count).forEach(add), opening.everyMs)
  stops.push(() => {
    isOver = true
    clearInterval(drip)
    clearInterval(refill)
    for (const socket of sockets) socket.destroy()
  })
  return { opened: () => opened }
}

type Asked = { headers?: Record<string, string>; method?: string; from?: string }

/** One request over a connection of its own; the status, or `0` when the connection was closed without one. */
function ask(port: number, path: string, { headers, method = 'GET', from }: Asked = {}) {
  return new Promise<{ status: number; cookie: string }>((resolve) => {
    const asked = askHttp(
      {
        ...{ host: '127.0.0.1', port, path, method, agent: false },
        headers: { host: `localhost:${port}`, ...headers },
        localAddress: from ?? '127.0.0.1',
      },
      (answer) => {
        answer.resume()
        const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, cookie }))
      },
    )
    asked.setTimeout(60_000, () => asked.destroy())
    asked.on('error', () => resolve({ status: 0, cookie: '' }))
    asked.end()
  })
}

async function askInTurn(count: number, port: number, path: string, asked: Asked = {}) {
  const statuses: number[] = []
  for (let index = 0; index < count; index++) {
    statuses.push((await ask(port, path, asked)).status)
  }
  return statuses
}

const allServed = Array(12).fill(200)

describe('700 slow connections that are refilled (M3)', () => {
  it('from one address leave health and signed-in users of other addresses served', async () => {
    const { port, lines } = await start()
    const bearer = { ...ownHeaders, authorization: `Bearer ${launchKey}` }
    const session = { method: 'POST', headers: bearer }
    const before = await ask(port, '/gumshoe/session', session)
    const { opened } = attack(port, ['127.0.0.2'], 700)
    await expect.poll(() => opened()).toBeGreaterThan(1_400)
    expect(await askInTurn(12, port, '/healthz')).toEqual(allServed)
    const signedIn = { headers: { ...ownHeaders, cookie: before.cookie } }
    expect(await askInTurn(12, port, question, signedIn)).toEqual(allServed)
    expect((await ask(port, '/gumshoe/session', session)).status).toBe(200)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ route: '(connection)', status: 429 }),
    )
  })

  it('leave users of the same address served: a newcomer takes the place of the slowest', async () => {
    const { port } = await start()
    const { opened } = attack(port, ['127.0.0.2'], 700, 100)
    await expect.poll(() => opened()).toBeGreaterThan(1_400)
    expect(await askInTurn(12, port, '/healthz', { from: '127.0.0.2' })).toEqual(allServed)
  })

  it('from twenty addresses leave the others served', async () => {
    const { port } = await start()
    const addresses = Array.from({ length: 20 }, (_, index) => `127.0.1.${index + 1}`)
    const { opened } = attack(port, addresses, 700)
    await expect.poll(() => opened()).toBeGreaterThan(1_400)
    expect(await askInTurn(12, port, '/healthz')).toEqual(allServed)
  })
})

describe('one address', () => {
  it('may have 256 requests under way, and no more', async () => {
    const finish: (() => void)[] = []
    const { port } = await start(
      {},
      {
        upstream: () => new Promise((resolve) => finish.push(() => resolve(answerJson(emptyPage)))),
      },
    )
    const headers = { ...ownHeaders, authorization: `Bearer ${launchKey}` }
    const toPath = (index: number) => `${question}&cursor=${index}`
    const asked = Array.from({ length: 256 }, (_, index) =>
      ask(port, toPath(index), { headers, from: '127.0.0.2' }),
    )
    await expect.poll(() => finish).toHaveLength(256)
    expect((await ask(port, '/healthz', { from: '127.0.0.2' })).status).toBe(0)
    expect((await ask(port, '/healthz')).status).toBe(200)
    for (const each of finish.splice(0)) each()
    expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true)
    expect((await ask(port, '/healthz', { from: '127.0.0.2' })).status).toBe(200)
  })
})

describe('a trusted proxy', () => {
  const trusted = { TRUSTED_PROXY: '127.0.0.3', TRUSTED_PROXY_HEADER: 'X-Forwarded-For' }
  const notify = () => undefined

  it('is not limited as one client, and has room that others cannot take', async () => {
    const finish: (() => void)[] = []
    const { port } = await start(trusted, {
      upstream: () => new Promise((resolve) => finish.push(() => resolve(answerJson(emptyPage)))),
    })
    const addresses = Array.from({ length: 50 }, (_, index) => `127.0.2.${index + 1}`)
    const { opened } = attack(port, addresses, 700, 100)
    await expect.poll(() => opened()).toBeGreaterThan(1_400)
    const headers = { ...ownHeaders, authorization: `Bearer ${launchKey}` }
    const asked = Array.from({ length: 256 }, (_, index) =>
      ask(port, `${question}&cursor=${index}`, { headers, from: '127.0.0.3' }),
    )
    await expect.poll(() => finish).toHaveLength(256)
    expect(await askInTurn(12, port, '/healthz', { from: '127.0.0.3' })).toEqual(allServed)
    for (const each of finish.splice(0)) each()
    expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true)
  })

  it('says for whom it asks: wrong keys of one client do not make another wait', async () => {
    const { port } = await start(trusted, { notify })
    const tryKey = (key: string, client: string, from = '127.0.0.3') => {
      const headers = {
        ...ownHeaders,
        authorization: `Bearer ${key}`,
        'x-forwarded-for': client,
      }
      return ask(port, question, { headers, from }).then(({ status }) => status)
    }
    for (let count = 0; count < 6; count++) await tryKey('wrong', '198.51.100.7')
    expect(await tryKey(launchKey, '198.51.100.7')).toBe(429)
    // What the client wrote into the header is left of what the proxy added, and counts nothing.
    expect(await tryKey(launchKey, '203.0.113.9, 198.51.100.7')).toBe(429)
    expect(await tryKey(launchKey, '198.51.100.8')).toBe(200)
    // Others cannot choose their address.
    for (let count = 0; count < 6; count++) await tryKey('wrong', `192.0.2.${count}`, '127.0.0.4')
    expect(await tryKey(launchKey, '192.0.2.99', '127.0.0.4')).toBe(429)
  })
})

it('headers have less time while half of the connections are in use', async () => {
  // Usually they have ten minutes.
  const limits = { headersTimeout: 600_000, requestTimeout: 600_000 }
  const server = createServer({ ...limits, connectionsCheckingInterval: 500 })
  const { port } = await start({}, { server })
  const quiet = Array.from({ length: 300 }, (_, index) => open(port, `127.0.3.${(index % 3) + 1}`))
  stops.push(() => quiet.forEach((socket) => void socket.destroy()))
  await expect.poll(() => quiet.every(({ closed }) => closed)).toBe(true)
})
