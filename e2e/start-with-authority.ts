/** A Gumshoe whose receipts get timestamps of an authority that the real `openssl ts` runs. */
import {
  createTestAuthority,
  serveOnLoopback,
} from '../src/evidence/testing/timestamp-authority.ts'
import { startServer } from '../src/proxy/node.ts'
import { now } from './fixtures.ts'

/** Starts both; `queries` are those that the authority got. */
export async function startWithAuthority() {
  const authority = await createTestAuthority()
  const queries: Buffer[] = []
  const served = await serveOnLoopback(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    queries.push(Buffer.concat(chunks))
    outgoing.writeHead(200, { 'content-type': 'application/timestamp-reply' })
    outgoing.end(await authority.reply(Buffer.concat(chunks)))
  })
  const server = await startServer({
    env: { PORT: '0', DEMO_NOW: now, TSA_URL: served.url },
    log: () => undefined,
  })
  const stop = async () => {
    await server.close()
    served.close()
    authority.dispose()
  }
  return { authority, queries, origin: server.origin, stop }
}
