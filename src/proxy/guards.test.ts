import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createAccess } from './access/create-access.ts'
import { createProxy } from './app.ts'
import { parseConfig } from './config/config.ts'
import { findRoute, routes } from './routes/route-table.ts'
import { defineGuardSuite } from './testing/guard-suite.ts'
import { canary, createTestProxy, ownHeaders } from './testing/test-proxy.ts'
import { createTestWitness } from './testing/test-witness.ts'
import { createUnlimitedQuota } from './upstream/quota.ts'
import { toProxyRequest } from './web-edge.ts'

const launchKey = 'Launch-key_of-these-tests-0123456789'

/** The way in that this configuration really has, not one that a test made up. */
function createLiveAccess() {
  const parsed = parseConfig({ CLOUDFLARE_API_TOKEN: canary })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const fetchKeys = () => Promise.reject(new Error('No keys are needed.'))
  return createAccess({ config: parsed.config, now: Date.now, launchKey, fetchKeys }).access
}

defineGuardSuite('the proxy', async ({ answer } = {}) => {
  const proxy = createTestProxy({ access: createLiveAccess(), ...(answer && { answer }) })
  return { ...proxy, signedIn: { authorization: `Bearer ${launchKey}` } }
})

describe('the routes of the app (13)', () => {
  const app = createProxy({
    config: {
      mode: 'live',
      credential: undefined,
      publicOrigin: undefined,
      deadlines: { headersMs: 1, idleMs: 1, totalMs: 1 },
      metrics: { token: undefined },
      audit: { chain: false, queries: false },
      port: 8787,
      version: '0',
    },
    upstream: () => Promise.reject(new Error('Upstream was asked.')),
    quota: createUnlimitedQuota(),
    now: Date.now,
    sleep: () => new Promise(() => undefined),
    random: Math.random,
    log: () => undefined,
    assets: { find: () => undefined },
    access: createLiveAccess(),
    witness: createTestWitness(Date.now),
  })

  /** Answered without a session; whoever adds a route has to put it on one of these lists. */
  const open = ['/healthz', '/metrics', '/*'].flatMap((path) => [`GET ${path}`, `HEAD ${path}`])
  const opensOrEnds = ['POST /gumshoe/session', 'DELETE /gumshoe/session']
  const guarded = [
    'GET /gumshoe/status',
    'GET /gumshoe/witness',
    'GET /gumshoe/witness/records',
    'POST /gumshoe/timestamp',
    'GET /gumshoe/*',
    'GET /client/*',
  ]

  it('are all on a list', () => {
    const listed = (kind: string) =>
      app.endpoints
        .filter((endpoint) => endpoint.for === kind)
        .flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`))
    expect(listed('open').sort()).toEqual(open.sort())
    expect(listed('own-pages').sort()).toEqual(opensOrEnds.sort())
    expect(listed('known').sort()).toEqual(guarded.sort())
  })

  it.each([
    ...guarded,
    ...opensOrEnds,
    ...routes.map(({ template }) => `GET /client/v4${template}`),
  ])('%s is refused without a session', async (route) => {
    const [method = '', template = ''] = route.split(' ')
    const path = template.replace(/\{\w+\}/g, 'a'.repeat(32)).replace('*', 'v4/accounts')
    const request = new Request(`http://localhost:8787${path}`, { method, headers: ownHeaders })
    const response = await app.answer(toProxyRequest(request))
    // Ending a session that does not exist changes nothing.
    expect(response.status).toBe(method === 'DELETE' ? 200 : 401)
  })
})

/** Every text in the sources of the proxy that could be the path of a request. */
function listPathLiterals(): readonly string[] {
  const folder = new URL('.', import.meta.url)
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name) && !/\.test\.ts$|^testing\b/.test(name))
    .map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8'))
  const literals = texts.flatMap((text) =>
    [...text.matchAll(/(['"`])(\/[\w./*{}$-]*)\1/g)].map((match) => match[2] ?? ''),
  )
  return [...new Set(literals)]
}

describe('a path outside of the endpoint table (L10)', () => {
  const literals = listPathLiterals()
  const below = ['', '/', '/x', '/accounts', '/v4/accounts', '/v4/user/tokens']

  it('is looked for in the sources, so that a route cannot be added unseen', () => {
    expect(literals).toEqual(expect.arrayContaining(['/healthz', '/reference', '/index.html']))
  })

  it.each(['GET', 'HEAD', 'POST', 'DELETE'])(
    'reaches the API by no %s, not even with a session',
    async (method) => {
      const proxy = createTestProxy({ access: createLiveAccess() })
      const headers = { ...ownHeaders, authorization: `Bearer ${launchKey}` }
      const paths = literals.flatMap((path) =>
        below.map((end) => `${path.replace(/\/?\*$/, '').replace(/\{\w+\}|\$/g, 'a')}${end}`),
      )
      for (const path of paths.filter((each) => each.startsWith('/'))) {
        const isListed =
          path.startsWith('/client/v4/') && findRoute(path.slice('/client/v4'.length))
        if (!isListed) await proxy.ask(path, { method, headers, raw: path })
      }
      expect(proxy.calls.map(({ url }) => url)).toEqual([])
      // The same request does reach it by a path of the table.
      if (method !== 'GET') return
      expect((await proxy.ask('/client/v4/accounts', { headers })).status).toBe(200)
      expect(proxy.calls).toHaveLength(1)
    },
  )
})
