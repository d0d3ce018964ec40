import { describe, expect, it } from 'vitest'
import { endpoints } from '../catalog/index.ts'
import { assertUpstreamRequest, findRoute, routes, toUpstreamUrl } from './route-table.ts'
import { accountId, zoneId } from './testing/test-proxy.ts'

describe('the route table', () => {
  it('is exactly this list; a new endpoint has to be added here on purpose', () => {
    expect(routes.map(({ template }) => template).sort()).toEqual([
      '/accounts',
      '/accounts/{account_id}/audit_logs',
      '/accounts/{account_id}/logs/audit',
      '/accounts/{account_id}/logs/audit/product_categories',
      '/accounts/{account_id}/security-center/insights/audit-log',
      '/user/audit_logs',
      '/zones',
      '/zones/{zone_id}/security-center/insights/audit-log',
    ])
  })

  it('sends each route to its own path at the API', () => {
    for (const { path, id } of endpoints) {
      const filled = path.replace('{account_id}', accountId).replace('{zone_id}', zoneId)
      const match = findRoute(filled)
      expect(match?.route.endpoint.id).toBe(id)
      if (!match) continue
      expect(toUpstreamUrl(match, [['a', 'b c&d=é']]).href).toBe(
        `https://api.cloudflare.com/client/v4${filled}?a=b%20c%26d%3D%C3%A9`,
      )
    }
  })

  it.each([
    ['31 digits', accountId.slice(1)],
    ['33 digits', `${accountId}0`],
    ['upper case', accountId.toUpperCase()],
    ['a homoglyph', accountId.replace('a', 'а')],
    ['dots', '..'],
    ['a line break after it', `${accountId}\n`],
    ['nothing', ''],
    ['another segment', `${accountId}/x`],
  ])('knows no account id with %s', (_, id) => {
    expect(findRoute(`/accounts/${id}/logs/audit`)).toBeUndefined()
  })

  it.each([
    ['another host', 'https://api.cloudflare.com.evil.test/client/v4/accounts'],
    ['another scheme', 'http://api.cloudflare.com/client/v4/accounts'],
    ['another port', 'https://api.cloudflare.com:8443/client/v4/accounts'],
    ['another path', 'https://api.cloudflare.com/client/v4/user/tokens'],
    ['a longer path', 'https://api.cloudflare.com/client/v4/accounts/x'],
    ['a path outside the API', 'https://api.cloudflare.com/accounts'],
    ['a fragment', 'https://api.cloudflare.com/client/v4/accounts#x'],
  ])('does not let a request to %s go', (_, url) => {
    const route = findRoute('/accounts')?.route
    if (!route) throw new Error('no route')
    expect(() => assertUpstreamRequest(new Request(url), route)).toThrow(/not sent/)
    const sound = 'https://api.cloudflare.com/client/v4/accounts?page=1'
    expect(() => assertUpstreamRequest(new Request(sound), route)).not.toThrow()
    const post = new Request(sound, { method: 'POST' })
    expect(() => assertUpstreamRequest(post, route)).toThrow(/not sent/)
  })
})
