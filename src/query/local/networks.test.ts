import { describe, expect, it } from 'vitest'
import { createNetworkMatcher, findNetwork } from './networks.ts'

/** Texts that ipaddr.js reads as addresses: 403 as 0.0.1.147, and parts in hexadecimal or octal notation. */
const numbers = ['403', '0', '198.51', '0x7f.1', '010.0.0.1', '4294967295']

describe('networks', () => {
  it.each(numbers)('do not contain %s, which is no address', (text) => {
    expect(createNetworkMatcher(['0.0.0.0/0', '::/0'])(text)).toBe(false)
    expect(findNetwork(text)).toBeUndefined()
  })

  it.each([
    ['198.51.100.7', '198.51.100.0/24'],
    ['::ffff:198.51.100.7', '198.51.100.0/24'],
    ['2001:db8:1:2::7', '2001:db8:1::/48'],
  ])('contain the address %s', (address, network) => {
    expect(findNetwork(address)).toBe(network)
    expect(createNetworkMatcher([network])(address)).toBe(true)
  })
})
