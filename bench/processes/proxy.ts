/** The proxy of the bench, in a process of its own: live configuration, the upstream a local nginx. */
import { createUnlimitedQuota, startServer } from '../../src/proxy/node.ts'

const upstreamOrigin = process.argv[2] ?? ''
// It must end with the benchmark, also if that crashes.
process.on('disconnect', () => process.exit())
const server = await startServer({
  env: { CLOUDFLARE_API_TOKEN: 'bench-token-0123456789abcdefghijklmnopqrs', PORT: '0' },
  apiOrigin: upstreamOrigin,
  quota: createUnlimitedQuota(),
  assets: { find: () => undefined },
  log: () => undefined,
})
process.send?.({ port: server.port, key: server.launch?.key ?? '' })
process.on('message', (message) => {
  if (message === 'memory') process.send?.({ bytes: process.memoryUsage().rss })
})
