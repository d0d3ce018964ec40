/** Answers that the witness watches, on the way that bodies take on Node: they pass as without it. */
import { createHash } from 'node:crypto'
import {
  createServer,
  get,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { WitnessAnswer } from '../../contract/witness.ts'
import { type StartOptions, startServer } from '../node.ts'
import { question } from '../testing/test-proxy.ts'
import { createUnlimitedQuota } from '../upstream/quota.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'
const searchId = '0b8c1d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d'
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** A live server whose API is this listener. */
async function start(listener: RequestListener, options: Partial<StartOptions> = {}) {
  const api = createServer(listener)
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    api.closeAllConnections()
    api.close()
  })
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    launchKey,
    log: () => undefined,
    assets: { find: () => undefined },
    apiOrigin: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    quota: createUnlimitedQuota(),
    ...options,
  })
  stops.push(server.close)
  const headers = {
    'x-gumshoe': '1',
    'x-gumshoe-search': searchId,
    authorization: `Bearer ${launchKey}`,
  }
  const ask = (path: string, coding = 'gzip') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const options = {
        port: server.port,
        path,
        headers: { ...headers, 'accept-encoding': coding },
      }
      get(options, resolve).on('error', reject)
    })
  async function readRecords() {
    const { records } = JSON.parse(
      (await readAll(await ask('/gumshoe/witness/records'))).toString(),
    ) as WitnessAnswer
    return records.map(({ record }) => record)
  }
  return { ...server, ask, readRecords }
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const json = { 'content-type': 'application/json' }
const entries = Array.from({ length: 1_000 }, (_, n) => ({ id: `${n}`, text: `${Math.sin(n)}` }))
const page = Buffer.from(JSON.stringify({ success: true, result: entries }))
const noBody = { sha256: null, bytes: null, entries: null }

describe('a watched body', () => {
  it.each([
    ['gzip for a client that takes it', 'gzip', true],
    ['gzip for one that does not', 'identity', true],
    ['no encoding', 'gzip', false],
  ])('passes byte for byte, and is recorded as decoded: %s', async (_, accepted, isCoded) => {
    const sent = isCoded ? gzipSync(page) : page
    const { ask, readRecords } = await start((_request, response) => {
      const headers = { ...json, ...(isCoded && { 'content-encoding': 'gzip' }) }
      response.writeHead(200, { ...headers, 'content-length': sent.length }).end(sent)
    })
    const incoming = await ask(question, accepted)
    const received = await readAll(incoming)
    const keepsBytes = !isCoded || accepted === 'gzip'
    expect(received.equals(keepsBytes ? sent : page)).toBe(true)
    expect(incoming.headers['content-encoding']).toBe(isCoded && keepsBytes ? 'gzip' : undefined)
    expect(await readRecords()).toEqual([
      expect.objectContaining({
        requestId: incoming.headers['x-request-id'],
        upstream: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        principal: 'launch-key:launch key',
        sha256: sha256(page),
        bytes: page.length,
        entries: { count: 1_000, root: expect.stringMatching(/^[0-9a-f]{64}$/), next: null },
      }),
    ])
  })

  it('passes in parts, each before the next one comes', async () => {
    let upstream: ServerResponse | undefined
    const { ask, readRecords } = await start((_, response) => {
      upstream = response
      response.writeHead(200, json)
      response.write('{"success":true,')
    })
    const incoming = await ask(question)
    const heard: string[] = []
    incoming.on('data', (chunk) => heard.push(String(chunk)))
    await expect.poll(() => heard).toEqual(['{"success":true,'])
    upstream?.write('"result":[1')
    await expect.poll(() => heard).toHaveLength(2)
    upstream?.end(',2]}')
    await expect.poll(() => incoming.complete).toBe(true)
    const whole = Buffer.from('{"success":true,"result":[1,2]}')
    expect(await readRecords()).toMatchObject([{ sha256: sha256(whole), entries: { count: 2 } }])
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['gzip that ends early', (response) => endGzip(response, gzipSync(page).subarray(0, -9))],
    ['gzip with a wrong checksum', (response) => endGzip(response, damage(gzipSync(page)))],
    [
      'a connection that breaks',
      (response) => {
        response.writeHead(200, { ...json, 'content-length': page.length })
        response.write(page.subarray(0, 9_000), () => response.destroy())
      },
    ],
  ])('that is not whole has no digest: %s', async (_, answer) => {
    const { ask, readRecords } = await start((_request, response) => answer(response))
    await expect(ask(question).then(readAll)).rejects.toThrow()
    expect(await readRecords()).toEqual([expect.objectContaining({ status: 200, ...noBody })])
  })

  it('whose client goes away has no digest', async () => {
    const { ask, readRecords } = await start((_, response) => {
      response.writeHead(200, json)
      response.write(page)
    })
    const incoming = await ask(question)
    incoming.once('data', () => incoming.destroy())
    await new Promise((resolve) => incoming.once('close', resolve))
    await expect.poll(() => readRecords()).toHaveLength(1)
    expect(await readRecords()).toEqual([expect.objectContaining(noBody)])
  })

  it('that inflates to 300 MB passes, has no digest, and fills no memory', async () => {
    const { ask, readRecords } = await start((_, response) => {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' })
      const gzip = createGzip()
      gzip.pipe(response)
      const spaces = Buffer.alloc(1_048_576, ' ')
      for (let turn = 0; turn < 300; turn++) gzip.write(spaces)
      gzip.end('{}')
    })
    const before = process.memoryUsage()
    const received = await readAll(await ask(question))
    const after = process.memoryUsage()
    expect(gunzipSync(received).length).toBe(300 * 1_048_576 + 2)
    // The spaces of the upstream, in the same process, are one buffer.
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1_048_576)
    expect(await readRecords()).toEqual([expect.objectContaining(noBody)])
  })

  it('is recorded in demo mode, with “emulator” as its upstream', async () => {
    const { ask, readRecords } = await start(() => undefined, {
      env: { PORT: '0', DEMO_ENTRIES: '500' },
    })
    const lists = JSON.parse((await readAll(await ask('/client/v4/accounts'))).toString())
    const path = `/client/v4/accounts/${lists.result[0].id}/logs/audit`
    const range = 'since=2020-01-01T00:00:00Z&before=2040-01-01T00:00:00Z&limit=5'
    const body = await readAll(await ask(`${path}?${range}`))
    expect((await readRecords()).at(-1)).toMatchObject({
      ...{ upstream: 'emulator', principal: 'anyone', credential: null, sha256: sha256(body) },
      ...{ entries: { count: 5 }, ray: expect.stringMatching(/-LIS$/) },
    })
  })
})

function endGzip(response: ServerResponse, bytes: Buffer): void {
  const headers = { ...json, 'content-encoding': 'gzip', 'content-length': bytes.length }
  response.writeHead(200, headers).end(bytes)
}

function damage(bytes: Buffer): Buffer {
  const at = bytes.length - 8
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}
