/** Group H of the threat model, on Node's own sockets: nobody can keep others from being served. */
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type StartOptions, startServer } from './node.ts'
import { prepareServer } from './node-edge/node-http.ts'
import {
  answerJson,
  createTestProxy,
  emptyPage,
  namedAccess,
  ownHeaders,
  question,
} from './testing/test-proxy.ts'
import { createUnlimitedQuota, type Quota } from './upstream/quota.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function start(options: Partial<StartOptions> = {}) {
  const lines: string[] = []
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    launchKey,
    log: (line) => lines.push(line),
    assets: { find: () => undefined },
    upstream: async () => answerJson(emptyPage),
    ...options,
  })
  stops.push(server.close)
  return { ...server, lines }
}

function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  stops.push(() => socket.destroy())
  return socket
}

const closed = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
  })

const head = (port: number, more = '') =>
  `GET ${question} HTTP/1.1\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n${more}\r\n`

describe('a client that', () => {
  it('sends its headers for ever is closed, others are served, and it is logged (125)', async () => {
    const server = createServer({
      requireHostHeader: false,
      // Longer than a pause of the whole process may be, which would close others as well.
      headersTimeout: 2_000,
      connectionsCheckingInterval: 100,
    })
    const { port, origin, lines } = await start({ server })
    const slow = Array.from({ length: 50 }, () => open(port))
    const answers = slow.map(closed)
    for (const socket of slow) socket.write('GET / HTTP/1.1\r\n')
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('x: y\r\n')
    }, 50)
    stops.push(() => clearInterval(drip))
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    for (const text of await Promise.all(answers)) expect(text).toMatch(/^HTTP\/1\.1 408 |^$/)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ route: '(unreadable)', status: 408 }),
    )
  })

  it('sends no HTTP is logged without its bytes', async () => {
    const { port, lines } = await start()
    const socket = open(port)
    socket.write('hello-from-somebody\r\n\r\n')
    expect(await closed(socket)).toMatch(/^HTTP\/1\.1 400 /)
    await expect.poll(() => lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ route: '(unreadable)', status: 400 })
    expect(lines[0]).not.toContain('somebody')
  })

  it('opens connection after connection is stopped at the limit (126)', async () => {
    const server = createServer({ requireHostHeader: false })
    const { port } = await start({ server })
    server.maxConnections = 20
    const sockets = Array.from({ length: 60 }, () => open(port))
    await expect.poll(() => sockets.filter(({ closed }) => closed).length).toBe(40)
  })

  it('reads nothing of an answer is let go, and what it asked is ended (130)', async () => {
    let cancelled = false
    const chunk = new Uint8Array(65_536).fill(32)
    const { port, lines } = await start({
      writeIdleMs: 300,
      upstream: async () =>
        new Response(
          new ReadableStream({
            pull: (controller) => controller.enqueue(chunk),
            cancel: () => {
              cancelled = true
            },
          }),
          { headers: { 'content-type': 'application/json' } },
        ),
    })
    const socket = open(port)
    socket.pause()
    socket.write(head(port))
    await expect.poll(() => cancelled).toBe(true)
    await expect.poll(() => lines).toHaveLength(1)
    const { end, bytes } = JSON.parse(lines[0] ?? '')
    expect(end).toBe('abandoned')
    expect(bytes).toBeLessThan(64 * 1_048_576)
  })

  it.each([
    [200, 200],
    [201, 431],
    [3_000, 431],
  ])('sends %i headers is answered with %i (127)', async (count, status) => {
    const { port } = await start()
    const socket = open(port)
    const own = head(port, 'Connection: close\r\n')
    const more = count - (own.match(/: /g)?.length ?? 0)
    const lines = Array.from({ length: more }, (_, index) => `a${index % 9}:\r\n`).join('')
    socket.write(own.replace(/\r\n$/, `${lines}\r\n`))
    expect(await closed(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  it('writes a header name with an underscore is refused (C2)', async () => {
    const { port } = await start()
    const socket = open(port)
    socket.write(head(port, 'Connection: close\r\nX_Forwarded_User: admin\r\n'))
    expect(await closed(socket)).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('somebody who asks too much at once', () => {
  it('is refused, until some answers have ended; different sessions do not share the limit (131, 135)', async () => {
    const finish: (() => void)[] = []
    const proxy = createTestProxy({
      answer: () => new Promise((resolve) => finish.push(() => resolve(answerJson(emptyPage)))),
    })
    const asked = Array.from({ length: 256 }, (_, index) =>
      proxy.answer(`${question}&cursor=${index}`),
    )
    await expect.poll(() => finish).toHaveLength(256)
    const refused = await proxy.answer(`${question}&cursor=more`)
    expect([refused.status, refused.body.errors[0].code]).toEqual([429, 990033])
    expect(refused.headers.get('retry-after')).toBe('1')
    for (const each of finish.splice(0)) each()
    expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true)
    const later = proxy.answer(`${question}&cursor=later`)
    await expect.poll(() => finish).toHaveLength(1)
    finish[0]?.()
    expect((await later).status).toBe(200)
  })

  it('takes no places of others, and all together have so many (131)', async () => {
    const finish: (() => void)[] = []
    const proxy = createTestProxy({
      access: namedAccess,
      answer: () => new Promise((resolve) => finish.push(() => resolve(answerJson(emptyPage)))),
    })
    const ask = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        proxy.answer(`${question}&cursor=${index}`, { headers: { ...ownHeaders, 'x-name': name } }),
      )
    const asked = [...ask('alice', 256), ...ask('bob', 192)]
    await expect.poll(() => finish).toHaveLength(448)
    for (const name of ['alice', 'bob', 'carol']) {
      const [refused] = await Promise.all(ask(name, 1))
      expect([refused?.status, refused?.body.errors[0].code]).toEqual([429, 990033])
    }
    for (const each of finish.splice(0)) each()
    expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true)
    const later = ask('carol', 256)
    await expect.poll(() => finish).toHaveLength(256)
    for (const each of finish.splice(0)) each()
    expect((await Promise.all(later)).every(({ status }) => status === 200)).toBe(true)
  })

  it('holds a place for as long as an answer is read (130)', async () => {
    const proxy = createTestProxy({
      answer: async () =>
        new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(1)) }), {
          headers: { 'content-type': 'application/json' },
        }),
    })
    const open = (index: number) => proxy.ask(`${question}&cursor=${index}`)
    const begun = await Promise.all(Array.from({ length: 256 }, (_, index) => open(index)))
    expect((await open(256)).status).toBe(429)
    await begun[0]?.body?.cancel()
    await expect.poll(async () => (await open(257)).status).toBe(200)
    for (const each of begun) await each.body?.cancel()
  })
})

describe('a flood without a session (137)', () => {
  it('takes neither places nor quota, and whoever is signed in goes on', async () => {
    const taken: unknown[] = []
    const quota: Quota = {
      ...createUnlimitedQuota(),
      take: async (...words) => {
        taken.push(words)
        return { granted: true }
      },
    }
    const { port, origin, lines } = await start({ quota })
    const strangers = Array.from({ length: 20 }, () => open(port))
    const wrong = head(port).replace(launchKey, 'wrong')
    const keyless = head(port).replace(/Authorization.*\r\n/, '')
    const heard = strangers.map(closed)
    const opened = await fetch(`${origin}/gumshoe/session`, {
      method: 'POST',
      headers: { ...ownHeaders, authorization: `Bearer ${launchKey}` },
    })
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    // A hundred on each connection: with the last one the server closes it.
    for (const socket of strangers) socket.write((keyless + wrong).repeat(50))
    for (let n = 0; n < 5; n++) {
      const answer = await fetch(`${origin}${question}&id=e${n}`, {
        headers: { ...ownHeaders, cookie },
      })
      expect([answer.status, await answer.json()]).toEqual([200, emptyPage])
    }
    const texts = (await Promise.all(heard)).join('')
    expect(texts.match(/HTTP\/1\.1 (401|429) /g)).toHaveLength(2_000)
    expect(taken).toHaveLength(5)
    const principals = lines.map((line) => JSON.parse(line).principal).filter(Boolean)
    expect(principals).toEqual(Array(5).fill('session 1'))
  })
})

it('the server is made with limits of its own, not with those of Node (125, 126, 127)', () => {
  expect(prepareServer()).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 24_576,
    maxConnections: 1_024,
    maxRequestsPerSocket: 100,
  })
})
