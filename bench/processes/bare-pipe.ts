/**
 * The simplest proxy on Node: it adds a header and pipes, checks nothing and writes no log. It shows what
 * `node:http` alone reaches on this machine.
 */
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

const upstream = new URL(process.argv[2] ?? '')
const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 })
const server = createServer({ highWaterMark: 256 * 1024 }, (incoming, outgoing) => {
  const headers = { authorization: 'Bearer bench' }
  const { hostname, port } = upstream
  const asked = request({ agent, hostname, port, path: incoming.url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, {
      'content-type': 'application/json',
      'content-length': answer.headers['content-length'],
    })
    answer.pipe(outgoing)
  })
  asked.on('error', () => outgoing.destroy())
  asked.end()
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
// It must end with the benchmark, also if that crashes.
process.on('disconnect', () => process.exit())
