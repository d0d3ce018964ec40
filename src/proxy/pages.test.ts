import { describe, expect, it } from 'vitest'
import { findContentType } from './pages.ts'
import { accountId, createTestProxy, zoneId } from './testing/test-proxy.ts'

const file = (text: string, type: string, immutable = false) => ({
  body: new TextEncoder().encode(text),
  type,
  immutable,
})
const files = new Map([
  ['/index.html', file('<!doctype html>', 'text/html; charset=utf-8')],
  ['/assets/index-1a2b.js', file('run()', 'text/javascript; charset=utf-8', true)],
  ['/favicon.svg', file('<svg/>', 'image/svg+xml')],
])
const proxy = createTestProxy({ assets: { find: (path) => files.get(path) } })

describe('pages', () => {
  it.each([
    '/',
    '/?x=1',
    '/reference',
    '/saved',
    '/rules',
    '/verify',
    '/timeline',
    '/timeline?in=user/audit_logs&range=7d',
    `/accounts/${accountId}/logs/audit`,
    `/accounts/${accountId}/logs/audit?since=2026-11-01&before=2026-11-08&unknown=%20&limit=99999`,
    `/accounts/${accountId}/audit_logs`,
    '/user/audit_logs',
    `/accounts/${accountId}/security-center/insights/audit-log`,
    `/zones/${zoneId}/security-center/insights/audit-log`,
  ])('are the document at %s, also after a link on another site', async (path) => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    const answer = await proxy.answer(path, { headers })
    expect([answer.status, answer.text]).toEqual([200, '<!doctype html>'])
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each(['/nothing', '/accounts/abc/logs/audit', '/saved/', '/user/audit_logs/'])(
    'are the document with status 404 for somebody who opens %s in a browser',
    async (path) => {
      const answer = await proxy.answer(path, { headers: { accept: 'text/html,*/*;q=0.8' } })
      expect([answer.status, answer.text]).toEqual([404, '<!doctype html>'])
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    },
  )

  it.each(['/assets/index-9999.js', '/assets/', '/client/v4/nothing', '/gumshoe/nothing'])(
    'never stand in for %s',
    async (path) => {
      const answer = await proxy.answer(path, { headers: { accept: 'text/html' } })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).not.toContain('<!doctype')
    },
  )

  it.each([
    '/index.html',
    '/nothing',
    '/reference/',
    '/accounts',
    '/zones',
    `/accounts/${accountId}`,
    `/accounts/${accountId.toUpperCase()}/logs/audit`,
    `/accounts/${accountId}/logs/audit/product_categories`,
    '/assets/index-0000.js',
    '/assets/',
    '/assets/index-1a2b.js.map',
    '/package.json',
  ])('do not exist at %s', async (path) => {
    const answer = await proxy.answer(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it.each(['/assets/../package.json', '/assets/%2e%2e/package.json', '/.env', '/assets//x'])(
    'refuse %s',
    async (raw) => {
      expect((await proxy.answer('/', { raw })).status).toBe(400)
    },
  )

  it('bring files that are named by their content, to be kept for good', async () => {
    const answer = await proxy.answer('/assets/index-1a2b.js', { headers: {} })
    expect([answer.status, answer.text]).toEqual([200, 'run()'])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const icon = await proxy.answer('/favicon.svg')
    expect(icon.headers.get('content-type')).toBe('image/svg+xml')
    expect(icon.headers.get('cache-control')).toBe('no-cache')
  })

  it('answer HEAD without a body, and no other method', async () => {
    const head = await proxy.answer('/', { method: 'HEAD' })
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '15'])
    const post = await proxy.ask('/', { method: 'POST' })
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('bring the time and the mode of the proxy, files do not', async () => {
    const facts = (await proxy.answer('/')).headers.get('server-timing')
    expect(facts).toBe('clock;desc="2026-11-21T12:00:00.000Z", mode;desc="live"')
    expect((await proxy.answer('/favicon.svg')).headers.get('server-timing')).toBeNull()
  })

  it('have no type for source maps', () => {
    expect(findContentType('/assets/index.js.map')).toBeUndefined()
    expect(findContentType('/assets/index.js')).toContain('javascript')
    expect(findContentType('/LICENSE')).toBeUndefined()
  })
})

describe('health and status', () => {
  it.each([
    ['live', undefined],
    ['demo', {}],
  ])('say %s', async (mode, env) => {
    const asked = createTestProxy(env ? { env } : {})
    const health = await asked.answer('/healthz', { headers: {} })
    expect(health.text).toBe(`{"status":"ok","mode":"${mode}"}`)
    const { body } = await asked.answer('/gumshoe/status')
    expect(body).toMatchObject({
      mode,
      now: '2026-11-21T12:00:00.000Z',
      version: '0.0.0',
      quota: { remaining: null, resetsAt: null, coolOffUntil: null },
      principal: null,
    })
    expect(asked.calls).toEqual([])
    asked.expectNoCanary()
  })
})
