/**
 * Limits the connections of a server to clients, so that no client can take all of them: see `connection-shares.ts`.
 * A trusted proxy is exempt, because many clients share its connections; it has to limit them itself.
 */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { toClientNetwork } from '../access/client-network.ts'
import type { TrustedProxy } from '../config/parse-trusted-proxy.ts'
import { type ConnectionShares, createConnectionShares } from './connection-shares.ts'

/** The maximum number of connections of clients that do not come through a trusted proxy. */
const maxConnections = 512

/**
 * The number at which Node itself closes new connections, of whatever client. It is higher, because a connection that was
 * displaced counts until the end of the turn, and because those of a trusted proxy come on top.
 */
export const maxAccepted = 1_024

/** The same where there is a trusted proxy: health checks and scrapers of metrics. The others are for that proxy. */
const maxDirectConnections = 128

/** How long headers may take while half of the connections are in use. */
const hurriedHeadersMs = 3_000

/** Options of the limit. */
export type ConnectionLimit = {
  trustedProxy: TrustedProxy | undefined
  /** Called for each connection that was closed to keep to the limit. */
  onRefused: () => void
}

/**
 * Starts to limit the connections of a server. The result notes which connections have a request under way.
 */
export function limitConnections(
  server: Server,
  { trustedProxy, onRefused }: ConnectionLimit,
): Pick<ConnectionShares<Socket>, 'begin' | 'end'> {
  const shares = createConnectionShares<Socket>(
    trustedProxy ? maxDirectConnections : maxConnections,
  )
  const usualHeadersMs = server.headersTimeout
  let count = 0
  // Node reads the time-out whenever it looks for slow connections.
  const setHeadersTimeout = () => {
    const isHurried = count >= maxConnections / 2
    server.headersTimeout = isHurried ? Math.min(usualHeadersMs, hurriedHeadersMs) : usualHeadersMs
  }
  server.on('connection', (socket) => {
    count++
    setHeadersTimeout()
    socket.once('close', () => {
      count--
      setHeadersTimeout()
      shares.close(socket)
    })
    const address = socket.remoteAddress ?? ''
    if (trustedProxy?.includes(address)) return
    const { admitted, displaced } = shares.open(socket, toClientNetwork(address))
    if (admitted && !displaced) return
    const refused = displaced ?? socket
    refused.destroy()
    onRefused()
  })
  server.on('drop', onRefused)
  return shares
}
