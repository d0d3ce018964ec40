/** A server of fixed pages, in a process of its own: the upstream of the proxies where there is no nginx. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { gzipLimits } from '../gzip-limits.ts'

// It must end with the benchmark, also if that crashes.
process.on('disconnect', () => process.exit())

process.once('message', (pages: Readonly<Record<string, string>>) => {
  const bodies = new Map(
    Object.entries(pages).map(([name, text]) => [
      name,
      gzipLimits.has(name.replace('page-', '')) ? gzipSync(text) : Buffer.from(text),
    ]),
  )
  const server = createServer((request, response) => {
    const limit = new URL(request.url ?? '', 'http://localhost').searchParams.get('limit')
    const body = bodies.get(`page-${limit}`)
    if (!body) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': body.length,
      ...(gzipLimits.has(limit ?? '') && { 'content-encoding': 'gzip' }),
    })
    return response.end(body)
  })
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port })
  })
})
