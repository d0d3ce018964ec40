import { describe, expect, it } from 'vitest'
import { endpoints } from '../../catalog/index.ts'
import { accountId, zoneId } from '../testing/test-proxy.ts'
import {
  apiOrigin,
  assertUpstreamTarget,
  findRoute,
  routes,
  toUpstreamTarget,
} from './route-table.ts'

describe('the route table', () => {
  it('is exactly this list; a new endpoint has to be added here on purpose', () => {
    expect(routes.map(({ template }) => template).sort()).toEqual([
      '/accounts',
      '/accounts/{account_id}/access/identity_providers',
      '/accounts/{account_id}/access/logs/access_requests',
      '/accounts/{account_id}/access/logs/scim/updates',
      '/accounts/{account_id}/audit_logs',
      '/accounts/{account_id}/logs/audit',
      '/accounts/{account_id}/logs/audit/product_categories',
      '/accounts/{account_id}/logs/audit/{entry_id}/history',
      '/accounts/{account_id}/security-center/insights/audit-log',
      '/accounts/{account_id}/security-center/insights/{issue_id}/audit-log',
      '/organizations',
      '/organizations/{organization_id}/logs/audit',
      '/organizations/{organization_id}/logs/audit/{entry_id}/history',
      '/user/audit_logs',
      '/zones',
      '/zones/{zone_id}/security-center/insights/audit-log',
      '/zones/{zone_id}/security-center/insights/{issue_id}/audit-log',
    ])
  })

  it('sends each route to its own path at the API', () => {
    for (const { path, id } of endpoints) {
      const filled = path
        .replace('{account_id}', accountId)
        .replace('{zone_id}', zoneId)
        .replace('{organization_id}', accountId)
        .replace('{entry_id}', 'f174be97-19b1-40d6-954d-70cd5fbd52db')
        .replace('{issue_id}', '9g_Z-1')
      const match = findRoute(filled)
      expect(match?.route.endpoint.id).toBe(id)
      if (!match) continue
      const target = toUpstreamTarget(match, [['a', "b c&d='é'"]])
      expect(target).toBe(`/client/v4${filled}?a=b%20c%26d%3D%27%C3%A9%27`)
      expect(new URL(target, apiOrigin).href).toBe(apiOrigin + target)
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
  ])('knows no account id with %s (26, 27)', (_, id) => {
    expect(findRoute(`/accounts/${id}/logs/audit`)).toBeUndefined()
  })

  it.each([
    ['an entry id in upper case', `logs/audit/${accountId.toUpperCase()}/history`],
    ['an entry id of 31 digits', `logs/audit/${accountId.slice(1)}/history`],
    ['a UUID with a hyphen elsewhere', 'logs/audit/f174be9719-b1-40d6-954d-70cd5fbd52db/history'],
    ['an entry id with dots', 'logs/audit/../history'],
    ['the categories of an entry', `logs/audit/${accountId}/product_categories`],
    ['an empty issue id', 'security-center/insights//audit-log'],
    ['an issue id of 65 characters', `security-center/insights/${'a'.repeat(65)}/audit-log`],
    ['an issue id with a dot', 'security-center/insights/a.b/audit-log'],
    ['an issue id with an escape', 'security-center/insights/a%2fb/audit-log'],
  ])('knows no path with %s (37)', (_, path) => {
    expect(findRoute(`/accounts/${accountId}/${path}`)).toBeUndefined()
  })

  it('knows both forms of an entry id', () => {
    for (const id of [accountId, 'f174be97-19b1-40d6-954d-70cd5fbd52db']) {
      const match = findRoute(`/accounts/${accountId}/logs/audit/${id}/history`)
      expect(match?.ids).toEqual({ account_id: accountId, entry_id: id })
    }
  })

  it('does not know what only the emulator answers', () => {
    expect(findRoute('/user/tokens/verify')).toBeUndefined()
    expect(findRoute(`/accounts/${accountId}/tokens/verify`)).toBeUndefined()
  })

  it.each([
    ['another host', '//evil.test/client/v4/accounts'],
    ['another host and scheme', 'http://evil.test/client/v4/accounts'],
    ['a host that goes on', '.evil.test/client/v4/accounts'],
    ['another port', ':8443/client/v4/accounts'],
    ['somebody’s host', '@evil.test/client/v4/accounts'],
    ['another path', '/client/v4/user/tokens'],
    ['a longer path', '/client/v4/accounts/x'],
    ['a path with dots', '/client/v4/accounts/../user/tokens'],
    ['a path outside the API', '/accounts'],
    ['another version of the API', '/client/v5/accounts'],
    ['a fragment', '/client/v4/accounts#x'],
    ['a fragment in the query', '/client/v4/accounts?page=1#x'],
    ['a second line', '/client/v4/accounts?page=1\r\nx: y'],
    ['what is no ASCII', '/client/v4/accounts?page=é'],
    ['what would be escaped', "/client/v4/accounts?page='1'"],
    ['nothing', ''],
  ])('does not let a request to %s go', (_, target) => {
    const route = findRoute('/accounts')?.route
    if (!route) throw new Error('no route')
    expect(() => assertUpstreamTarget(target, route)).toThrow(/not sent/)
    expect(() => assertUpstreamTarget('/client/v4/accounts?page=1', route)).not.toThrow()
  })
})
