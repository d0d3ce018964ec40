import { afterEach, describe, expect, it } from 'vitest'
import { addSecurityHeaders } from './http/add-security-headers.ts'
import {
  accountId,
  createTestProxy,
  logPath,
  otherAccountId,
  ownHeaders,
  question,
  type TestOptions,
  zoneId,
} from './testing/test-proxy.ts'

let proxy = createTestProxy()

function renew(options: TestOptions = {}) {
  proxy = createTestProxy(options)
}

afterEach(() => {
  proxy.expectNoCanary()
  renew()
})

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types gumshoe-worker",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

describe('who may ask (6, 87, 89)', () => {
  it.each<[string, Record<string, string>, number, number]>([
    ['no header of ours', {}, 403, 990010],
    ['another value of it', { 'x-gumshoe': '0' }, 403, 990010],
    ['the header twice', { 'x-gumshoe': '1, 1' }, 403, 990010],
    ['another site', { 'x-gumshoe': '1', origin: 'https://evil.test' }, 403, 990011],
    ['an opaque origin', { 'x-gumshoe': '1', origin: 'null' }, 403, 990011],
    ['another port', { 'x-gumshoe': '1', origin: 'http://localhost:3000' }, 403, 990011],
    ['another scheme', { 'x-gumshoe': '1', origin: 'https://localhost:8787' }, 403, 990011],
    ['a cross-site fetch', { 'x-gumshoe': '1', 'sec-fetch-site': 'cross-site' }, 403, 990012],
    ['a same-site fetch', { 'x-gumshoe': '1', 'sec-fetch-site': 'same-site' }, 403, 990012],
    ['a typed address', { 'x-gumshoe': '1', 'sec-fetch-site': 'none' }, 403, 990012],
    ['a foreign Host', { ...ownHeaders, host: 'evil.test' }, 421, 990024],
  ])('refuses %s, for data and for the status', async (_, headers, status, code) => {
    for (const path of [question, '/client/v4/nothing', '/gumshoe/status', '/gumshoe/nothing']) {
      const answer = await proxy.answer(path, { headers })
      expect(answer.status).toBe(status)
      expect(answer.body.errors[0].code).toBe(code)
      expect(answer.body).toMatchObject({ success: false, messages: [], result: null })
    }
    expect(proxy.calls).toEqual([])
  })

  it.each([
    ['a client outside browsers', { 'x-gumshoe': '1' }],
    ['the own page', { ...ownHeaders, origin: 'http://localhost:8787' }],
    ['the own page under its address', { ...ownHeaders, origin: 'http://127.0.0.1:8787' }],
  ])('lets %s ask', async (_, headers) => {
    expect((await proxy.answer(question, { headers })).status).toBe(200)
    expect(proxy.calls).toHaveLength(1)
  })

  it.each([
    ['a foreign host', 'http://evil.test:8787', 'evil.test:8787', 421],
    ['another port', 'http://localhost:9999', 'localhost:9999', 421],
    ['a host that differs from the URL', 'http://evil.test', 'localhost:8787', 421],
    ['a URL that differs from the host', 'http://localhost:8787', 'evil.test', 421],
    ['a host with a dot at the end', 'http://localhost.:8787', 'localhost.:8787', 421],
    ['a longer host', 'http://localhost.evil.test:8787', 'localhost.evil.test:8787', 421],
    ['localhost', 'http://localhost:8787', 'localhost:8787', 200],
    ['localhost in capitals', 'http://LOCALHOST:8787', 'LOCALHOST:8787', 200],
    ['the IPv4 address', 'http://127.0.0.1:8787', '127.0.0.1:8787', 200],
    ['the IPv6 address', 'http://[::1]:8787', '[::1]:8787', 200],
  ])('judges %s on pages and data alike', async (_, base, host, status) => {
    const asked = await proxy.answer(question, { base, raw: question, host: [host] })
    expect(asked.status).toBe(status)
    const health = await proxy.answer('/healthz', { base, raw: '/healthz', host: [host] })
    expect(health.status).toBe(status)
  })

  it('refuses two Host headers and none', async () => {
    for (const host of [
      ['localhost:8787', 'localhost:8787'],
      ['localhost:8787', 'evil.test'],
      [],
    ]) {
      expect((await proxy.answer(question, { raw: question, host })).status).toBe(400)
    }
    expect(proxy.calls).toEqual([])
  })

  it('answers to the public origin alone when there is one', async () => {
    renew({ env: { PUBLIC_ORIGIN: 'https://gumshoe.example' } })
    const headers = { ...ownHeaders, origin: 'https://gumshoe.example' }
    const base = 'http://gumshoe.example'
    expect((await proxy.answer(question, { base, headers })).status).toBe(200)
    expect((await proxy.answer(question)).status).toBe(421)
  })

  it('never grants a preflight', async () => {
    const headers = { origin: 'https://evil.test', 'access-control-request-method': 'GET' }
    const answer = await proxy.answer(question, { method: 'OPTIONS', headers })
    expect(answer.status).toBe(403)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    )
  })
})

describe('what may be asked (4 to 9, 17 to 28, 38)', () => {
  it.each(['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND'])(
    'refuses %s',
    async (method) => {
      for (const path of [question, '/gumshoe/status']) {
        const answer = await proxy.ask(path, { method })
        expect(answer.status).toBe(405)
        expect(answer.headers.get('allow')).toBe('GET')
      }
      expect(proxy.calls).toEqual([])
    },
  )

  it('gives no meaning to headers and parameters that override the method', async () => {
    const headers = { ...ownHeaders, 'x-http-method-override': 'DELETE' }
    expect((await proxy.answer(question, { headers })).status).toBe(200)
    expect(proxy.calls[0]?.method).toBe('GET')
    expect((await proxy.answer(`${question}&_method=DELETE`)).status).toBe(400)
  })

  it.each<[string, Record<string, string>]>([
    ['a length', { 'content-length': '3' }],
    ['chunks', { 'transfer-encoding': 'chunked' }],
  ])('refuses a body announced by %s', async (_, headers) => {
    const answer = await proxy.answer(question, { headers: { ...ownHeaders, ...headers } })
    expect(answer.status).toBe(400)
    expect(proxy.calls).toEqual([])
  })

  const a = accountId
  it.each([
    '',
    '/',
    '/user',
    '/user/tokens',
    '/user/tokens/verify',
    '/user/billing/profile',
    '/user/invites',
    '/memberships',
    '/graphql',
    '/ips',
    '/certificates',
    '/organizations/',
    `/organizations/${a}`,
    `/organizations/${a}/accounts`,
    `/organizations/${a.slice(1)}/logs/audit`,
    `/organizations/${a}/audit_logs`,
    `/accounts/${a}`,
    `/accounts/${a}/members`,
    `/accounts/${a}/roles`,
    `/accounts/${a}/tokens`,
    `/accounts/${a}/tokens/verify`,
    `/accounts/${a}/workers/scripts`,
    `/accounts/${a}/storage/kv/namespaces`,
    `/accounts/${a}/r2/buckets`,
    `/accounts/${a}/d1/database`,
    `/accounts/${a}/pages/projects`,
    `/accounts/${a}/access/apps`,
    `/accounts/${a}/access/logs`,
    `/accounts/${a}/access/logs/access_requests/x`,
    `/accounts/${a}/gateway/rules`,
    `/accounts/${a}/cfd_tunnel`,
    `/accounts/${a}/logpush/jobs`,
    `/accounts/${a}/logs`,
    `/accounts/${a}/logs/audit/`,
    `/accounts/${a}/logs/audit/x/y/z`,
    `/accounts/${a}/logs/audit/product_categories/x`,
    `/accounts/${a}/logs/control/cmb/config`,
    `/accounts/${a}/billing/profile`,
    `/accounts/${a}/security-center/insights`,
    `/accounts/${a}/security-center/insights/audit-log/x`,
    `/zones/${zoneId}`,
    `/zones/${zoneId}/dns_records`,
    `/zones/${zoneId}/settings`,
    `/zones/${zoneId}/firewall/rules`,
    `/zones/${zoneId}/logs/received`,
    `/zones/${zoneId}/purge_cache`,
    `/zones/${zoneId}/audit_logs`,
    '/accounts/x/logs/audit',
    `/accounts/${a.toUpperCase()}/logs/audit`,
    `/accounts/${a}/logs/audit.json`,
    `/accounts/${a}/logs/Audit`,
    '/ACCOUNTS',
  ])('knows nothing at %s', async (path) => {
    expect((await proxy.answer(`/client/v4${path}`)).status).toBe(404)
    expect(proxy.calls).toEqual([])
  })

  it.each([
    '/client/v3/accounts',
    '/client/v4x/accounts',
    '/client',
    '/v4/accounts',
    '/api/accounts',
  ])('knows nothing at %s outside the API', async (path) => {
    expect((await proxy.answer(path)).status).toBe(404)
    expect(proxy.calls).toEqual([])
  })

  it.each(['/clients', '/gumshoes', '/gumshoe-status'])(
    'takes %s for a page, although it begins like data',
    async (path) => {
      expect((await proxy.answer(path, { headers: {} })).status).toBe(404)
    },
  )

  it.each([
    `/client/v4/accounts/..%2f..%2fuser/logs/audit`,
    `/client/v4/accounts/..%2F..%2Fuser/logs/audit`,
    `/client/v4/accounts/x/../${a}/logs/audit`,
    `/client/v4/accounts/x/%2e%2e/${a}/logs/audit`,
    `/client/v4/accounts/%252e%252e%252fuser/logs/audit`,
    `/client/./v4/accounts/${a}/logs/audit`,
    `//client/v4/accounts/${a}/logs/audit`,
    `/client//v4/accounts/${a}/logs/audit`,
    `${logPath}//`,
    `${logPath};x.css`,
    `${logPath}/..;/x`,
    `${logPath}%23x`,
    `${logPath}#/x?limit=1`,
    `${question}#x`,
    `/client/v4\\accounts\\${a}\\logs\\audit`,
    `/client/v4/accounts/${a}%5c..%5cuser/logs/audit`,
    `/client/v4/accounts/${a}%00/logs/audit`,
    `/client/v4/accounts/${a}%0d%0aX:1/logs/audit`,
    `/client/v4/accounts/${a}%0a/logs/audit`,
    `/client/v4/accounts/%20${a}/logs/audit`,
    `/client/v4/accounts/%c0%af/logs/audit`,
    `/client/v4/accounts/%EF%BC%8F/logs/audit`,
    `/client/v4/accounts/\u00ef/logs/audit`,
    `/%63lient/v4/accounts/${a}/logs/audit`,
    `/client/v4/accounts/%30${a.slice(1)}/logs/audit`,
    `http://localhost:8787${question}`,
    `${question}&actor_email=\u00e9`,
    `${question}&actor_email=a#b`,
    '*',
    '',
  ])('refuses the raw target %s although the parsed one is fine', async (raw) => {
    expect((await proxy.answer(question, { raw })).status).toBe(400)
    expect(proxy.calls).toEqual([])
  })

  it('refuses the same on runtimes that show the parsed URL only, where it is still to be seen', async () => {
    for (const path of ['/accounts/..%2f..%2fuser/logs/audit', `//accounts`, `/accounts;x`]) {
      expect((await proxy.answer(`/client/v4${path}`)).status).toBe(400)
    }
    expect(proxy.calls).toEqual([])
  })

  it('refuses long queries with 414 and takes the longest allowed', async () => {
    const filler = `&actor_email=${'a'.repeat(2000)}`
    const long = `${question}${filler.repeat(20)}`
    const query = long.slice(long.indexOf('?') + 1)
    const path = (length: number) => `${logPath}?${query.slice(0, length)}`
    expect((await proxy.answer(path(16_384))).status).toBe(200)
    expect((await proxy.answer(path(16_385))).status).toBe(414)
    expect((await proxy.answer(`/${'x'.repeat(2000)}`)).status).toBe(414)
    expect((await proxy.answer(`/?${'x'.repeat(20_000)}`)).status).toBe(414)
    expect(proxy.calls).toHaveLength(1)
  })

  it('does not tell a foreign account from one that does not exist (3)', async () => {
    renew({ env: { CLOUDFLARE_ACCOUNT_IDS: accountId } })
    const foreign = await proxy.answer(question.replace(accountId, otherAccountId))
    const unknown = await proxy.answer('/client/v4/nothing')
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    expect([...foreign.headers.keys()]).toEqual([...unknown.headers.keys()])
  })
})

describe('every answer (51, 55)', () => {
  const paths = [question, '/client/v4/nothing', '/gumshoe/status', '/healthz', '/', '/x', '/%']

  it('carries the security headers, an id of its own, and is not stored', async () => {
    const asked: HeadersInit[] = [ownHeaders, { 'x-request-id': 'mine' }, { host: 'x' }]
    for (const path of paths) {
      for (const headers of asked) {
        const { headers: answered } = await proxy.ask(path, { headers })
        expect(Object.fromEntries(answered)).toMatchObject(securityHeaders)
        expect(answered.get('cache-control')).toBe('no-store')
        expect(answered.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
        for (const name of [
          'server',
          'x-powered-by',
          'access-control-allow-origin',
          'set-cookie',
        ]) {
          expect(answered.has(name)).toBe(false)
        }
      }
    }
  })

  it('cannot weaken them', () => {
    const weak = { 'x-frame-options': 'ALLOWALL', 'content-security-policy': '', a: 'b' }
    const { headers: lines } = addSecurityHeaders({ status: 200, headers: weak, body: null })
    const pairs = lines.flatMap((name, at) => (at % 2 === 0 ? [[name, lines[at + 1]]] : []))
    const headers = Object.fromEntries(pairs)
    expect(pairs).toHaveLength(Object.keys(headers).length)
    expect(headers).toMatchObject({ ...securityHeaders, a: 'b', 'cache-control': 'no-store' })
  })

  it('is an own error when the program itself fails, without its message', async () => {
    renew({
      assets: {
        find: () => {
          throw new TypeError('at /home/someone/file')
        },
      },
    })
    const answer = await proxy.answer('/')
    expect(answer.status).toBe(500)
    expect(answer.body.errors[0].code).toBe(990040)
    expect(answer.text + proxy.lines.join()).not.toContain('someone')
    expect(JSON.parse(proxy.lines[0] ?? '').fault).toBe('TypeError')
  })
})
