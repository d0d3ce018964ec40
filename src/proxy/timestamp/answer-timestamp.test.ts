import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  createTestAuthority,
  type SignerName,
  serveOnLoopback,
  type TestAuthority,
} from '../../evidence/testing/timestamp-authority.ts'
import { createNodeAuthority } from '../node-edge/node-authority.ts'
import {
  createTestProxy,
  namedAccess,
  ownHeaders,
  type TestOptions,
} from '../testing/test-proxy.ts'
import { type AskAuthority, createFetchAuthority } from './ask-authority.ts'

const path = '/gumshoe/timestamp'
const receipt = 'the bytes of a receipt'
const sha256 = createHash('sha256').update(receipt).digest('hex')
const body = JSON.stringify({ sha256 })

let authority: TestAuthority
let proxy: ReturnType<typeof createTestProxy> | undefined
beforeAll(async () => {
  authority = await createTestAuthority()
})
afterAll(() => authority.dispose())
afterEach(() => {
  proxy?.expectNoCanary()
  expect(proxy?.calls ?? []).toEqual([])
  proxy = undefined
})

type Received = { headers: IncomingMessage['headers']; method: string; url: string; body: Buffer }

/** Serves on loopback, and keeps what it was sent; `respond` gets the query. */
async function serve(respond: (query: Buffer, outgoing: ServerResponse) => unknown) {
  const received: Received[] = []
  const server = await serveOnLoopback(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { headers, method = '', url = '' } = incoming
    received.push({ headers, method, url, body: Buffer.concat(chunks) })
    await respond(Buffer.concat(chunks), outgoing)
  })
  onTestFinished(server.close)
  return { url: server.url, received }
}

const replyType = { 'content-type': 'application/timestamp-reply' }
const serveAuthority = (change = (reply: Uint8Array) => reply, signer?: SignerName) =>
  serve(async (query, outgoing) =>
    outgoing.writeHead(200, replyType).end(change(await authority.reply(query, signer))),
  )

function createProxy(askAuthority: AskAuthority | undefined, options: TestOptions = {}) {
  proxy = createTestProxy({ ...options, askAuthority })
  return proxy
}

const ask = (init: RequestInit = {}) =>
  createdProxy().answer(path, { method: 'POST', body, ...init })

function createdProxy() {
  if (!proxy) throw new Error('There is no proxy.')
  return proxy
}

const seams: [string, (url: string) => AskAuthority][] = [
  ['Node', createNodeAuthority],
  ['fetch', (url) => createFetchAuthority(url, fetch)],
]

describe.each(seams)('a timestamp by %s', (runtime, create) => {
  it('is one that openssl verifies', async () => {
    const { url } = await serveAuthority()
    createProxy(create(url))
    const { status, body: answer } = await ask()
    expect(status).toBe(200)
    const tsr = authority.fileOf('receipt.tsr', Buffer.from(answer.token, 'base64'))
    const data = authority.fileOf('receipt.json', receipt)
    const files = ['-data', data, '-in', tsr, '-CAfile', authority.rootFile]
    expect(await authority.openssl('ts', '-verify', ...files)).toContain('OK')
  })

  it('is asked for with the digest and nothing else', async () => {
    const { url, received } = await serveAuthority()
    createProxy(create(url))
    await ask({ headers: { ...ownHeaders, cookie: 'a=b', 'x-name': 'alice', 'user-agent': 'spy' } })
    await ask()
    expect(received).toHaveLength(2)
    const [first, second] = received
    expect(first).toMatchObject({ method: 'POST', url: '/tsr' })
    if (runtime === 'Node') {
      expect(first?.headers).toEqual({
        host: new URL(url).host,
        'content-type': 'application/timestamp-query',
        'content-length': '69',
        connection: 'close',
      })
    }
    expect(first?.headers['content-type']).toBe('application/timestamp-query')
    expect(JSON.stringify(first?.headers)).not.toMatch(/alice|spy|cookie|gumshoe/)
    const query = authority.fileOf('sent.tsq', first?.body ?? '')
    const text = await authority.openssl('ts', '-query', '-in', query, '-text')
    expect(text.replace(/\s+/g, ' ')).toContain('Hash Algorithm: sha256')
    expect(text).toContain('Certificate required: yes')
    expect(first?.body.toString('hex')).toContain(sha256)
    // Nothing but the nonce differs.
    const mask = (sent: Buffer | undefined) => sent?.toString('hex').replace(/0208[0-9a-f]{16}/, '')
    expect(first?.body).not.toEqual(second?.body)
    expect(mask(first?.body)).toBe(mask(second?.body))
  })

  it('is not passed on when the authority answers another request', async () => {
    const other = createHash('sha256').update('other').digest('hex')
    const replies: [RegExp, () => Promise<Uint8Array>][] = [
      [/another digest/, () => authority.stamp(other)],
      [/another nonce/, () => authority.stamp(sha256)],
    ]
    for (const [message, reply] of replies) {
      const { url } = await serve(async (_, outgoing) =>
        outgoing.writeHead(200, replyType).end(await reply()),
      )
      createProxy(create(url))
      const { status, body: answer } = await ask()
      expect([status, answer.errors[0].code]).toEqual([502, 990074])
      expect(answer.errors[0].message).toMatch(message)
    }
  })

  it('is not passed on when the authority refuses, and the reason is named', async () => {
    const { url } = await serve(async (query, outgoing) => {
      // The authority of the tests knows no SHA-1, and says so.
      const sha1 = Buffer.from(
        query
          .toString('hex')
          .replace('3031300d060960864801650304020105000420', '3021300906052b0e03021a05000414')
          .replace(sha256, sha256.slice(0, 40))
          .replace(/^3043/, '3033'),
        'hex',
      )
      outgoing.writeHead(200, replyType).end(await authority.reply(sha1))
    })
    createProxy(create(url))
    const { status, body: answer } = await ask()
    expect([status, answer.errors[0].code]).toEqual([502, 990072])
    expect(answer.errors[0].message).toContain('it does not know the digest SHA-256')
  })

  it.each([
    ['a page', 200, { 'content-type': 'text/html; charset=utf-8' }, '<h1>hello</h1>', /text\/html/],
    ['nothing', 200, replyType, '', /not one TimeStampResp/],
    ['a status', 500, {}, 'secret detail', /has the HTTP status 500/],
    [
      'a redirect',
      302,
      { location: 'https://elsewhere.example' },
      '',
      /is a redirect \(HTTP 302\)/,
    ],
    ['10 MB', 200, replyType, Buffer.alloc(10_000_000, 0x30), /is longer than 65536 bytes/],
  ])('is not made of %s', async (_, status, headers, content, message) => {
    const { url } = await serve((_query, outgoing) => {
      outgoing.on('error', () => undefined)
      outgoing.writeHead(status, headers).end(content)
    })
    createProxy(create(url))
    const { status: answered, text, body: answer } = await ask()
    expect([answered, answer.errors[0].code]).toEqual([502, 990074])
    expect(text).toMatch(message)
    expect(text).not.toMatch(/secret detail|elsewhere|hello/)
  })

  it('is waited for as long as the limits say, and no longer', async () => {
    const deadlines = { headersMs: 1_000, totalMs: 2_000 }
    for (const begins of [false, true]) {
      let [asked, open] = [0, 0]
      const { url } = await serve((_, outgoing) => {
        asked++
        open++
        outgoing.on('close', () => open--)
        if (begins) outgoing.writeHead(200, replyType).write(Buffer.from([0x30]))
      })
      createProxy(create(url), { deadlines })
      const { status, body: answer } = await ask()
      expect([status, answer.errors[0].code]).toEqual([502, 990073])
      expect(answer.errors[0].message).toContain('did not answer in time')
      await expect.poll(() => [asked, open]).toEqual([1, 0])
    }
  })

  it('is not there when nothing can be reached, and the failure names no host', async () => {
    const { url } = await serve((_, outgoing) => outgoing.destroy())
    const unknown = create('https://tsa.invalid/tsr')
    createProxy(create(url))
    const broken = await ask()
    expect(broken.body.errors[0]).toMatchObject({ code: 990073 })
    expect(broken.text).toContain('the connection failed or broke off')
    createProxy(unknown)
    const { text } = await ask()
    expect(text).toContain('its name cannot be resolved')
    expect(text).not.toContain('tsa.invalid')
  })
})

it('is not asked for where the certificate of the connection is not trusted', async () => {
  const [cert, key] = ['root.pem', 'root.key'].map((name) =>
    readFileSync(authority.rootFile.replace(/root\.pem$/, name)),
  )
  let asked = 0
  const server = createHttpsServer({ cert, key }, (_, outgoing) => {
    asked++
    outgoing.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const { port } = server.address() as AddressInfo
  createProxy(createNodeAuthority(`https://127.0.0.1:${port}/tsr`))
  const { status, body: answer } = await ask()
  expect([status, answer.errors[0].code]).toEqual([502, 990073])
  expect(answer.errors[0].message).toContain('its certificate is not trusted')
  expect(asked).toBe(0)
})

describe('the endpoint', () => {
  const granted: AskAuthority = async (query) => ({
    status: 200,
    contentType: 'application/timestamp-reply',
    body: new Response(Buffer.from(await authority.reply(query))).body,
  })
  const notAsked: AskAuthority = () => Promise.reject(new Error('It was asked.'))

  it('says that there is no authority where none is configured', async () => {
    createProxy(undefined)
    const { status, body: answer } = await ask()
    expect([status, answer.errors[0].code]).toEqual([404, 990070])
    expect(answer.errors[0].message).toContain('TSA_URL')
  })

  it.each([
    ['nothing', ''],
    ['no JSON', 'sha256'],
    ['no object', '["sha256"]'],
    ['null', 'null'],
    ['another key', JSON.stringify({ sha256, name: 'x' })],
    ['a prototype', `{"__proto__":"${sha256}"}`],
    ['capitals', JSON.stringify({ sha256: sha256.toUpperCase() })],
    ['a digest that is too short', JSON.stringify({ sha256: sha256.slice(2) })],
    ['a number', '{"sha256":1}'],
    ['more than 256 bytes', `${body}${' '.repeat(256)}`],
  ])('refuses %s and names the rule', async (_, text) => {
    createProxy(notAsked)
    const { status, body: answer } = await ask({ body: text })
    expect([status, answer.errors[0].code]).toEqual([400, 990004])
    expect(answer.errors[0].message).toContain('64 lower-case hexadecimal digits')
  })

  it('reads no more of a body than it may have, and waits no longer than it may', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_024
        controller.enqueue(new Uint8Array(1_024))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    createProxy(notAsked)
    expect((await createdProxy().answer(path, init)).status).toBe(400)
    expect(sent).toBeLessThan(10_000)
    const silent = new ReadableStream<Uint8Array>()
    createProxy(notAsked, { deadlines: { headersMs: 50, totalMs: 100 } })
    const late = await createdProxy().answer(path, { ...init, body: silent })
    expect(late.status).toBe(400)
  })

  it('is refused to other sites, and by other methods', async () => {
    createProxy(notAsked)
    expect((await ask({ headers: {} })).status).toBe(403)
    const foreign = { ...ownHeaders, origin: 'https://evil.example' }
    expect((await ask({ headers: foreign })).status).toBe(403)
    expect((await createdProxy().answer(path)).status).toBe(405)
  })

  it('limits how often one principal and all together may ask, and says how long to wait', async () => {
    const refused: AskAuthority = async () => ({ status: 503, contentType: undefined, body: null })
    createProxy(refused, { access: namedAccess })
    const askAs = (name: string) => ask({ headers: { ...ownHeaders, 'x-name': name } })
    for (let count = 0; count < 20; count++) expect((await askAs('alice')).status).toBe(502)
    const limited = await askAs('alice')
    expect([limited.status, limited.body.errors[0].code]).toEqual([429, 990071])
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50)
    for (let count = 0; count < 20; count++) expect((await askAs('bob')).status).toBe(502)
    for (let count = 0; count < 20; count++) expect((await askAs('carol')).status).toBe(502)
    expect((await askAs('dave')).status).toBe(429)
  })

  it('writes a line of the log without the digest', async () => {
    createProxy(granted)
    expect((await ask()).status).toBe(200)
    const [line = ''] = createdProxy().lines
    expect(JSON.parse(line)).toMatchObject({ route: path, status: 200, upstreamStatus: 200 })
    expect(line).not.toContain(sha256)
  })

  it('finds no flipped byte of status, imprint and nonce acceptable', async () => {
    let reply = new Uint8Array()
    let at = -1
    const flipping: AskAuthority = async (query) => {
      // The nonce of each request is random, so the answer is that of this request.
      reply = new Uint8Array(await authority.reply(query))
      const info = reply.findIndex((_, index) => isAt(reply, index, sha256))
      const nonce = query.subarray(query.length - 11, query.length - 3)
      const positions = [
        6 + 2,
        info,
        info + 31,
        reply.findIndex((_, index) => isAt(reply, index, Buffer.from(nonce).toString('hex'))) + 7,
      ]
      const position = positions[at] ?? 0
      reply[position] = (reply[position] ?? 0) ^ 0x04
      return { status: 200, contentType: undefined, body: new Response(reply).body }
    }
    createProxy(flipping)
    for (at = 0; at < 4; at++) expect((await ask()).status, `${at}`).toBe(502)
  })
})

function isAt(bytes: Uint8Array, index: number, hex: string): boolean {
  const part = bytes.subarray(index, index + hex.length / 2)
  return Buffer.from(part).toString('hex') === hex
}
