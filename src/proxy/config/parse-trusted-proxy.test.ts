import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'
import { findAddress, parseTrustedProxy } from './parse-trusted-proxy.ts'

function parse(TRUSTED_PROXY?: string, TRUSTED_PROXY_HEADER?: string) {
  const problems: string[] = []
  const trustedProxy = parseTrustedProxy({ TRUSTED_PROXY, TRUSTED_PROXY_HEADER }, problems)
  return { trustedProxy, problems }
}

describe('TRUSTED_PROXY', () => {
  it('names addresses and networks of both families', () => {
    const { trustedProxy, problems } = parse('127.0.0.1, 10.1.0.0/16,2001:db8::/32', 'X-Real-IP')
    expect(problems).toEqual([])
    expect(trustedProxy?.header).toBe('x-real-ip')
    const inside = ['127.0.0.1', '::ffff:127.0.0.1', '10.1.255.255', '2001:db8:1::1']
    const outside = ['127.0.0.2', '10.2.0.0', '2001:db9::1', '::1', '', 'localhost', '1', '0x7f.1']
    for (const address of inside) expect(trustedProxy?.includes(address), address).toBe(true)
    for (const address of outside) expect(trustedProxy?.includes(address), address).toBe(false)
  })

  it('is not required', () => {
    expect(parse()).toEqual({ trustedProxy: undefined, problems: [] })
  })

  it.each([
    ['', 'no address'],
    ['localhost', 'a name'],
    ['127.0.0.1,', 'an end'],
    ['127.1', 'a short form'],
    ['0.0.0.0/0', 'everyone'],
    ['::/0', 'everyone in IPv6'],
    ['10.0.0.0/33', 'too long a prefix'],
    ['10.0.0.0/8/8', 'two prefixes'],
    ['fe80::1%eth0', 'a zone'],
    ['10.0.0.1:80', 'a port'],
  ])('is refused when it is %s (%s)', (addresses) => {
    expect(parse(addresses, 'X-Real-IP').problems).toEqual([
      expect.stringMatching(/^TRUSTED_PROXY is not a list of IP addresses/),
    ])
  })

  it.each(['', 'Forwarded', 'X_Real_IP', 'X-Forwarded-For, X-Real-IP', 'x y'])(
    'is refused with the header “%s”',
    (header) => {
      expect(parse('127.0.0.1', header).problems).toEqual([
        expect.stringMatching(/^TRUSTED_PROXY_HEADER is not the name of a header/),
      ])
    },
  )

  it('and its header need each other, or the server does not start', () => {
    expect(parse('127.0.0.1').problems).toEqual([
      expect.stringMatching(/^TRUSTED_PROXY needs TRUSTED_PROXY_HEADER/),
    ])
    expect(parse(undefined, 'X-Real-IP').problems).toEqual([
      expect.stringMatching(/^TRUSTED_PROXY_HEADER needs TRUSTED_PROXY/),
    ])
    expect(parseConfig({ TRUSTED_PROXY: '127.0.0.1' })).toHaveProperty('problems')
    expect(
      parseConfig({ TRUSTED_PROXY: '127.0.0.1', TRUSTED_PROXY_HEADER: 'X-Real-IP' }),
    ).toMatchObject({ config: { trustedProxy: { header: 'x-real-ip' } } })
  })
})

it('an address has one form, and other text none', () => {
  expect(findAddress('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(findAddress('2001:DB8::1')).toBe('2001:db8::1')
  for (const text of ['', '1', '0x7f000001', '192.0.2.1:80', '[::1]', 'a'.repeat(9_000)]) {
    expect(findAddress(text)).toBeUndefined()
  }
})
