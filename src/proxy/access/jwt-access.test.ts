/** Group E of the threat model: what a token of a sign-in proxy opens, the same for each of them. */
import { exportJWK, importJWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  cloudflareAccess,
  createSigningKey,
  googleIap,
  type JwtFront,
  jwtFronts,
  type KeyServer,
  oauth2Proxy,
  type SigningKey,
  signClaims,
  startKeyServer,
  startMs,
} from '../testing/jwt-front.ts'
import { createJwtProxy, type JwtProxyOptions } from '../testing/jwt-proxy.ts'
import { accountId, otherAccountId, question } from '../testing/test-proxy.ts'

const nowS = startMs / 1_000
let clockMs = startMs
let certs: KeyServer
/** The published key, its successor, and a key of the same name that was never published. */
type Keys = Record<'first' | 'second' | 'foreign', SigningKey>
let rsa: Keys
let elliptic: Keys

async function createKeys(alg: string): Promise<Keys> {
  const [first, second, foreign] = await Promise.all([
    createSigningKey('1', alg),
    createSigningKey('2', alg),
    createSigningKey('1', alg),
  ])
  return { first, second, foreign }
}
const keysOf = ({ alg }: JwtFront) => (alg === 'RS256' ? rsa : elliptic)

beforeAll(async () => {
  certs = await startKeyServer()
  ;[rsa, elliptic] = await Promise.all([createKeys('RS256'), createKeys('ES256')])
})
afterAll(() => certs.close())
beforeEach(() => {
  Object.assign(certs, { keys: [], asked: 0, status: 200, hangs: false })
  clockMs = startMs
})

type Options = Partial<Pick<JwtProxyOptions, 'policy' | 'env'>>

/** A front, its keys, and a proxy behind it that fetches unknown keys without a pause. */
function prepare(front: JwtFront) {
  const { first, second, foreign } = keysOf(front)
  const sign = (changes: JWTPayload = {}, key = first, alg = front.alg) =>
    signClaims(front, key, changes, alg)
  const create = (options: Options = {}) =>
    createJwtProxy({ front, keyServer: certs, now: () => clockMs, keyCooldownMs: 0, ...options })
  certs.keys = [first]
  return { create, sign, assertion: front.toHeaders, first, second, foreign }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe.each(jwtFronts)('a token of $name', (front) => {
  let tools: ReturnType<typeof prepare>
  beforeEach(() => {
    tools = prepare(front)
  })
  const create = (options?: Options) => tools.create(options)
  const sign = (...parameters: Parameters<typeof tools.sign>) => tools.sign(...parameters)
  const assertion = front.toHeaders
  const { issuer, audience, alg } = front
  const good = {
    iss: issuer,
    aud: [audience],
    email: 'alice@corp.com',
    iat: nowS - 10,
    exp: nowS + 3_600,
  }

  it('lets a person in, who is named in the status', async () => {
    const { ask, calls } = create()
    const headers = assertion(await sign())
    expect((await ask(headers)).status).toBe(200)
    const forwarded = JSON.stringify([...(calls[0]?.headers ?? [])]).toLowerCase()
    for (const text of ['cf-access', 'jwt-assertion', headers[Object.keys(headers)[0] ?? '']]) {
      expect(forwarded).not.toContain(text?.toLowerCase())
    }
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

  const header = encode({ alg, kid: '1' })
  it.each<[string, () => Promise<string> | string]>([
    ['no algorithm', () => `${encode({ alg: 'none' })}.${encode(good)}.`],
    ['no algorithm and a signature', () => `${encode({ alg: 'none' })}.${encode(good)}.x`],
    ['no signature', () => `${header}.${encode(good)}.`],
    ['half of it', async () => (await sign()).slice(0, -40)],
    ['100 KB', () => `${header}.${'x'.repeat(100_000)}.x`],
    ['20 KB, although signed', () => sign({ x: 'x'.repeat(20_000) })],
    ['nothing', () => 'x'],
    ['two of them (82)', async () => `${await sign()}, ${await sign()}`],
    ['another key of the same name', () => sign({}, tools.foreign)],
    ['an unknown key', () => sign({}, tools.second)],
    [
      'a secret made of the public key',
      () =>
        new SignJWT(good)
          .setProtectedHeader({ alg: 'HS256', kid: '1' })
          .sign(new TextEncoder().encode(JSON.stringify(tools.first.jwk))),
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
    ['no issuer (77)', { iss: undefined }],
    ['another team (77)', { iss: 'https://other.cloudflareaccess.com' }],
    ['a slash after the issuer (77)', { iss: `${issuer}/` }],
    ['an issuer over http (77)', { iss: `http://${issuer.replace('https://', '')}` }],
    ['61 s since its end (78)', { exp: nowS - 61 }],
    ['61 s before its beginning (78)', { nbf: nowS + 61 }],
    ['an issue of tomorrow (78)', { iat: nowS + 86_400 }],
    ['no end (78)', { exp: undefined }],
    ['no issue time (78)', { iat: undefined }],
    ['an address that is not verified', { email_verified: false }],
    ['an address that is not verified, as text', { email_verified: 'false' }],
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

  it.runIf(alg === 'RS256')('signed by the right key in another way is refused (75)', async () => {
    const { first } = tools
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

describe.each(jwtFronts)('the keys of $name', (front) => {
  let tools: ReturnType<typeof prepare>
  beforeEach(() => {
    tools = prepare(front)
  })
  const create = (options?: Options) => tools.create(options)
  const sign = (...parameters: Parameters<typeof tools.sign>) => tools.sign(...parameters)
  const assertion = front.toHeaders

  it('may be exchanged: one look finds the new one, the old one works while it is published (79)', async () => {
    const { ask } = create()
    expect((await ask(assertion(await sign()))).status).toBe(200)
    certs.keys = [tools.first, tools.second]
    expect((await ask(assertion(await sign({}, tools.second)))).status).toBe(200)
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
      expect((await cold.ask(assertion(await sign()))).status).toBe(503)
      Object.assign(certs, { status: 200, keys: [tools.first] })
      clockMs += 15_000
      expect((await cold.ask(assertion(await sign()))).status).toBe(200)
      spoil()
      expect((await cold.ask(assertion(await sign({ sub: 'another' })))).status).toBe(200)
    },
  )
})

// For all at once, because each waits for five seconds.
it('keys that do not come in time let nobody in (80)', async () => {
  certs.hangs = true
  const asked = jwtFronts.map(async (front) => {
    const { create, sign, assertion } = prepare(front)
    const { status } = await create().ask(assertion(await sign()))
    return [front.name, status]
  })
  expect(await Promise.all(asked)).toEqual(jwtFronts.map(({ name }) => [name, 503]))
})

describe.each([cloudflareAccess, googleIap])('a flood of bad tokens of $name', (front) => {
  it('from one network is slowed down, while others and the known are let in (92)', async () => {
    const { create, sign, assertion } = prepare(front)
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

it('what was verified is remembered for five minutes after its last use, and for an hour at most', async () => {
  const { create, sign, assertion, second } = prepare(cloudflareAccess)
  const { ask } = create()
  const known = assertion(await sign({ exp: nowS + 86_400 }))
  const idle = assertion(await sign({ exp: nowS + 86_400, sub: 'idle' }))
  await ask(known)
  await ask(idle)
  // The key is withdrawn, so that only what is remembered is let in.
  certs.keys = [second]
  await ask(assertion(await sign({}, second)))
  for (let minute = 1; minute <= 59; minute++) {
    clockMs += 60_000
    expect((await ask(known)).status).toBe(200)
    if (minute === 5) expect((await ask(idle)).status).toBe(401)
  }
  clockMs += 60_000
  expect((await ask(known)).status).toBe(401)
})

describe('the access policy', () => {
  const { assertion, sign, create } = {
    assertion: cloudflareAccess.toHeaders,
    sign: (changes?: JWTPayload) => prepare(cloudflareAccess).sign(changes),
    create: (options?: Options) => prepare(cloudflareAccess).create(options),
  }
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
    const reason = async (changes: JWTPayload, options: Options) => {
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

describe('another proxy than Cloudflare Access', () => {
  const front = googleIap

  it('has the same policy, with the groups of its claim', async () => {
    const policy = { 'group:security': [accountId], 'service:siem.access': ['*'] }
    const { create, sign, assertion } = prepare(front)
    const { ask } = create({ policy, env: { ACCESS_JWT_GROUPS_CLAIM: 'cognito:groups' } })
    const member = await ask(assertion(await sign({ 'cognito:groups': ['security'] })))
    expect(member.status).toBe(200)
    for (const changes of [
      { groups: ['security'] },
      { custom: { groups: ['security'] } },
      { email: undefined, common_name: 'siem.access' },
    ]) {
      expect((await ask(assertion(await sign(changes)))).status).not.toBe(200)
    }
  })

  it('may name people by another claim, which is never read as an email address', async () => {
    const policy = { 'user:accounts.google.com:42': [accountId], 'alice@corp.com': ['*'] }
    const { create, sign, assertion } = prepare(front)
    const { ask, lines } = create({ policy, env: { ACCESS_JWT_NAME_CLAIM: 'sub' } })
    const named = assertion(await sign({ sub: 'accounts.google.com:42', email: 'eve@evil.test' }))
    expect((await ask(named)).status).toBe(200)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ principal: 'accounts.google.com:42' })
    const { body } = await ask(named, { path: '/gumshoe/status' })
    expect(body.principal).toEqual({ kind: 'person', name: 'accounts.google.com:42' })
    const statuses = []
    for (const sub of ['alice@corp.com', 'accounts.google.com:4', 'a b', '', 'é', undefined]) {
      statuses.push((await ask(assertion(await sign({ sub })))).status)
    }
    expect(statuses).toEqual([403, 403, 401, 401, 401, 401])
  })

  it('may sign in one way only, if that is set', async () => {
    const { create, sign, assertion } = prepare(front)
    const { ask } = create({ env: { ACCESS_JWT_ALGORITHM: 'RS256' } })
    expect((await ask(assertion(await sign()))).status).toBe(401)
    const same = create({ env: { ACCESS_JWT_ALGORITHM: 'ES256' } })
    expect((await same.ask(assertion(await sign()))).status).toBe(200)
  })

  it('is not let in by the header of Cloudflare Access, nor by a bearer', async () => {
    const { create, sign } = prepare(front)
    const { ask } = create()
    const token = await sign()
    for (const headers of [
      { 'cf-access-jwt-assertion': token },
      { authorization: `Bearer ${token}` },
    ] as Record<string, string>[]) {
      expect((await ask(headers)).status).toBe(401)
    }
  })

  it('is asked for a bearer where the header is Authorization', async () => {
    const { create, sign } = prepare(oauth2Proxy)
    const { ask } = create()
    const token = await sign()
    const statuses = []
    for (const authorization of [
      `Bearer ${token}`,
      `bearer  ${token}`,
      token,
      `Basic ${token}`,
      `Bearer ${token}, Bearer ${token}`,
      `Basic eDp5, Bearer ${token}`,
      'Bearer ',
    ]) {
      statuses.push((await ask({ authorization })).status)
    }
    expect(statuses).toEqual([200, 200, 401, 401, 401, 401, 401])
  })

  it.each([
    ['Cloudflare Access', cloudflareAccess, {}, '/cdn-cgi/access/logout'],
    ['no address', googleIap, {}, null],
    ['a path', oauth2Proxy, { ACCESS_JWT_SIGN_OUT_URL: '/oauth2/sign_out' }, '/oauth2/sign_out'],
  ])('says where to sign out: %s', async (_, each, env, url) => {
    const { create, sign, assertion } = prepare(each)
    const answer = await create({ env }).ask(assertion(await sign()), { path: '/gumshoe/status' })
    expect(answer.body.signOutUrl).toBe(url)
  })

  it.each([
    ['refused', async () => prepare(front).create().ask({})],
    [
      'without keys',
      async () => {
        const { create, sign, assertion } = prepare(front)
        certs.status = 500
        return create().ask(assertion(await sign()))
      },
    ],
  ])('is not called Cloudflare Access in messages: %s', async (_, ask) => {
    expect((await ask()).text).not.toMatch(/cloudflare|access/i)
  })
})
