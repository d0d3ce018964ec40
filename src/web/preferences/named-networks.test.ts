import { describe, expect, it } from 'vitest'
import {
  findNamedNetwork,
  findNetworksProblem,
  type NamedNetwork,
  networkSizes,
  readNamedNetworks,
} from './named-networks.ts'
import { readPreferences } from './preferences.ts'

const london: NamedNetwork = { name: 'London office', addresses: ['203.0.113.0/24', '192.0.2.7'] }
const home: NamedNetwork = { name: 'Home', addresses: ['2001:db8::/32'] }

describe('named networks', () => {
  it('come back from the storage, without what is not valid', () => {
    expect(readPreferences({ networks: [london, home] }).networks).toEqual([london, home])
    const stored = [
      null,
      ...[{ name: 'x' }, { name: '', addresses: ['192.0.2.1'] }, { name: 'y', addresses: [] }],
      ...[
        { name: 'z', addresses: ['192.0.2.0/33'] },
        { name: 'a\u202eb', addresses: ['::1'] },
      ],
      ...[london, { name: 'LONDON OFFICE', addresses: ['::1'] }, home],
    ]
    expect(readNamedNetworks(stored)).toEqual([london, home])
    for (const other of [undefined, {}, 'x', 7]) expect(readNamedNetworks(other)).toEqual([])
    const many = Array.from({ length: 200 }, (_, at) => ({ ...home, name: `${at}` }))
    expect(readNamedNetworks(many)).toHaveLength(networkSizes.networks)
  })

  it.each<[NamedNetwork[], string]>([
    [[{ ...home, name: ' ' }], 'has no name'],
    [[{ ...home, name: 'x'.repeat(61) }], 'longer than 60 characters'],
    [[{ ...home, addresses: [] }], '“Home” has no address'],
    [
      [{ ...home, addresses: ['10.0.0.0/8', '10.1'] }],
      '“10.1” is neither an address nor a network',
    ],
    [[home, london, { ...london, name: 'home' }], 'Two networks have the name “home”'],
  ])('say what is wrong with %j', (networks, problem) => {
    expect(findNetworksProblem(networks)).toContain(problem)
  })

  it('are found by exactly their addresses', () => {
    const networks = [home, london]
    expect(findNamedNetwork(networks, ['192.0.2.7', '203.0.113.0/24'])).toBe(london)
    expect(findNamedNetwork(networks, ['203.0.113.0/24'])).toBeUndefined()
    expect(findNamedNetwork(networks, [...london.addresses, '::1'])).toBeUndefined()
    expect(findNamedNetwork(networks, [])).toBeUndefined()
  })
})
