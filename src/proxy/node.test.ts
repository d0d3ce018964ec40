import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { verifyAuditLog } from '../evidence/audit/verify-audit-log.ts'
import { main, type StartOptions, startServer } from './node.ts'
import { loadAssets } from './node-files.ts'
import {
  accountId,
  answerJson,
  canary,
  emptyPage,
  expectNoCanary,
  logPath,
  question,
} from './testing/test-proxy.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'
const ownHeaders = { 'x-gumshoe': '1', authorization: `Bearer ${launchKey}` }

const stops: (() => Promise<unknown> | unknown)[] = []
const said: string[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  expectNoCanary(said, launchKey)
  expectNoCanary(said.splice(0))
})

/** Starts a live server whose upstream records and answers. */
async function start(options: Partial<StartOptions> = {}) {
  const calls: Request[] = []
  const lines: string[] = []
  const upstream = options.upstream ?? (async () => answerJson(emptyPage))
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: canary },
    launchKey,
    log: (line) => {
      lines.push(line)
      said.push(line)
    },
    assets: { find: () => undefined },
    ...options,
    upstream: (request) => {
      calls.push(request)
      return upstream(request)
    },
  })
  stops.push(server.close)
  return { ...server, calls, lines }
}

/** Sends bytes as they are and gives all bytes that came back until the connection closed. */
function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      const all = Buffer.concat(chunks).toString('latin1')
      said.push(all)
      resolve(all)
    })
  })
}

function listen(server: Server): Promise<number> {
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

describe('the server on Node (4, 8, 17 to 28, 42, 87, 127, 131)', () => {
  it('answers data, and says where it is', async () => {
    const { origin, port, mode, calls, lines } = await start()
    expect(origin).toBe(`http://localhost:${port}`)
    expect(mode).toBe('live')
    const response = await fetch(`${origin}${question}`, { headers: ownHeaders })
    expect(await response.json()).toEqual(emptyPage)
    expect(calls[0]?.headers.get('authorization')).toBe(`Bearer ${canary}`)
    await expect.poll(() => lines).toHaveLength(1)
  })

  it('reads made-up data in demo mode', async () => {
    const env = { PORT: '0', DEMO_ENTRIES: '100', DEMO_NOW: '2026-11-21T12:00:00Z' }
    const server = await startServer({ env, log: () => undefined })
    stops.push(server.close)
    const headers = { 'x-gumshoe': '1' }
    const listed = await fetch(`${server.origin}/client/v4/accounts`, { headers })
    const [account] = (await listed.json()).result
    const range = 'since=2026-10-01&before=2026-11-22&limit=5'
    const page = await fetch(
      `${server.origin}/client/v4/accounts/${account.id}/logs/audit?${range}`,
      { headers },
    )
    expect((await page.json()).result).toHaveLength(5)
    expect(server.emulator).toBeDefined()
    const status = await fetch(`${server.origin}/gumshoe/status`, { headers })
    expect((await status.json()).now).toBe('2026-11-21T12:00:00.000Z')
  })

  const own = `x-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\nConnection: close\r\n`
  const a = accountId

  it.each<[string, (host: string) => string, number]>([
    ['a plain request', (h) => `GET ${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`, 200],
    ['HTTP/1.0 with Host', (h) => `GET ${question} HTTP/1.0\r\nHost: ${h}\r\n${own}\r\n`, 200],
    ['HTTP/1.0 without Host', () => `GET ${question} HTTP/1.0\r\n${own}\r\n`, 400],
    ['no Host', () => `GET ${question} HTTP/1.1\r\n${own}\r\n`, 400],
    ['an empty Host', () => `GET ${question} HTTP/1.1\r\nHost:\r\n${own}\r\n`, 400],
    [
      'two Hosts',
      (h) => `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nHost: evil.test\r\n${own}\r\n`,
      400,
    ],
    [
      'two equal Hosts',
      (h) => `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    [
      'two Hosts, the foreign one first',
      (h) => `GET ${question} HTTP/1.1\r\nHost: evil.test\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    ['a foreign Host', () => `GET ${question} HTTP/1.1\r\nHost: evil.test\r\n${own}\r\n`, 421],
    [
      'a Host of numbers that are no address',
      () => `GET ${question} HTTP/1.1\r\nHost: 256.256.256.256\r\n${own}\r\n`,
      421,
    ],
    [
      'a Host of a number that is no byte',
      () => `GET / HTTP/1.1\r\nHost: 1.2.3.999\r\n${own}\r\n`,
      421,
    ],
    ['a Host that is no name', () => `GET / HTTP/1.1\r\nHost: xn--\r\n${own}\r\n`, 421],
    [
      'an absolute target of no address',
      (h) => `GET http://1.2.3.999/ HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    ['a Host with a path', (h) => `GET / HTTP/1.1\r\nHost: ${h}/x\r\n${own}\r\n`, 400],
    ['a Host with a user', (h) => `GET / HTTP/1.1\r\nHost: a@${h}\r\n${own}\r\n`, 400],
    [
      'a foreign absolute target',
      (h) => `GET http://evil.test${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      421,
    ],
    [
      'an own absolute target with a foreign Host',
      (h) => `GET http://${h}${question} HTTP/1.1\r\nHost: evil.test\r\n${own}\r\n`,
      421,
    ],
    [
      'an own absolute target',
      (h) => `GET http://${h}${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    ['an asterisk', (h) => `OPTIONS * HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`, 400],
    [
      'encoded slashes',
      (h) =>
        `GET /client/v4/accounts/..%2f..%2fuser/logs/audit HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    [
      'dots that lead to a valid path',
      (h) =>
        `GET /client/v4/accounts/x/../${a}/logs/audit?since=2026-11-01&before=2026-11-02 HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    [
      'backslashes',
      (h) => `GET /client/v4\\accounts\\${a}\\logs\\audit HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    ['a fragment', (h) => `GET ${logPath}#/x?limit=1 HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`, 400],
    [
      'a doubled slash',
      (h) => `GET //evil.test${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      400,
    ],
    ['HEAD', (h) => `HEAD ${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`, 405],
    ['TRACE', (h) => `TRACE ${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`, 405],
    ['a method in lower case', (h) => `get ${question} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`, 400],
    [
      'a body',
      (h) => `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nContent-Length: 3\r\n${own}\r\nabc`,
      400,
    ],
    [
      'a body in chunks',
      (h) =>
        `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nTransfer-Encoding: chunked\r\n${own}\r\n3\r\nabc\r\n0\r\n\r\n`,
      400,
    ],
    [
      'a body of two lengths',
      (h) =>
        `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${own}\r\n0\r\n\r\n`,
      400,
    ],
    [
      'a body that waits for leave',
      (h) =>
        `POST ${question} HTTP/1.1\r\nHost: ${h}\r\nContent-Length: 3\r\nExpect: 100-continue\r\n${own}\r\n`,
      405,
    ],
    [
      'an expectation',
      (h) => `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nExpect: wonders\r\n${own}\r\n`,
      200,
    ],
    [
      'an upgrade',
      (h) =>
        `GET ${question} HTTP/1.1\r\nHost: ${h}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
      200,
    ],
    [
      'a query over 16 KiB',
      (h) => `GET ${question}&x=${'y'.repeat(16_400)} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      414,
    ],
    [
      'a target over the parser’s limit',
      (h) => `GET ${question}&x=${'y'.repeat(40_000)} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      414,
    ],
    [
      'a target that takes several packets',
      (h) => `GET ${question}&x=${'y'.repeat(100_000)} HTTP/1.1\r\nHost: ${h}\r\n${own}\r\n`,
      414,
    ],
    [
      'headers over the limit',
      (h) => `GET / HTTP/1.1\r\nHost: ${h}\r\nx-a: ${'y'.repeat(40_000)}\r\n${own}\r\n`,
      431,
    ],
    ['no HTTP', () => 'hello\r\n\r\n', 400],
  ])('judges %s by its bytes', async (_, write, status) => {
    const { port, calls } = await start()
    const answer = await sendRaw(port, write(`localhost:${port}`))
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'")
    expect(answer.toLowerCase()).toContain('x-frame-options: deny')
    expect(answer.toLowerCase()).toContain('cache-control: no-store')
    if (status !== 200) expect(answer.toLowerCase()).toContain('content-type: application/json')
    expect(calls).toHaveLength(status === 200 ? 1 : 0)
    for (const call of calls) {
      const names = [...call.headers.keys()].sort()
      expect(names).toEqual(['accept', 'authorization', 'user-agent'])
    }
  })

  it.each(['hello', 'GET / HTTP/9.9\r\n\r\n', 'GET / HTTP/1.1\r\nBad header\r\n\r\n'])(
    'does not answer a request with the refusal of what follows it (%j)',
    async (garbage) => {
      const { port, calls } = await start({ upstream: () => new Promise(() => undefined) })
      const head = `GET ${question} HTTP/1.1\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n\r\n`
      expect(await sendRaw(port, `${head}${garbage}\r\n\r\n`)).toBe('')
      await expect.poll(() => calls.every(({ signal }) => signal.aborted)).toBe(true)
    },
  )

  it('closes a connection that was refused even when the client keeps its half open', async () => {
    // Not because one of these limits has passed.
    const limits = { headersTimeout: 600_000, requestTimeout: 600_000, keepAliveTimeout: 600_000 }
    const server = createServer({ requireHostHeader: false, ...limits })
    const { port } = await start({ server })
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    stops.push(() => socket.destroy())
    socket.on('error', () => undefined)
    const chunks: string[] = []
    socket.on('data', (chunk) => chunks.push(String(chunk)))
    socket.write('hello\r\n\r\n')
    await new Promise((resolve) => socket.once('end', resolve))
    socket.write('more\r\n\r\n')
    expect(chunks.join('')).toMatch(/^HTTP\/1\.1 400 /)
    const countConnections = () =>
      new Promise((resolve) => server.getConnections((_, count) => resolve(count)))
    await expect.poll(() => countConnections()).toBe(0)
  })

  it('answers a hundred requests on one connection and closes it', async () => {
    const { port } = await start()
    const request = `GET /healthz HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`
    const answers = await sendRaw(port, request.repeat(150))
    expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(100)
    expect(answers.match(/HTTP\/1\.1 /g)).toHaveLength(100)
    expect(answers.match(/connection: close/gi)).toHaveLength(1)
  })

  it('cancels the upstream request when the client disconnects, before and during the answer', async () => {
    const { port, calls, lines } = await start({
      upstream: async (request) =>
        request.url.includes('limit=1')
          ? new Promise<Response>(() => undefined)
          : new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(9)) }), {
              headers: { 'content-type': 'application/json' },
            }),
    })
    for (const [index, path] of [`${question}&limit=1`, question].entries()) {
      const socket = connect(port, '127.0.0.1')
      const head = `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n\r\n`
      socket.write(head)
      await expect.poll(() => calls).toHaveLength(index + 1)
      if (index === 1) await new Promise((resolve) => socket.once('data', resolve))
      expect(calls[index]?.signal.aborted).toBe(false)
      socket.destroy()
      await expect.poll(() => calls[index]?.signal.aborted).toBe(true)
    }
    await expect.poll(() => lines).toHaveLength(2)
    expect(lines.map((line) => JSON.parse(line).status)).toEqual([499, 200])
    expect(JSON.parse(lines[1] ?? '').end).toBe('abandoned')
  })

  it.each(['chunks', 'a declared length'])(
    'breaks the connection when an upstream body in %s breaks off',
    async (form) => {
      const fake = createServer((_, outgoing) => {
        const length = form === 'chunks' ? {} : { 'content-length': '1000' }
        outgoing.writeHead(200, { 'content-type': 'application/json', ...length })
        outgoing.write('{"success":true,')
        setTimeout(() => outgoing.destroy(), 20)
      })
      const fakePort = await listen(fake)
      const { origin, port, lines } = await start({
        upstream: (request) => fetch(new Request(`http://127.0.0.1:${fakePort}/`, request)),
      })
      const headers = ownHeaders
      const response = await fetch(`${origin}${question}`, { headers })
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow()
      const raw = await sendRaw(
        port,
        `GET ${question} HTTP/1.1\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n\r\n`,
      ).catch((error) => `${error}`)
      expect(raw).not.toMatch(/0\r\n\r\n$/)
      // HTTP/1.0 would take a mere close for the end of the body.
      const old = `GET ${question} HTTP/1.0\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n\r\n`
      await expect(sendRaw(port, old)).rejects.toThrow('ECONNRESET')
      await expect.poll(() => JSON.parse(lines[1] ?? '{}').end).toBe('broken')
    },
  )

  it('follows no redirect, so that nobody else sees the token', async () => {
    const collected: unknown[] = []
    const collector = await listen(
      createServer((incoming, outgoing) => {
        collected.push(incoming.headers)
        outgoing.end('{}')
      }),
    )
    const redirecting = await listen(
      createServer((_, outgoing) => {
        outgoing.writeHead(302, { location: `http://127.0.0.1:${collector}/` }).end()
      }),
    )
    const { origin } = await start({
      upstream: (request) => fetch(new Request(`http://127.0.0.1:${redirecting}/`, request)),
    })
    const response = await fetch(`${origin}${question}`, { headers: ownHeaders })
    expect(response.status).toBe(502)
    expect(response.headers.has('location')).toBe(false)
    expect(collected).toEqual([])
  })

  it('relays a compressed upstream body as what it means', async () => {
    const { gzipSync } = await import('node:zlib')
    const text = JSON.stringify({
      ...emptyPage,
      result: Array.from({ length: 500 }, (_, id) => ({ id })),
    })
    const fake = await listen(
      createServer((_, outgoing) => {
        const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
        outgoing.writeHead(200, headers).end(gzipSync(text))
      }),
    )
    const { origin } = await start({
      upstream: (request) => fetch(new Request(`http://127.0.0.1:${fake}/`, request)),
    })
    const response = await fetch(`${origin}${question}`, { headers: ownHeaders })
    expect(response.headers.has('content-encoding')).toBe(false)
    expect(await response.text()).toBe(text)
  })

  it.each<[string, StartOptions['env'], RegExp]>([
    [
      'another address than loopback',
      { HOST: '0.0.0.0' },
      /^.*\n- HOST lets others reach the server.*Missing:/,
    ],
    [
      'a malformed token',
      { CLOUDFLARE_API_TOKEN: `"${canary}"` },
      /CLOUDFLARE_API_TOKEN is in quotes/,
    ],
    ['TLS checks turned off', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /TLS/],
  ])('does not start with %s (14, 47, 109)', async (_, env, message) => {
    const refusal = await startServer({ env: { PORT: '0', ...env } }).catch((error) => error)
    expect(refusal.name).toBe('StartRefusal')
    expect(refusal.message).toMatch(message)
    said.push(refusal.message, String(refusal.stack))
  })

  it('names PORT when the port is taken', async () => {
    const { port } = await start()
    await expect(startServer({ env: { PORT: String(port) } })).rejects.toThrow(
      `Port ${port} is taken. Set PORT to another one`,
    )
  })

  it('names HOST when it is no address of this computer', async () => {
    const access = {
      PUBLIC_ORIGIN: 'https://g.example',
      ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com',
      ACCESS_AUD: 'a'.repeat(64),
    }
    for (const HOST of ['198.51.100.7', 'nowhere.invalid']) {
      await expect(startServer({ env: { ...access, HOST, PORT: '0' } })).rejects.toThrow(
        `HOST=${HOST} is no address of this computer.`,
      )
    }
  })

  it('says when people cannot sign in, because the keys of the sign-in proxy cannot be fetched', async () => {
    const env = {
      PORT: '0',
      PUBLIC_ORIGIN: 'https://g.example',
      ACCESS_JWT_ISSUER: 'g.example',
      ACCESS_JWT_AUDIENCE: 'g.example',
      ACCESS_JWT_JWKS_URL: 'https://g.example/jwks.json',
      ACCESS_JWT_HEADER: 'X-Pomerium-Jwt-Assertion',
    }
    const fetchKeys = async () => new Response('', { status: 404 })
    const broken = await start({ env, fetchKeys })
    expect(await broken.findSignInProblem()).toMatch(
      /^The keys of the sign-in proxy could not be fetched from https:\/\/g\.example\/jwks\.json\./,
    )
    const sound = await start({ env, fetchKeys: async () => Response.json({ keys: [] }) })
    expect(await sound.findSignInProblem()).toBeUndefined()
    expect(await (await start()).findSignInProblem()).toBeUndefined()
  })

  it.each([
    ['demo', {}, /\(demo mode: made-up data, no token needed\)$/],
    ['live', { CLOUDFLARE_API_TOKEN: canary }, /\(live: .* with an API token\)$/],
    ['live', { CLOUDFLARE_EMAIL: 'a@b.c', CLOUDFLARE_API_KEY: canary }, /with an API key\)$/],
  ])('says that it is %s when it is ready', async (mode, env, message) => {
    const print = vi.spyOn(console, 'log').mockImplementation((line) => said.push(String(line)))
    const told: string[] = []
    const tell = vi.spyOn(console, 'error').mockImplementation((line) => told.push(String(line)))
    const server = createServer({ requireHostHeader: false })
    stops.push(() => server.close())
    const signals = ['SIGINT', 'SIGTERM'] as const
    const before = signals.map((signal) => process.listeners(signal))
    const upstream = async () => answerJson({ success: false }, { status: 403 })
    const { isTTY } = process.stdout
    process.stdout.isTTY = true
    await main({ PORT: '0', ...env }, { server, upstream })
    process.stdout.isTTY = isTTY
    for (const [index, signal] of signals.entries()) {
      const added = process.listeners(signal).filter((each) => !before[index]?.includes(each))
      expect(added).toHaveLength(1)
      for (const listener of added) process.off(signal, listener)
    }
    if (mode === 'live') await expect.poll(() => told.join()).toContain('log v2: unknown')
    print.mockRestore()
    tell.mockRestore()
    expectNoCanary(told)
    const keyNotice = told.find((line) => line.startsWith('Fingerprint of the key that signs'))
    expect(keyNotice).toMatch(/: sha256:[0-9a-f]{64} \(made at start; receipts say so\)$/)
    // In a terminal the log would push the key out of sight.
    expect(told.some((line) => line.includes('put > audit.log behind'))).toBe(mode === 'live')
    expect(said.join('\n')).toMatch(/^Gumshoe is ready: http:\/\/localhost:\d+ /)
    expect(said.join('\n')).toMatch(message)
  })

  it('signs with the key of WITNESS_KEY_FILE, and does not start with one that it cannot use', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gumshoe-node-'))
    stops.push(() => rmSync(folder, { recursive: true }))
    const path = join(folder, 'key.pem')
    const env = { PORT: '0', WITNESS_KEY_FILE: path }
    const write = (namedCurve: string) => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }))
      return publicKey.export({ type: 'spki', format: 'pem' })
    }
    const pem = write('P-256')
    const { witnessKey } = await start({ env })
    expect(witnessKey).toMatchObject({ pem, isEphemeral: false })
    write('P-384')
    await expect(start({ env })).rejects.toMatchObject({
      name: 'StartRefusal',
      message: expect.stringMatching(/file in WITNESS_KEY_FILE is damaged, or .*ECDSA P-256/),
    })
    rmSync(path)
    await expect(start({ env })).rejects.toThrow('WITNESS_KEY_FILE names a file that cannot be')
  })

  it('takes the secrets out of the environment, also when it does not start', async () => {
    vi.spyOn(console, 'error').mockImplementation((line) => said.push(String(line)))
    const env = {
      ...{ CLOUDFLARE_API_TOKEN: canary, CLOUDFLARE_API_KEY: canary, METRICS_TOKEN: canary },
      ...{ CLOUDFLARE_EMAIL: 'alice@example.com', PORT: '0', WITNESS_KEY: canary },
    }
    await main(env)
    expect(process.exitCode).toBe(78)
    process.exitCode = undefined
    expect(env).toEqual({ PORT: '0' })
  })

  it('lets a request under way end when it is closed', async () => {
    let finish: (response: Response) => void = () => undefined
    const { origin, calls, close } = await start({
      upstream: () =>
        new Promise((resolve) => {
          finish = resolve
        }),
    })
    const asked = fetch(`${origin}${question}`, { headers: ownHeaders })
    await expect.poll(() => calls).toHaveLength(1)
    const closed = close()
    finish(answerJson(emptyPage))
    expect((await asked).status).toBe(200)
    await closed
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow()
  })

  it('110: ends 50 requests under way when it is closed, and refuses what comes after them', async () => {
    const finish: ((response: Response) => void)[] = []
    const { port, calls, close } = await start({
      upstream: () => new Promise((resolve) => finish.push(resolve)),
    })
    const toText = (n: number) =>
      `GET ${question}&id=${n} HTTP/1.1\r\nHost: localhost:${port}\r\nx-gumshoe: 1\r\nAuthorization: Bearer ${launchKey}\r\n\r\n`
    const asked = Array.from({ length: 50 }, (_, n) => sendRaw(port, toText(n) + toText(n + 50)))
    await expect.poll(() => calls).toHaveLength(100)
    const closed = close()
    await new Promise((resolve) => setTimeout(resolve, 50))
    for (const each of finish) each(answerJson(emptyPage))
    for (const text of await Promise.all(asked)) {
      expect(text.match(/^HTTP\/1.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200'])
    }
    await closed
  })

  it('reads no files where no app was built', () => {
    const assets = loadAssets(new URL('file:///nowhere/at/all/'))
    expect(assets.find('/index.html')).toBeUndefined()
  })

  it('finds public files by their path and nothing beside them', () => {
    const assets = loadAssets(new URL('../../public/', import.meta.url))
    expect(assets.find('/favicon.svg')).toMatchObject({ type: 'image/svg+xml', immutable: false })
    expect(assets.find('/../package.json')).toBeUndefined()
  })
})

describe('a reverse proxy in front (L9)', () => {
  const forwarded = `GET /healthz HTTP/1.1\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n`

  it('is reported once when PUBLIC_ORIGIN is missing', async () => {
    const notices: string[] = []
    const { port } = await start({ notify: (sentence) => notices.push(sentence) })
    await sendRaw(
      port,
      `GET /healthz HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
    )
    expect(notices).toEqual([])
    for (let count = 0; count < 3; count++) {
      expect(await sendRaw(port, `${forwarded}Host: localhost:${port}\r\n\r\n`)).toMatch(/ 200 /)
    }
    expect(notices).toEqual([expect.stringMatching(/x-forwarded-for.*PUBLIC_ORIGIN is not set/)])
  })

  it('that sends another Host than that of PUBLIC_ORIGIN gets an answer that says so', async () => {
    const notices: string[] = []
    const { port } = await start({
      env: {
        PORT: '0',
        CLOUDFLARE_API_TOKEN: canary,
        PUBLIC_ORIGIN: 'https://gumshoe.example.com',
      },
      notify: (sentence) => notices.push(sentence),
    })
    const refused = await sendRaw(port, `${forwarded}Host: localhost:${port}\r\n\r\n`)
    expect(refused).toMatch(
      / 421 .*A reverse proxy in front has to send the Host that it received/s,
    )
    const served = await sendRaw(port, `${forwarded}Host: gumshoe.example.com\r\n\r\n`)
    expect(served).toMatch(/ 200 /)
    expect(notices).toEqual([expect.stringMatching(/TRUSTED_PROXY is not set/)])
  })

  it('is not reported when both settings are there', async () => {
    const notices: string[] = []
    const { port } = await start({
      env: {
        PORT: '0',
        CLOUDFLARE_API_TOKEN: canary,
        PUBLIC_ORIGIN: 'https://gumshoe.example.com',
        TRUSTED_PROXY: '127.0.0.1',
        TRUSTED_PROXY_HEADER: 'X-Forwarded-For',
      },
      notify: (sentence) => notices.push(sentence),
    })
    const served = await sendRaw(port, `${forwarded}Host: gumshoe.example.com\r\n\r\n`)
    expect(served).toMatch(/ 200 /)
    expect(notices).toEqual([])
  })
})

describe('the chain of the audit log', () => {
  it('begins and ends with the server, signed by the key that the page can read', async () => {
    const env = { PORT: '0', CLOUDFLARE_API_TOKEN: canary, AUDIT_CHAIN: '1' }
    const server = await start({ env })
    await fetch(`http://127.0.0.1:${server.port}/healthz`, { headers: { connection: 'close' } })
    await fetch(`http://127.0.0.1:${server.port}/nothing`, { headers: { connection: 'close' } })
    await server.close()
    const found = await verifyAuditLog(server.lines, server.witnessKey.pem)
    expect(found).toMatchObject({ problems: [], unknown: [], otherLines: 0 })
    expect(found.chains).toMatchObject([{ count: 5, isClosed: true, signedUpTo: 4 }])
    expect(found.chains[0]?.fingerprint).toBe(server.witnessKey.fingerprint)
    const tampered = server.lines.map((line) => line.replace('"status":404', '"status":200'))
    const { problems } = await verifyAuditLog(tampered, server.witnessKey.pem)
    expect(problems.map(({ kind }) => kind)).toEqual(['changed'])
  })

  it('is off by default', async () => {
    const server = await start()
    await fetch(`http://127.0.0.1:${server.port}/healthz`, { headers: { connection: 'close' } })
    await server.close()
    expect(server.lines.join()).not.toContain('chain')
  })
})
