import { describe, expect, it } from 'vitest'
import { createConnectionShares } from './connection-shares.ts'

type Connection = { id: number }

/** Shares of `maximum` connections, and a function that opens `count` of a network. */
function create(maximum: number) {
  const shares = createConnectionShares<Connection>(maximum)
  let lastId = 0
  const open = (network: string, count: number) =>
    Array.from({ length: count }, () => {
      const connection = { id: ++lastId }
      return { connection, ...shares.open(connection, network) }
    })
  return { shares, open }
}

describe('connection shares', () => {
  it('give one network half of all', () => {
    const { open } = create(8)
    expect(open('a', 5).map(({ displaced }) => displaced?.id)).toEqual([
      ...Array(4).fill(undefined),
      1,
    ])
  })

  it('leave room for one more network, however many there are', () => {
    const { open } = create(64)
    for (let network = 0; network < 100; network++) open(`n${network}`, 64)
    expect(open('other', 1)).toMatchObject([{ admitted: true }])
    expect(open('another', 1)).toMatchObject([{ admitted: true }])
  })

  it('take from the network that has most, until the shares are equal', () => {
    const { open } = create(64)
    const ids = new Set(open('a', 60).map(({ connection }) => connection.id))
    expect(open('b', 16).every(({ displaced }) => displaced === undefined)).toBe(true)
    const more = open('b', 60).map(({ displaced }) => displaced?.id ?? 0)
    // 32 and 16 were open; b takes eight of a, then only its own.
    expect(more.filter((id) => ids.has(id))).toHaveLength(8)
  })

  it('displace the connection that has waited longest, also after a request', () => {
    const { shares, open } = create(6)
    const [first, second, third] = open('a', 3).map(({ connection }) => connection)
    if (!first || !second || !third) throw new Error('not open')
    shares.begin(first)
    shares.end(first)
    expect(open('a', 3).map(({ displaced }) => displaced?.id)).toEqual([
      second.id,
      third.id,
      first.id,
    ])
  })

  it('refuse a connection when all others of its network have a request under way', () => {
    const { shares, open } = create(4)
    const connections = open('a', 2).map(({ connection }) => connection)
    for (const connection of connections) shares.begin(connection)
    expect(open('a', 1)).toMatchObject([{ admitted: false }])
    expect(open('b', 1)).toMatchObject([{ admitted: true }])
    const [first] = connections
    if (!first) throw new Error('not open')
    // Two requests were sent at once over this connection.
    shares.begin(first)
    shares.end(first)
    expect(open('a', 1)).toMatchObject([{ admitted: false }])
    shares.end(first)
    expect(open('a', 1)).toMatchObject([{ admitted: true, displaced: first }])
  })

  it('count down when a connection closes, once', () => {
    const { shares, open } = create(4)
    const connections = open('a', 2).map(({ connection }) => connection)
    for (const connection of [...connections, ...connections]) shares.close(connection)
    expect(open('a', 2).every(({ admitted, displaced }) => admitted && !displaced)).toBe(true)
    expect(open('a', 1)[0]?.displaced).toBeDefined()
    // Connections that are not known change nothing.
    for (const change of [shares.begin, shares.end, shares.close]) change({ id: 99 })
    expect(open('b', 1)).toMatchObject([{ admitted: true }])
  })

  it('let the only connection of a network be displaced by its next', () => {
    const { open } = create(2)
    open('a', 1)
    expect(open('a', 1)).toMatchObject([{ admitted: true, displaced: { id: 1 } }])
    expect(open('a', 1)).toMatchObject([{ admitted: true, displaced: { id: 2 } }])
  })
})
