import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Environment, parseConfig } from '../config/config.ts'
import {
  accountId,
  canary,
  createTestProxy,
  otherAccountId,
  ownHeaders,
  question,
} from '../testing/test-proxy.ts'
import { createCloudflareAccess } from './cloudflare-access.ts'
import { digestAnywhere } from './match-secret.ts'

const issuer = 'https://team.cloudflareaccess.com'
const audience = 'a'.repeat(64)
const nowMs = Date.parse('2026-11-21T12:00:00Z')
const nowS = nowMs / 1_000
let clockMs = nowMs

type Key = { kid: string; privateKey: CryptoKey; jwk: object }

async function createKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  return {
    kid,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
  }
}

/** The server that publishes the team's keys. */
const certs = { keys: [] as Key[], asked: 0, status: 200, hangs: false }
const server = createServer((incoming, outgoing) => {
  certs.asked++
  if (certs.hangs) return
  expect(incoming.url).toBe('/cdn-cgi/access/certs')
  outgoing.writeHead(certs.status, { 'content-type': 'application/json' })
  outgoing.end(JSON.stringify({ keys: certs.keys.map(({ jwk }) => jwk) }))
})
let certsOrigin = ''
let first: Key
let second: Key
let foreign: Key

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  certsOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  ;[first, second, foreign] = await Promise.all([createKey('1'), createKey('2'), createKey('1')])
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  Object.assign(certs, { keys: [first], asked: 0, status: 200, hangs: false })
  clockMs = nowMs
})

function create({ policy, env = {} }: { policy?: object; env?: Environment } = {}) {
  const parsed = parseConfig(
    {
      CLOUDFLARE_API_TOKEN: canary,
      ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com',
      ACCESS_AUD: audience,
      PUBLIC_ORIGIN: 'https://gumshoe.example',
      ...(policy && { ACCESS_POLICY_FILE: '/policy' }),
      ...env,
    },
    () => JSON.stringify(policy),
  )
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const { access: settings, limits } = parsed.config
  if (settings.kind !== 'cloudflare-access') throw new Error('Access is not configured.')
  const access = createCloudflareAccess({
    settings,
    limits,
    now: () => clockMs,
    digest: digestAnywhere,
    keyCooldownMs: 0,
    fetchKeys: (url, init) => fetch(url.replace(issuer, certsOrigin), init),
  })
  const proxy = createTestProxy({ access })
  const ask = async (
    headers: Record<string, string>,
    { path = question, address = '192.0.2.1' } = {},
  ) => {
    const answer = await proxy.answer(path, {
      headers: { ...ownHeaders, ...headers },
      raw: path,
      address,
    })
    proxy.expectNoCanary()
    return answer
  }
  return { ask, calls: proxy.calls, lines: proxy.lines }
}

const good: JWTPayload = {
  iss: issuer,
  aud: [audience],
  email: 'alice@corp.com',
  sub: 'a-user',
  type: 'app',
  iat: nowS - 10,
  nbf: nowS - 10,
  exp: nowS + 3_600,
}

function sign(changes: JWTPayload = {}, key = first, alg = 'RS256'): Promise<string> {
  return new SignJWT({ ...good, ...changes })
    .setProtectedHeader({ alg, kid: key.kid })
    .sign(key.privateKey)
}

const assertion = (token: string) => ({ 'cf-access-jwt-assertion': token })
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('an assertion of Cloudflare Access', () => {
  it('lets a person in, who is named in the status', async () => {
    const { ask, calls } = create()
    const headers = assertion(await sign())
    expect((await ask(headers)).status).toBe(200)
    expect(JSON.stringify([...(calls[0]?.headers ?? [])])).not.toContain('cf-access')
    const { body } = await ask(headers, { path: '/gumshoe/status' })
    expect(body.principal).toEqual({ kind: 'person', name: 'alice@corp.com' })
    expect(certs.asked).toBe(1)
    const shouted = assertion(await sign({ email: 'Alice@Corp.com' }))
    const same = await ask(shouted, { path: '/gumshoe/status' })
    expect(same.body.principal).toEqual(body.principal)
  })

  it('is needed for data and status, and knows no sessions (1, 84)', async () => {
    const { ask, calls } = create()
    const named = { 'cf-access-authenticated-user-email': 'alice@corp.com' }
    for (const path of [question, '/client/v4/nothing', '/gumshoe/status']) {
      const cookie = { cookie: `CF_Authorization=${await sign()}` }
      const tries: Record<string, string>[] = [{}, named, cookie]
      for (const headers of tries) {
        const answer = await ask(headers, { path })
        expect([answer.status, answer.body.errors[0].code]).toEqual([401, 990017])
      }
    }
    const session = await ask(assertion(await sign()), { path: '/gumshoe/session' })
    expect(session.status).toBe(405)
    expect(calls).toEqual([])
  })

  const header = encode({ alg: 'RS256', kid: '1' })
  it.each<[string, () => Promise<string> | string]>([
    ['no algorithm', () => `${encode({ alg: 'none' })}.${encode(good)}.`],
    ['no algorithm and a signature', () => `${encode({ alg: 'none' })}.${encode(good)}.x`],
    ['no signature', () => `${header}.${encode(good)}.`],
    ['half of it', async () => (await sign()).slice(0, -40)],
    ['100 KB', () => `${header}.${'x'.repeat(100_000)}.x`],
    ['20 KB, although signed', () => sign({ x: 'x'.repeat(20_000) })],
    ['nothing', () => 'x'],
    ['two of them (82)', async () => `${await sign()}, ${await sign()}`],
    ['another key of the same name', () => sign({}, foreign)],
    ['an unknown key', () => sign({}, second)],
    [
      'a secret made of the public key',
      () =>
        new SignJWT(good)
          .setProtectedHeader({ alg: 'HS256', kid: '1' })
          .sign(new TextEncoder().encode(JSON.stringify(first.jwk))),
    ],
  ])('with %s is refused (75)', async (_, write) => {
    const { ask, calls } = create()
    expect((await ask(assertion(await write()))).status).toBe(401)
    expect(calls).toEqual([])
  })

  it.each<[string, JWTPayload]>([
    ['no audience (76)', { aud: undefined }],
    ['another audience (76)', { aud: ['b'.repeat(64)] }],
    ['a longer audience (76)', { aud: [`${audience}b`] }],
    ['another team (77)', { iss: 'https://other.cloudflareaccess.com' }],
    ['a slash after the issuer (77)', { iss: `${issuer}/` }],
    ['an issuer over http (77)', { iss: issuer.replace('https', 'http') }],
    ['61 s since its end (78)', { exp: nowS - 61 }],
    ['61 s before its beginning (78)', { nbf: nowS + 61 }],
    ['an issue of tomorrow (78)', { iat: nowS + 86_400 }],
    ['no end (78)', { exp: undefined }],
    ['nobody', { email: undefined }],
    ['no address', { email: 'alice' }],
    ['a line break', { email: 'alice@corp.com\n' }],
    ['two addresses', { email: 'a@ok.com@evil.test' }],
  ])('with %s is refused', async (_, changes) => {
    const { ask, calls } = create()
    expect((await ask(assertion(await sign(changes)))).status).toBe(401)
    expect(calls).toEqual([])
  })

  it.each<[string, JWTPayload]>([
    ['59 s since its end', { exp: nowS - 59 }],
    ['59 s before its beginning', { nbf: nowS + 59 }],
    ['an issue in 59 s', { iat: nowS + 59 }],
  ])('with %s is accepted, because clocks differ (78)', async (_, changes) => {
    expect((await create().ask(assertion(await sign(changes)))).status).toBe(200)
  })

  it('signed by the right key in another way is refused (75)', async () => {
    const privateKey = await importJWK(await exportJWK(first.privateKey), 'PS256')
    const { alg: _, ...jwk } = first.jwk as { alg?: string }
    certs.keys = [{ ...first, jwk }]
    const token = await sign({}, { ...first, privateKey: privateKey as CryptoKey }, 'PS256')
    expect((await create().ask(assertion(token))).status).toBe(401)
    expect((await create().ask(assertion(await sign()))).status).toBe(200)
  })

  it('ends when it ends, although it was accepted before', async () => {
    const { ask } = create()
    const headers = assertion(await sign({ exp: nowS + 100 }))
    expect((await ask(headers)).status).toBe(200)
    clockMs += 161_000
    expect((await ask(headers)).status).toBe(401)
  })

  it('counts, and a cookie of somebody else does not (81)', async () => {
    const { ask } = create()
    const cookie = `CF_Authorization=${await sign({ email: 'bob@corp.com' })}`
    const headers = { ...assertion(await sign()), cookie }
    const { body } = await ask(headers, { path: '/gumshoe/status' })
    expect(body.principal.name).toBe('alice@corp.com')
  })
})

describe('the team’s keys', () => {
  it('may be exchanged: one look finds the new one, the old one works while it is published (79)', async () => {
    const { ask } = create()
    expect((await ask(assertion(await sign()))).status).toBe(200)
    certs.keys = [first, second]
    expect((await ask(assertion(await sign({}, second)))).status).toBe(200)
    expect(certs.asked).toBe(2)
    expect((await ask(assertion(await sign({ sub: 'b' })))).status).toBe(200)
    expect(certs.asked).toBe(2)
  })

  it.each([
    ['fail', () => Object.assign(certs, { status: 500 })],
    ['are none', () => Object.assign(certs, { keys: [{ jwk: 'x' }] })],
  ])(
    'let nobody in when they %s at first, and do not disturb who is known (80)',
    async (_, spoil) => {
      spoil()
      const cold = create()
      const refused = await cold.ask(assertion(await sign()))
      expect([refused.status, refused.body.errors[0].code]).toEqual([503, 990019])
      Object.assign(certs, { status: 200, keys: [first] })
      expect((await cold.ask(assertion(await sign()))).status).toBe(200)
      spoil()
      expect((await cold.ask(assertion(await sign({ sub: 'another' })))).status).toBe(200)
    },
  )

  it('let nobody in when they do not come in time (80)', async () => {
    certs.hangs = true
    expect((await create().ask(assertion(await sign()))).status).toBe(503)
  }, 15_000)
})

describe('a flood of bad assertions', () => {
  it('from one network is slowed down, while others and the known are let in (92)', async () => {
    const { ask } = create()
    const known = assertion(await sign())
    await ask(known)
    const near = { address: '2001:db8:1:2::9' }
    await ask(known, near)
    for (let count = 0; count < 30; count++) {
      const address = `2001:db8:1:2::${(count + 16).toString(16)}`
      expect((await ask(assertion('a.b.c'), { address })).status).toBe(401)
    }
    const slowed = await ask(assertion('a.b.c'), near)
    expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '60'])
    expect((await ask(known, near)).status).toBe(200)
    const other = { address: '2001:db8:1:3::9' }
    expect((await ask(assertion(await sign({ sub: 'new' })), other)).status).toBe(200)
  })
})

it('what was verified is remembered for five minutes, and then looked at again (92)', async () => {
  const { ask } = create()
  const known = assertion(await sign())
  await ask(known)
  clockMs += 290_000
  for (let count = 0; count < 30; count++) await ask(assertion('a.b.c'))
  clockMs += 9_000
  expect((await ask(known)).status).toBe(200)
  clockMs += 1_000
  expect((await ask(known)).status).toBe(429)
  clockMs += 60_000
  expect((await ask(known)).status).toBe(200)
})

describe('the access policy', () => {
  const policy = {
    '@corp.com': [accountId],
    'admin@corp.com': ['*'],
    'group:security': [otherAccountId],
    'service:siem.access': [accountId],
  }
  const elsewhere = question.replace(accountId, otherAccountId)

  it.each<[string, JWTPayload, number, number]>([
    ['somebody of the domain', { email: 'A@CORP.COM' }, 200, 404],
    ['a member of the group', { email: 'x@y.z', groups: ['security'] }, 404, 200],
    ['a member as OIDC claims say', { email: 'x@y.z', custom: { groups: ['security'] } }, 404, 200],
    ['both', { custom: { groups: ['security'] } }, 200, 200],
    ['whoever may all', { email: 'admin@corp.com' }, 200, 200],
    ['a service', { email: undefined, sub: '', common_name: 'siem.access' }, 200, 404],
    ['somebody else', { email: 'x@y.z' }, 403, 403],
    ['another domain (83)', { email: 'a@xcorp.com' }, 403, 403],
    ['a dot more (83)', { email: 'a@corp.com.' }, 403, 403],
    ['another service', { email: undefined, common_name: 'other' }, 403, 403],
  ])('lets %s read what it says', async (_, changes, own, other) => {
    const { ask } = create({ policy })
    const headers = assertion(await sign(changes))
    expect((await ask(headers)).status).toBe(own)
    expect((await ask(headers, { path: elsewhere })).status).toBe(other)
  })

  it('does not tell a foreign account from one that does not exist (3)', async () => {
    const { ask, calls } = create({ policy })
    const headers = assertion(await sign())
    const foreignAccount = await ask(headers, { path: elsewhere })
    const unknown = await ask(headers, { path: '/client/v4/nothing' })
    expect(foreignAccount.text).toBe(unknown.text)
    expect(calls).toEqual([])
  })

  it('cannot give more than the proxy may read', async () => {
    const env = { CLOUDFLARE_ACCOUNT_IDS: otherAccountId }
    const { ask } = create({ policy, env })
    const headers = assertion(await sign({ email: 'admin@corp.com' }))
    expect((await ask(headers)).status).toBe(404)
    expect((await ask(headers, { path: elsewhere })).status).toBe(200)
  })

  it('reduces the lists of accounts and zones', async () => {
    const { ask, calls } = create({ policy })
    const headers = assertion(await sign())
    const path = '/client/v4/accounts'
    expect((await ask(headers, { path: `${path}?name=x` })).status).toBe(400)
    expect((await ask(headers, { path })).status).toBe(200)
    expect(calls[0]?.url).toContain('per_page=50')
    const { body } = await ask(headers, { path: '/gumshoe/status' })
    expect(body.datasets[2].reason).toMatch(/^What you may read here/)
    expect(body.datasets[2]).toMatchObject({ id: 'user-audit-logs-v1', readable: false })
  })

  it('says who may know how the proxy stands: whoever may read all that it may', async () => {
    const reason = async (changes: JWTPayload, options: Parameters<typeof create>[0]) => {
      const env = { CLOUDFLARE_ACCOUNT_IDS: accountId }
      const { ask } = create({ env, ...options })
      const { body } = await ask(assertion(await sign(changes)), { path: '/gumshoe/status' })
      return body.datasets[2].reason
    }
    expect(await reason({}, { policy })).toMatch(/^What you may read here/)
    expect(await reason({ email: 'admin@corp.com' }, { policy })).toMatch(/ALLOW_USER_LOG=1/)
    expect(await reason({}, {})).toMatch(/ALLOW_USER_LOG=1/)
  })

  it('does not let services in that are not listed, policy or not', async () => {
    const headers = assertion(await sign({ email: undefined, common_name: 'siem.access' }))
    expect((await create().ask(headers)).status).toBe(403)
  })

  it('has whoever it does not name taken down by name (141)', async () => {
    const { ask, lines } = create({ policy })
    await ask(assertion(await sign({ email: 'eve@evil.test' })))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ status: 403, principal: 'eve@evil.test' })
    await ask(assertion(await sign({ email: 'eve@evil.test', aud: ['x'] })))
    expect(JSON.parse(lines[1] ?? '')).not.toHaveProperty('principal')
  })
})
