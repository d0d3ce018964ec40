/**
 * Divides the connections of a server among the networks of its clients. A network may open a connection while it has
 * fewer than are free, so that one network alone gets half of all. Beyond that, a new connection displaces one that
 * waits for a request: of the network that has most of them, the one that has waited longest. So networks converge to
 * equal shares, and a client that sends its headers slowly loses to one that sends them at once.
 */

/** The result of a new connection: whether it may stay, and which other one has to be closed for it. */
export type Admission<Connection> = { admitted: boolean; displaced?: Connection }

/** The shares of one server. Connections that were never opened here are ignored. */
export type ConnectionShares<Connection> = {
  /** Counts a new connection, unless its network has no room for it. */
  open: (connection: Connection, network: string) => Admission<Connection>
  /** A request has arrived. */
  begin: (connection: Connection) => void
  /** A request was answered, or given up. */
  end: (connection: Connection) => void
  close: (connection: Connection) => void
}

type Client<Connection> = {
  count: number
  /** Connections without a request under way, the one that has waited longest first. */
  waiting: Set<Connection>
}

/** Creates the shares of `maxConnections` connections. */
export function createConnectionShares<Connection extends object>(
  maxConnections: number,
): ConnectionShares<Connection> {
  const clients = new Map<string, Client<Connection>>()
  const open = new Map<Connection, { network: string; underWay: number }>()

  function findClient(connection: Connection): Client<Connection> | undefined {
    return clients.get(open.get(connection)?.network ?? '')
  }

  function close(connection: Connection): void {
    const network = open.get(connection)?.network
    const client = findClient(connection)
    if (network === undefined || !client) return
    open.delete(connection)
    client.waiting.delete(connection)
    client.count--
    if (client.count === 0) clients.delete(network)
  }

  /** A waiting connection of the network with most connections, or of the own one if no other has more. */
  function findDisplaced(own: Client<Connection>): Connection | undefined {
    let largest = own
    for (const client of clients.values()) {
      if (client.waiting.size > 0 && client.count > largest.count) largest = client
    }
    const [displaced] = largest.waiting
    return displaced
  }

  return {
    open(connection, network) {
      const client = clients.get(network) ?? { count: 0, waiting: new Set<Connection>() }
      const hasRoom = client.count < maxConnections - open.size
      const displaced = hasRoom ? undefined : findDisplaced(client)
      if (!hasRoom && displaced === undefined) return { admitted: false }
      if (displaced !== undefined) close(displaced)
      // `close` may have removed the network with its only connection.
      clients.set(network, client)
      client.count++
      client.waiting.add(connection)
      open.set(connection, { network, underWay: 0 })
      return { admitted: true, ...(displaced !== undefined && { displaced }) }
    },
    begin(connection) {
      const state = open.get(connection)
      if (!state) return
      state.underWay++
      findClient(connection)?.waiting.delete(connection)
    },
    end(connection) {
      const state = open.get(connection)
      if (!state) return
      state.underWay--
      if (state.underWay === 0) findClient(connection)?.waiting.add(connection)
    },
    close,
  }
}
