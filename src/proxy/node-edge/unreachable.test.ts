/** An API that cannot be reached, with the system's own name service and sockets (46). */
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { startServer } from '../node.ts'
import { expectNoCanary, question } from '../testing/test-proxy.ts'

const token = 'Canary-of-these-tests-0123456789-abcdef'
const launchKey = 'Launch-key_of-these-tests-0123456789'
const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => server.close())
  return (server.address() as AddressInfo).port
}

/** A port at which nobody listens any more. */
async function findClosedPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function ask(apiOrigin: string) {
  const lines: string[] = []
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: token },
    launchKey,
    log: (line) => lines.push(line),
    assets: { find: () => undefined },
    apiOrigin,
  })
  stops.push(server.close)
  const headers = { 'x-gumshoe': '1', authorization: `Bearer ${launchKey}` }
  const response = await fetch(`${server.origin}${question}`, { headers })
  const text = await response.text()
  const report = await server.tokenWatch?.check()
  const said = [text, JSON.stringify([...response.headers]), ...lines, JSON.stringify(report)]
  expectNoCanary(said, token)
  // Neither hosts nor ports, files, codes of the system or lines of the program.
  const { host } = new URL(apiOrigin)
  expect(said.join()).not.toContain(host)
  expect(said.join()).not.toMatch(/127\.0\.0\.1|\binvalid\b|E[A-Z]{5,}|getaddrinfo|\.ts\b|\bat \//)
  return { status: response.status, code: JSON.parse(text).errors[0].code, report }
}

describe('an API that cannot be reached (46)', () => {
  it('because nobody listens, is an own error', async () => {
    const answer = await ask(`http://127.0.0.1:${await findClosedPort()}`)
    expect(answer).toMatchObject({ status: 502, code: 990050, report: { state: 'unreachable' } })
  })

  it('because its name is not known, is another one', async () => {
    // RFC 6761, section 6.4: this name never resolves.
    const answer = await ask('https://gumshoe-of-these-tests.invalid')
    expect(answer).toMatchObject({ status: 502, code: 990054, report: { state: 'name-unknown' } })
  })

  it('because it hangs up before it answers, is an own error', async () => {
    const port = await listen(createServer((socket) => socket.destroy()))
    const answer = await ask(`http://127.0.0.1:${port}`)
    expect(answer).toMatchObject({ status: 502, code: 990050, report: { state: 'unreachable' } })
  })

  it('because it does not speak TLS, is an own error', async () => {
    const port = await listen(createHttpServer((_, response) => response.end('{}')))
    const answer = await ask(`https://127.0.0.1:${port}`)
    expect(answer).toMatchObject({ status: 502, code: 990050, report: { state: 'unreachable' } })
  })

  it('because it does not speak HTTP, is an own error', async () => {
    const port = await listen(createServer((socket) => socket.end('220 mail.example ESMTP\r\n')))
    const answer = await ask(`http://127.0.0.1:${port}`)
    expect(answer).toMatchObject({ status: 502, code: 990050, report: { state: 'unreachable' } })
  })
})
