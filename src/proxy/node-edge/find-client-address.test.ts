import { describe, expect, it } from 'vitest'
import { parseTrustedProxy } from '../config/parse-trusted-proxy.ts'
import { findClientAddress } from './find-client-address.ts'

const trustedProxy = parseTrustedProxy(
  { TRUSTED_PROXY: '127.0.0.1,10.0.0.0/8', TRUSTED_PROXY_HEADER: 'X-Forwarded-For' },
  [],
)
const find = (socketAddress: string, forwardedFor?: string) =>
  findClientAddress(
    socketAddress,
    new Map(forwardedFor === undefined ? [] : [['x-forwarded-for', forwardedFor]]),
    trustedProxy,
  )

describe('the address of the client', () => {
  it.each([
    ['that of the connection', '192.0.2.1', undefined, '192.0.2.1'],
    ['never what a client states', '192.0.2.1', '198.51.100.1', '192.0.2.1'],
    ['what the trusted proxy states', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['also over IPv6', '::ffff:127.0.0.1', '2001:DB8::1', '2001:db8::1'],
    ['the last one stated', '127.0.0.1', '203.0.113.1, 198.51.100.1', '198.51.100.1'],
    ['before other trusted ones', '127.0.0.1', '198.51.100.1,10.0.0.1 , 10.0.0.2', '198.51.100.1'],
    ['the proxy’s own when it states none', '127.0.0.1', undefined, '127.0.0.1'],
    ['the proxy’s own when it states only trusted ones', '127.0.0.1', '10.0.0.1', '127.0.0.1'],
    ['the proxy’s own when it states no address', '127.0.0.1', '198.51.100.1, x', '127.0.0.1'],
    ['the proxy’s own when it ends with a comma', '127.0.0.1', '198.51.100.1,', '127.0.0.1'],
  ])('is %s', (_, socketAddress, forwardedFor, address) => {
    expect(find(socketAddress, forwardedFor)).toBe(address)
  })

  it('is that of the connection without a trusted proxy', () => {
    const headers = new Map([['x-forwarded-for', '198.51.100.1']])
    expect(findClientAddress('127.0.0.1', headers, undefined)).toBe('127.0.0.1')
  })
})
