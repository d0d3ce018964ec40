/**
 * Harmless events that look worse than the incident: a planned cleanup of a zone at night, a colleague who creates a
 * token while traveling, Cloudflare's support removing a zone hold, a scanner with a hostile name. The logs show
 * the innocent explanation of each.
 */
import { hostileUserAgents } from '../estate/hostile-strings.ts'
import type { StoryStep } from './story-step.ts'

const terraform = 'svc-terraform@acme.example'
const clearedZone = 'acme-staging.test'
const clearedHosts =
  'api api-v2 auth cart catalog cdn checkout grafana images mail search status vpn www'.split(' ')

const cleared = clearedHosts.map((host, at): StoryStep => {
  const second = String(10 + at * 3).padStart(2, '0')
  return {
    name: `zone-cleared-${at + 1}`,
    day: -4,
    time: `02:06:${second}.${String((at * 137) % 1000).padStart(3, '0')}`,
    by: terraform,
    action: 'DELETE /zones/{zone_id}/dns_records/{id}',
    zone: clearedZone,
    resource: { id: `9e4d${String(at).padStart(2, '0')}a1c07f4b83ad25e6f1908c7e33`, name: host },
    rayId: `93b1e07c5d${String(at).padStart(2, '0')}4af2`,
    before: { type: 'A', name: `${host}.${clearedZone}`, content: '203.0.113.9', ttl: 300 },
  }
})

const travelToken = { id: 'ff3ac1c97570cf1dcb92107c907cbeac', name: 'marcus-travel' }
const travelIp = '203.0.113.148'
const travelBrowser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15'

/** The decoys; the order does not matter. */
export const decoys: readonly StoryStep[] = [
  ...cleared,
  {
    name: 'zone-rebuilt',
    day: -4,
    time: '02:07:31.480',
    by: terraform,
    action: 'POST /zones/{zone_id}/dns_records/import',
    zone: clearedZone,
    rayId: '93b1e07c5d9044af',
    request: { file: 'acme-staging.test.zone' },
  },
  {
    name: 'travel-sign-in',
    day: -5,
    time: '14:20:18.205',
    by: 'marcus.webb@acme.example',
    action: 'SSO_LOGIN',
    session: { context: 'dash', ip: travelIp, userAgent: travelBrowser },
    rayId: '58b3abc4aa0df28d',
  },
  {
    name: 'travel-token-created',
    day: -5,
    time: '14:31:02.919',
    by: 'marcus.webb@acme.example',
    action: 'POST /user/tokens',
    session: { context: 'dash', ip: travelIp, userAgent: travelBrowser },
    resource: travelToken,
    rayId: 'cf7d49a2a09115e6',
    request: {
      name: `${travelToken.name} token`,
      policies: [{ effect: 'allow', permission_groups: [{ name: 'Analytics Read' }] }],
      condition: { request_ip: { in: [`${travelIp}/32`] } },
    },
  },
  {
    name: 'hold-removed',
    day: -3,
    time: '10:15:37.060',
    by: 'staff',
    action: 'DELETE /zones/{zone_id}/hold',
    zone: 'acme-login.example',
    rayId: '3e9239e086bc8dd1',
  },
  {
    name: 'hostile-scanner',
    day: -3,
    time: '10:40:12.377',
    by: 'arjun.nair@acme.example',
    action: 'POST /zones/{zone_id}/rulesets/{parent}/rules',
    session: { context: 'dash', ip: '192.0.2.41', userAgent: hostileUserAgents[0] ?? '' },
    zone: 'acme-login.example',
    resource: { id: 'e42220d8c947e0dedc8b137913993ed6', name: 'quarantine' },
    parentId: 'bb43e451f9ab2845ad0f3d761f3d0201',
    rayId: '02605e88eb131242',
    request: {
      action: 'log',
      expression: '(http.user_agent contains "<script>")',
      description: 'Announced test of the log viewer, SEC-2302',
      enabled: true,
    },
  },
]
