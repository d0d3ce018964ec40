import { describe, expect, it } from 'vitest'
import { toClientNetwork } from '../access/client-network.ts'
import { intersectLimits } from '../routes/scope-limits.ts'
import { findGrantedLimits, parseAccessPolicy } from './access-policy.ts'

const a = 'a'.repeat(32)
const b = 'b'.repeat(32)

function getPolicy(value: unknown) {
  const parsed = parseAccessPolicy(JSON.stringify(value))
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.policy
}

const person = (email: string, groups: string[] = []) => ({ email, groups })

describe('an access policy', () => {
  const policy = getPolicy({
    'Alice@Corp.com': [a],
    '@corp.com': ['user-log'],
    'group:security': [b, `zone:${a}`],
    'group:all': ['*'],
    'service:siem.access': [a],
    '__proto__@x.test': [],
  })

  it('adds up what an address, its domain and its groups may read', () => {
    const limits = findGrantedLimits(policy, person('alice@corp.com', ['security', 'other']))
    expect([...(limits?.ids.account ?? [])]).toEqual([a, b])
    expect([...(limits?.ids.zone ?? [])]).toEqual([a])
    expect(limits?.kinds.has('user')).toBe(true)
  })

  it('knows a star', () => {
    const limits = findGrantedLimits(policy, person('x@y.z', ['all']))
    expect(limits?.ids).toEqual({})
  })

  it.each(['a@corp.com.', 'a@xcorp.com', 'a@corp.com\0', 'a@corp.com@evil.test', 'corp.com'])(
    'does not take %j for somebody of corp.com (83)',
    (email) => {
      expect(findGrantedLimits(policy, person(email))).toBeUndefined()
    },
  )

  it('tells people, groups and services apart', () => {
    expect(findGrantedLimits(policy, person('siem.access'))).toBeUndefined()
    expect(findGrantedLimits(policy, { service: 'alice@corp.com' })).toBeUndefined()
    expect(findGrantedLimits(policy, { service: 'siem.access' })?.ids.account?.has(a)).toBe(true)
    expect(findGrantedLimits(policy, person('x@y.z', ['Security']))).toBeUndefined()
  })

  it('may name somebody who may read nothing', () => {
    const limits = findGrantedLimits(policy, person('__proto__@x.test'))
    expect(limits?.ids.account?.size).toBe(0)
  })

  it('reports every problem', () => {
    const text = JSON.stringify({
      nobody: [a],
      'a@b.c': ['all', 'A'.repeat(32), `zone:${b}`],
      'A@B.C': [],
    })
    const parsed = parseAccessPolicy(text)
    expect('problems' in parsed && parsed.problems).toEqual([
      '"nobody" is nobody: write an email address, @domain, user:name, group:name or service:name.',
      expect.stringMatching(/^"a@b\.c": "all" is no grant/),
      expect.stringMatching(/^"a@b\.c": "A{32}" is no grant/),
      '"A@B.C" is there twice.',
    ])
  })

  it.each(['', '[]', '{"a@b.c": "*"}', '{"a@b.c": [1]}', 'null', '{}', '{"a":'])(
    'is not %s',
    (text) => {
      const parsed = parseAccessPolicy(text)
      expect('problems' in parsed && parsed.problems).toHaveLength(1)
    },
  )
})

describe('two limits together', () => {
  const limits = (accountIds?: string[], zoneIds?: string[], organizationIds?: string[]) => ({
    ids: {
      ...(accountIds && { account: new Set(accountIds) }),
      ...(zoneIds && { zone: new Set(zoneIds) }),
      ...(organizationIds && { organization: new Set(organizationIds) }),
    },
    kinds: new Set(['user'] as const),
  })

  it('allow what both allow', () => {
    expect(intersectLimits(limits(), limits([a]))).toEqual(limits([a]))
    expect(intersectLimits(limits([a]), limits())).toEqual(limits([a]))
    expect(intersectLimits(limits([a, b]), limits([b]))).toEqual(limits([b], [], []))
    expect(intersectLimits(limits([a]), limits(undefined, [b]))).toEqual(limits([], [], []))
  })
})

describe('a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('at %s is %s (92)', (address, network) => {
    expect(toClientNetwork(address)).toBe(network)
  })
})

it('the user log needs the leave of both (3)', () => {
  const limits = (allowUserLog: boolean) => ({
    ids: { account: new Set<string>() },
    kinds: new Set(allowUserLog ? (['user'] as const) : []),
  })
  const allows = [true, false].flatMap((one) =>
    [true, false].map((other) => intersectLimits(limits(one), limits(other)).kinds.has('user')),
  )
  expect(allows).toEqual([true, false, false, false])
})
