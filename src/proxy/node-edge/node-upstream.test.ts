import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeBody } from '../http/bodies.ts'
import { createTestProxy, emptyPage, ownHeaders, question } from '../testing/test-proxy.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'
import { createNodeUpstream } from './node-upstream.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** An upstream whose API is this listener. */
async function serve(listener: RequestListener) {
  const running = createServer(listener)
  server = running
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve))
  return createNodeUpstream(`http://127.0.0.1:${(running.address() as AddressInfo).port}`)
}

const ask = (signal = new AbortController().signal) => ({
  target: '/client/v4/accounts?page=2',
  headers: { authorization: 'Bearer x', accept: 'application/json' },
  signal,
})
const readText = async (answer: UpstreamResponse) => new Response(decodeBody(answer)).text()
const big = 'x'.repeat(3_000_000)

describe('the upstream on Node', () => {
  it('sends the path, the query and the headers of the request, and no others of the client', async () => {
    const upstream = await serve((request, response) => {
      response.end(JSON.stringify([request.method, request.url, request.headers]))
    })
    const [method, url, headers] = JSON.parse(await readText(await upstream(ask())))
    expect([method, url]).toEqual(['GET', '/client/v4/accounts?page=2'])
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'host',
    ])
  })

  it('passes on megabytes whole, also to a reader who takes its time', async () => {
    const upstream = await serve((_, response) => response.end(big))
    const reader = decodeBody(await upstream(ask()))?.getReader()
    let size = 0
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) break
      size += value?.byteLength ?? 0
      if (size % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    expect(size).toBe(big.length)
  })

  it('decompresses for those who read the body here', async () => {
    const upstream = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync(big))
    })
    expect(await readText(await upstream(ask()))).toBe(big)
  })

  it.each([
    ['shorter than its length', { 'content-length': '99' }],
    ['without its last chunk', { 'transfer-encoding': 'chunked' }],
  ])('a body %s breaks off (106)', async (_, headers) => {
    const upstream = await serve((_request, response) => {
      response.writeHead(200, headers as Record<string, string>)
      response.write('{"success":')
      setTimeout(() => response.destroy(), 20)
    })
    await expect(readText(await upstream(ask()))).rejects.toThrow()
  })

  it('that breaks off before anybody reads it fails whoever comes late', async () => {
    let reset = () => {}
    const upstream = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '99' })
      response.write('{')
      reset = () => request.socket.resetAndDestroy()
    })
    const answer = await upstream(ask())
    reset()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(readText(answer)).rejects.toThrow()
  })

  it('does not follow a redirect', async () => {
    const upstream = await serve((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' })
      response.end()
    })
    expect((await upstream(ask())).status).toBe(302)
  })

  it('rejects when the connection breaks before the headers, and when the caller ends it', async () => {
    const broken = await serve((request) => request.socket.destroy())
    await expect(broken(ask())).rejects.toThrow()
    const ending = new AbortController()
    const silent = await serve(() => ending.abort())
    await expect(silent(ask(ending.signal))).rejects.toThrow()
  })

  it('closes the connection within 200 ms when the caller ends it in mid-body', async () => {
    let isClosed = false
    const upstream = await serve((request, response) => {
      request.socket.once('close', () => {
        isClosed = true
      })
      response.write('x')
    })
    const ending = new AbortController()
    const reader = decodeBody(await upstream(ask(ending.signal)))?.getReader()
    await reader?.read()
    ending.abort()
    await reader?.read().catch(() => undefined)
    // In turns of five milliseconds: a pause of the whole process is one turn.
    let turns = 0
    for (; !isClosed && turns < 40; turns++) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(turns).toBeLessThan(40)
  })

  it('survives callers that let go, before and after the first byte', async () => {
    const upstream = await serve((_, response) => response.end(big))
    for (let turn = 0; turn < 60; turn++) {
      const body = decodeBody(await upstream(ask()))
      if (turn % 2 === 0) await body?.getReader().read()
      await body?.cancel().catch(() => undefined)
    }
    expect((await readText(await upstream(ask()))).length).toBe(big.length)
  })

  it('gives everybody who asks the same the same bytes, and headers that are true of them', async () => {
    const page = JSON.stringify({ ...emptyPage, result: [{ id: 'a', text: big }] })
    let calls = 0
    const upstream = await serve((_, response) => {
      calls++
      const bytes = gzipSync(page)
      response.setHeader('content-type', 'application/json')
      response.setHeader('content-encoding', 'gzip')
      response.setHeader('content-length', bytes.length)
      setTimeout(() => response.end(bytes), 30)
    })
    const proxy = createTestProxy({ upstream })
    const headers = { ...ownHeaders, 'accept-encoding': 'gzip' }
    const both = [proxy.ask(question, { headers }), proxy.ask(question, { headers })]
    const texts = both.map(async (each) => {
      const response = await each
      expect(response.headers.get('content-encoding')).toBeNull()
      expect(response.headers.get('content-length')).toBeNull()
      return response.text()
    })
    expect(await Promise.all(texts)).toEqual([page, page])
    expect(calls).toBe(1)
    const alone = await proxy.ask(question, { headers })
    expect(alone.headers.get('content-encoding')).toBe('gzip')
    expect(Number(alone.headers.get('content-length'))).toBe(gzipSync(page).length)
  })
})
