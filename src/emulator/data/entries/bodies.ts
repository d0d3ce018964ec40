/**
 * The request and response bodies by product, as audit log v2 records them: only the properties that Cloudflare
 * marks for the log. The shapes follow the request bodies of the API reference.
 */

import { toSettingValues } from '../estate/resources.ts'
import type { Event } from '../events/events.ts'
import { mix, pick, toBelow, toFraction, toHex } from '../random.ts'

/** A JSON object as it was sent or received. */
export type Body = Record<string, unknown>

/** The TLS settings of a zone after their deployment. */
export const tlsSettings: Body = {
  ciphers: [],
  early_hints: 'off',
  http_2: 'on',
  min_tls_version: '1.2',
  quic: 'on',
  session_tickets: 'on',
  tls_13: 'on',
  zero_rtt: 'off',
}

/** A DNS record in the form of both logs. */
export function toDnsRecord({ key, resource, zone, session, facts }: Event): Body {
  const planted = facts?.request ?? facts?.before
  if (planted) return { ...planted, zone_name: zone?.name ?? '' }
  const type = pick(['A', 'A', 'A', 'CNAME', 'CNAME', 'AAAA', 'TXT', 'MX'], mix(resource.key, 30))
  const host = 1 + toBelow(mix(key, 31), 254)
  const contents: Readonly<Record<string, string>> = {
    A: `203.0.113.${host}`,
    AAAA: `2001:db8:cafe::${host.toString(16)}`,
    CNAME: `${resource.name.split('.')[0]}.origin.acme-cdn.example`,
    TXT: `v=spf1 ip4:203.0.113.${host} include:_spf.acme-mail.example -all`,
    MX: `mx${1 + (host % 3)}.acme-mail.example`,
  }
  return {
    type,
    name: resource.name,
    content: contents[type] ?? '',
    ttl: pick([1, 60, 300, 3600], mix(key, 32)),
    ...(type === 'MX' && { priority: 10 }),
    proxied: type !== 'TXT' && type !== 'MX' && toFraction(mix(key, 33)) < 0.7,
    ...(session.context === 'api_token' && { comment: 'managed by automation', tags: [] }),
    zone_name: zone?.name ?? '',
  }
}

/** The request that an event sent; `undefined` where the call has no body. */
export function toRequestBody(event: Event): Body | undefined {
  const { action, facts } = event
  if (action.method === 'DELETE' || action.method === '') return undefined
  if (facts?.request) return facts.request
  const build = requests[action.kind] ?? namedOnly
  return build(event)
}

/**
 * The response that an event received; `undefined` where none was recorded. The log records some as a list without
 * an envelope (mcp-server-cloudflare, issue 270).
 */
export function toResponseBody(
  event: Event,
  request: Body | undefined,
): Body | readonly Body[] | undefined {
  const { action, failed, resource, key, timeMs } = event
  if (action.method === '') return undefined
  if (failed) {
    const message = event.statusCode === 500 ? 'Internal Server Error' : 'Service unavailable'
    return { success: false, errors: [{ code: 10_013, message }], messages: [], result: null }
  }
  if (event.statusCode === 204) return undefined
  if (action.kind === 'lists.list_item') return toListItems(event)
  const modified = new Date(timeMs).toISOString()
  const result =
    action.verb === 'delete'
      ? { id: resource.id }
      : {
          id: resource.id,
          ...request,
          ...(action.verb === 'create' && { created_on: modified }),
          modified_on: modified,
          ...(action.product === 'workers' && { etag: toHex(key, 50, 32) }),
        }
  return { success: true, errors: [], messages: [], result }
}

type BodyBuilder = (event: Event) => Body

const namedOnly: BodyBuilder = ({ resource }) => ({ name: resource.name })
const toRule: BodyBuilder = ({ key, resource }) => ({
  action: pick(['block', 'managed_challenge', 'log', 'skip'], mix(key, 34)),
  expression: pick(
    [
      '(http.request.uri.path contains "/wp-login.php")',
      '(ip.geoip.asnum in {64496 64511} and not cf.client.bot)',
      '(http.host eq "checkout.acme-shop.example" and cf.threat_score gt 20)',
      '(ip.src in $office_egress)',
    ],
    mix(key, 35),
  ),
  description: `${resource.name} rule`,
  enabled: toFraction(mix(key, 36)) < 0.9,
})
const toPolicies: BodyBuilder = ({ account, key }) => ({
  policies: [
    {
      effect: 'allow',
      permission_groups: pick(
        [
          [{ name: 'DNS Write' }, { name: 'Zone Read' }],
          [{ name: 'Workers Scripts Write' }],
          [{ name: 'Account Settings Read' }],
          [{ name: 'Cache Purge' }],
        ],
        mix(key, 37),
      ),
      resources: { [`com.cloudflare.api.account.${account.id}`]: '*' },
    },
  ],
})
const toMember: BodyBuilder = ({ key }) => ({
  email: `new.colleague${toBelow(mix(key, 38), 40)}@acme.example`,
  roles: [pick(['Administrator', 'DNS', 'Cloudflare Workers Admin', 'Analytics'], mix(key, 39))],
  status: 'pending',
})
const toLogpushJob: BodyBuilder = ({ key, resource }) => ({
  name: resource.name,
  dataset: pick(['http_requests', 'audit_logs_v2', 'gateway_dns', 'firewall_events'], mix(key, 40)),
  destination_conf: pick(
    ['r2://audit-exports/{DATE}', 'https://collector.acme.example/ingest?header_X-Team=sec'],
    mix(key, 41),
  ),
  enabled: toFraction(mix(key, 42)) < 0.85,
})

const toProfile: BodyBuilder = ({ key }) => ({
  business_name: 'Acme Group',
  business_email: `billing${toBelow(mix(key, 61), 9)}@acme.example`,
})

const toListItems = ({ resource, key }: Event): readonly Body[] =>
  [0, 1].map((at) => ({
    id: toHex(mix(resource.key, at), 61, 32),
    ip: `203.0.113.${toBelow(mix(key, 62 + at), 255)}`,
    comment: resource.name,
  }))

const requests: Readonly<Record<string, BodyBuilder>> = {
  'dns.record': (event) =>
    event.action.description === 'Import DNS Records' ? { file: 'zone.txt' } : toDnsRecord(event),
  'dnssec.dnssec': ({ key }) => ({ status: pick(['active', 'active', 'disabled'], mix(key, 43)) }),
  'zones.zone': ({ account, resource, action, key }) =>
    action.verb === 'create'
      ? { name: resource.name, type: 'full', account: { id: account.id } }
      : { paused: toFraction(mix(key, 44)) < 0.2 },
  'zone_settings.setting': ({ key, resource }) => ({
    value: toSettingValues(resource.id, mix(key, 45)).after,
  }),
  'cache.purge': ({ key, zone }) =>
    toFraction(mix(key, 46)) < 0.3
      ? { purge_everything: true }
      : { files: [`https://${zone?.name}/assets/${toHex(key, 46, 8)}.js`] },
  'ssl.universal_settings': ({ key }) => ({ enabled: toFraction(mix(key, 47)) < 0.9 }),
  'members.member': toMember,
  'scim.user': ({ key }) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: `new.colleague${toBelow(mix(key, 38), 40)}@acme.example`,
    active: toFraction(mix(key, 64)) < 0.8,
  }),
  'scim.group': ({ resource, key }) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: resource.name,
    members: [{ value: toHex(key, 65, 32) }],
  }),
  'memberships.membership': () => ({ status: 'accepted' }),
  'tokens.token': (event) => ({
    name: `${event.resource.name} token`,
    ...toPolicies(event),
    ...(toFraction(mix(event.key, 48)) < 0.5 && { condition: { request_ip: {} } }),
  }),
  'accounts.account': ({ account }) => ({
    name: account.name,
    settings: { enforce_twofactor: true },
  }),
  'organizations.organization': (event) =>
    event.action.uri.endsWith('/profile') ? toProfile(event) : { name: event.resource.name },
  'organizations.organization_profile': toProfile,
  'organizations.member': (event) => ({
    member: { user: { email: toMember(event).email }, status: 'active' },
  }),
  'rulesets.rule': toRule,
  'rulesets.ruleset': (event) => ({ description: event.resource.name, rules: [toRule(event)] }),
  'firewall.access_rule': ({ key }) => ({
    mode: pick(['block', 'challenge', 'whitelist'], mix(key, 49)),
    configuration: { target: 'ip', value: `203.0.113.${toBelow(mix(key, 50), 255)}` },
    notes: 'seen in scan',
  }),
  'access.app': ({ resource, account, key }) => ({
    name: resource.name,
    domain: `${resource.name}.${pick(account.zones, mix(key, 51)).name}`,
    type: 'self_hosted',
    session_duration: '24h',
  }),
  'access.policy': ({ resource, key }) => ({
    name: resource.name,
    decision: pick(['allow', 'allow', 'non_identity', 'bypass'], mix(key, 52)),
    include: pick(
      [[{ email_domain: { domain: 'acme.example' } }], [{ everyone: {} }]],
      mix(key, 53),
    ),
  }),
  'gateway.rule': ({ resource, key }) => ({
    name: resource.name,
    action: pick(['block', 'allow', 'isolate'], mix(key, 54)),
    filters: ['dns'],
    traffic: 'any(dns.domains[*] in $blocklist)',
    enabled: true,
  }),
  'gateway.list': ({ key }) => ({
    append: [{ value: `${toHex(key, 55, 8)}.test` }],
    remove: [],
  }),
  'cfd_tunnel.configuration': ({ resource }) => ({
    config: {
      ingress: [
        { hostname: `${resource.name}.acme.example`, service: 'http://localhost:8080' },
        { service: 'http_status:404' },
      ],
    },
  }),
  'teamnet.route': ({ key }) => ({
    network: `198.51.100.${16 * toBelow(mix(key, 56), 16)}/28`,
    comment: 'branch office',
  }),
  'workers.script': ({ key }) => ({
    main_module: 'index.js',
    compatibility_date: '2026-08-01',
    bindings: [{ type: 'kv_namespace', name: 'CACHE', namespace_id: toHex(key, 57, 32) }],
  }),
  'workers.secret': () => ({ name: 'PAYMENT_KEY', type: 'secret_text' }),
  'workers.route': ({ zone, resource }) => ({
    pattern: `${zone?.name}/${resource.name}/*`,
    script: 'checkout-edge',
  }),
  'pages.deployment': ({ key }) => ({ branch: pick(['main', 'preview', 'release'], mix(key, 58)) }),
  'logpush.job': toLogpushJob,
  'r2.bucket': ({ resource }) => ({ name: resource.name, locationHint: 'weur' }),
  'addressing.prefix': ({ key }) => ({ advertised: toFraction(mix(key, 59)) < 0.7 }),
  'email_routing.rule': ({ zone }) => ({
    name: 'forward',
    matchers: [{ type: 'literal', field: 'to', value: `info@${zone?.name}` }],
    actions: [{ type: 'forward', value: ['archive@acme-mail.example'] }],
  }),
  'registrar.domain': ({ key }) => ({ locked: toFraction(mix(key, 60)) < 0.8, auto_renew: true }),
}
