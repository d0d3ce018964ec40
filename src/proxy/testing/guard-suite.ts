/**
 * A test suite for every runtime: requests that must be refused before they reach upstream, and parts of upstream's
 * answers that must not be relayed. Uses web standards only, so that it runs on each runtime; the numbers are those
 * of the table in docs/security.md.
 */
import { describe, expect, it } from 'vitest'
import type { Fetch } from '../upstream/fetch-upstream.ts'
import { foreignPaths, oddPaths } from './refused-paths.ts'
import {
  answerJson,
  canary,
  emptyPage,
  expectNoCanary,
  logPath,
  ownHeaders,
  question,
} from './test-proxy.ts'

/** A proxy in live configuration, with the token `canary`, and an upstream that records requests. */
export type GuardedProxy = {
  ask: (path: string, init?: RequestInit) => Promise<Response>
  calls: readonly Request[]
  /** The headers of an identified caller. */
  signedIn: Record<string, string>
}

/** Creates one; `answer` is the response of upstream. */
export type CreateGuarded = (options?: { answer?: Fetch }) => Promise<GuardedProxy>

const badQueries = [
  'foo=1',
  'account_id=x',
  'limit[]=9',
  '__proto__=1',
  'constructor.prototype.x=1',
  '_method=DELETE',
  'limit=5&limit=9',
  'limit=0',
  'limit=1001',
  'limit=1e3',
  'limit=%205',
  'cursor=a&cursor=b',
  'cursor=a%26limit%3D1',
  'actor_email.not.not=x',
  'since=2026-11-01',
]

/** Runs the suite against one runtime. */
export function defineGuardSuite(runtime: string, create: CreateGuarded): void {
  async function refuse(path: string, init: RequestInit, statuses: readonly number[]) {
    const proxy = await create()
    const response = await proxy.ask(path, init)
    const text = await response.text()
    expect(statuses, `${path}: ${text}`).toContain(response.status)
    expect(proxy.calls).toEqual([])
    expectGuarded(response, text)
  }
  const signedInInit = async (init: RequestInit = {}): Promise<RequestInit> => {
    const { signedIn } = await create()
    return { ...init, headers: { ...ownHeaders, ...signedIn, ...init.headers } }
  }

  describe(`${runtime} without a session`, () => {
    it.each([
      ...[question, '/client/v4/accounts', '/client/v4/nothing', '/gumshoe/status'],
      ...['/gumshoe/witness', '/gumshoe/witness/records'],
    ])('refuses %s (1)', async (path) => {
      await refuse(path, { headers: ownHeaders }, [401])
    })

    it.each([
      ['x-middleware-subrequest', 'src/middleware:src/middleware'],
      ['x-forwarded-uri', '/healthz'],
      ['x-original-url', '/healthz'],
      ['x-rewrite-url', '/healthz'],
      ['x-auth-request-email', 'admin@corp.com'],
      ['x-forwarded-user', 'admin'],
      ['x-forwarded-for', '127.0.0.1'],
      ['x-real-ip', '127.0.0.1'],
      ['cf-access-authenticated-user-email', 'admin@corp.com'],
      ['user-agent', 'GoogleHC/1.0'],
    ])('gives no meaning to %s: %s (11, 12, 84)', async (name, value) => {
      await refuse(question, { headers: { ...ownHeaders, [name]: value } }, [401])
    })

    it('tells that it runs, and no more (12)', async () => {
      const { ask } = await create()
      expect(await (await ask('/healthz')).text()).toBe('{"status":"ok","mode":"live"}')
    })
  })

  describe(`${runtime} with a session`, () => {
    it('asks the same question at the API, with its own token and three headers (2, 40, 41)', async () => {
      const { ask, calls, signedIn } = await create()
      const headers = {
        ...ownHeaders,
        ...signedIn,
        'x-auth-key': 'mine',
        'x-auth-email': 'me@example.com',
        range: 'bytes=0-1',
        'if-none-match': '"x"',
        'x-http-method-override': 'DELETE',
      }
      const response = await ask(`${question}&actor_email=a%26zone_id%3Dx%40y.z`, { headers })
      expect(await response.json()).toEqual(emptyPage)
      expect(calls).toHaveLength(1)
      const [call] = calls
      const url = new URL(call?.url ?? '')
      expect([call?.method, url.origin, url.pathname]).toEqual([
        'GET',
        'https://api.cloudflare.com',
        logPath,
      ])
      expect([...url.searchParams]).toEqual([
        ['since', '2026-11-01T00:00:00Z'],
        ['before', '2026-11-02T00:00:00Z'],
        ['actor_email', 'a&zone_id=x@y.z'],
      ])
      expect(call?.headers.get('authorization')).toBe(`Bearer ${canary}`)
      for (const name of ['x-auth-key', 'x-auth-email', 'range', 'if-none-match', 'cookie']) {
        expect(call?.headers.has(name)).toBe(false)
      }
    })

    it.each([
      ['a missing header', { 'sec-fetch-site': 'same-origin' }],
      ['another site', { 'x-gumshoe': '1', 'sec-fetch-site': 'cross-site' }],
      ['a neighbor', { 'x-gumshoe': '1', 'sec-fetch-site': 'same-site' }],
      ['a typed address', { 'x-gumshoe': '1', 'sec-fetch-site': 'none' }],
      ['a foreign origin', { 'x-gumshoe': '1', origin: 'https://evil.test' }],
      ['no origin', { 'x-gumshoe': '1', origin: 'null' }],
    ])('refuses %s (6, 89)', async (_, headers) => {
      const { signedIn } = await create()
      await refuse(question, { headers: { ...signedIn, ...headers } }, [403])
    })

    it.each(['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'PROPFIND'])(
      'refuses %s (4, 5)',
      async (method) => {
        await refuse(question, await signedInInit({ method }), [405])
      },
    )

    it.each(foreignPaths)('knows nothing at %s (9, 22, 26)', async (path) => {
      await refuse(`/client/v4${path}`, await signedInInit(), [404])
    })

    it.each(oddPaths)('refuses the path %s (17 to 28)', async (path) => {
      await refuse(`/client/v4${path}`, await signedInInit(), [400, 404])
    })

    it.each(badQueries)('refuses the query %s (29 to 36)', async (query) => {
      await refuse(`${question}&${query}`, await signedInInit(), [400])
    })

    it('keeps no answer for whoever asks next (73)', async () => {
      const { ask, calls, signedIn } = await create()
      const again = { 'if-none-match': '*', 'if-modified-since': 'Sat, 21 Nov 2026 12:00:00 GMT' }
      const headers = { ...ownHeaders, ...signedIn }
      expect((await ask(question, { headers })).headers.has('etag')).toBe(false)
      expect((await ask(question, { headers: { ...ownHeaders, ...again } })).status).toBe(401)
      expect(calls).toHaveLength(1)
      const second = await ask(question, { headers: { ...headers, ...again } })
      expect([second.status, await second.json()]).toEqual([200, emptyPage])
      expect(calls).toHaveLength(2)
    })

    it('refuses what is too long (38)', async () => {
      const long = `&actor_email=${'a'.repeat(2_000)}`.repeat(9)
      await refuse(`${question}${long}`, await signedInInit(), [414])
    })
  })

  describe(`${runtime} and what upstream says`, () => {
    it('keeps headers that would harm to itself (43)', async () => {
      const { ask, signedIn } = await create({
        answer: async () =>
          answerJson(emptyPage, {
            headers: {
              'set-cookie': 'a=b',
              'access-control-allow-origin': '*',
              refresh: '0;url=https://evil.test',
              link: '<https://evil.test>; rel=preload',
              'clear-site-data': '"*"',
              'service-worker-allowed': '/',
              'content-disposition': 'attachment',
              'content-security-policy': 'default-src *',
            },
          }),
      })
      const response = await ask(question, { headers: { ...ownHeaders, ...signedIn } })
      expectGuarded(response, await response.text())
      for (const name of ['set-cookie', 'refresh', 'link', 'clear-site-data']) {
        expect(response.headers.has(name)).toBe(false)
      }
      expect(response.headers.has('service-worker-allowed')).toBe(false)
      expect(response.headers.has('content-disposition')).toBe(false)
    })

    it.each([301, 302, 303, 307, 308])('follows no %i (44)', async (status) => {
      const location = 'https://evil.test/'
      const { ask, calls, signedIn } = await create({
        answer: async () => new Response(null, { status, headers: { location } }),
      })
      const response = await ask(question, { headers: { ...ownHeaders, ...signedIn } })
      expect([response.status, response.headers.has('location')]).toEqual([502, false])
      expect(calls).toHaveLength(1)
      expectGuarded(response, await response.text())
    })

    it.each([400, 401, 403, 404, 500])(
      'does not pass the token on in a %i (45)',
      async (status) => {
        const { ask, signedIn } = await create({
          answer: async (request) => {
            const token = request.headers.get('authorization') ?? ''
            const errors = [{ code: 10000, message: `refused ${token} ${btoa(token)}` }]
            const headers = { 'x-echo': token, 'set-cookie': token.slice(7, 20) }
            return answerJson({ success: false, errors, token }, { status, headers })
          },
        })
        const response = await ask(question, { headers: { ...ownHeaders, ...signedIn } })
        expect(response.status).toBe(status)
        expectGuarded(response, await response.text())
      },
    )

    it('takes HTML for no answer (103)', async () => {
      const html = new Response('<script>x</script>', { headers: { 'content-type': 'text/html' } })
      const { ask, signedIn } = await create({ answer: async () => html.clone() })
      const response = await ask(question, { headers: { ...ownHeaders, ...signedIn } })
      const text = await response.text()
      expect([response.status, text.includes('<')]).toEqual([502, false])
      expectGuarded(response, text)
    })
  })
}

/** The assertions for every answer, with or without data (51, 55, 73). */
function expectGuarded({ headers }: Response, text: string): void {
  expectNoCanary([JSON.stringify([...headers]), text])
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-type')).toBe('application/json')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  for (const name of ['access-control-allow-origin', 'server', 'x-powered-by']) {
    expect(headers.has(name)).toBe(false)
  }
}
