/** A timestamp through the server on Node, by raw requests. */
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTestAuthority, serveOnLoopback } from '../../evidence/testing/timestamp-authority.ts'
import { startServer } from '../node.ts'

const sha256 = '5a'.repeat(32)
const body = JSON.stringify({ sha256 })

async function start(env: Record<string, string> = {}) {
  const server = await startServer({
    env: { PORT: '0', DEMO_ENTRIES: '100', ...env },
    assets: { find: () => undefined },
    log: () => undefined,
  })
  onTestFinished(server.close)
  return server.port
}

/** Sends bytes, and returns all that comes back until the connection is closed. */
function send(port: number, head: readonly string[], ...parts: readonly string[]): Promise<string> {
  const lines = [`host: localhost:${port}`, 'x-gumshoe: 1', 'connection: close', ...head]
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1')
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text)).on('error', reject)
    socket.write(`POST /gumshoe/timestamp HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    for (const part of parts) socket.write(part)
  })
}

const sized = [`content-length: ${body.length}`]

describe('a timestamp through the server', () => {
  it('is one that openssl verifies, whether the body has a length or comes in chunks', async () => {
    const authority = await createTestAuthority()
    const served = await serveOnLoopback(async (incoming, outgoing) => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk)
      outgoing.writeHead(200, { 'content-type': 'application/timestamp-reply' })
      outgoing.end(await authority.reply(Buffer.concat(chunks)))
    })
    onTestFinished(() => {
      served.close()
      authority.dispose()
    })
    const port = await start({ TSA_URL: served.url })
    const chunked = [`${body.length.toString(16)}\r\n${body}\r\n`, '0\r\n\r\n']
    const answers = [
      await send(port, sized, body.slice(0, 20), body.slice(20)),
      await send(port, ['transfer-encoding: chunked'], ...chunked),
    ]
    for (const [index, answer] of answers.entries()) {
      const [head = '', text = ''] = answer.split('\r\n\r\n')
      expect(head).toContain('HTTP/1.1 200 OK')
      const token = Buffer.from(JSON.parse(text).token, 'base64')
      const tsr = authority.fileOf(`answer-${index}.tsr`, token)
      const files = ['-digest', sha256, '-in', tsr, '-CAfile', authority.rootFile]
      expect(await authority.openssl('ts', '-verify', ...files)).toContain('OK')
    }
  })

  it('refuses a body that is too long before it is read, and an empty one', async () => {
    const port = await start({ TSA_URL: 'http://127.0.0.1:1/' })
    const long = await send(port, ['content-length: 1000000'], 'x'.repeat(1_000))
    expect(long).toContain('990004')
    const empty = await send(port, ['content-length: 0'])
    expect(empty).toContain('990004')
    const unreachable = await send(port, sized, body)
    expect(unreachable).toContain('990073')
  })

  it('is not offered without TSA_URL', async () => {
    expect(await send(await start(), sized, body)).toContain('990070')
  })
})
