/**
 * The story: one incident, as plain data. This file has its part in the first account, story-labs.ts that in the second.
 * Days are relative to the day of the start, times are UTC. A member is phished; the attacker creates a token in her
 * session, opens the admin tools, diverts a login page, disables the logs and cleans up. docs/story.md explains how to
 * find it.
 */
import type { StorySession, StoryStep } from './story-step.ts'

/** The phished member, the attacker's addresses, and the resources that were changed. */
export const storyFacts = {
  victim: 'dana.whitfield@acme.example',
  /** The network of both addresses; no other actor uses it. */
  network: '203.0.113.64/28',
  phishingIp: '203.0.113.66',
  tokenIp: '203.0.113.71',
  tokenId: '34920fbd01f40072e3cf347862554017',
  tokenName: 'cache-warmup token',
  /** The application whose policy becomes a bypass, and when. It stays one. */
  application: 'Grafana',
  bypassedAt: { day: -5, time: '02:31:05.702' },
  policyId: '00c47dda-9dff-46b0-8f26-6ca75ee98896',
  ruleId: '292be01e4fc2d031c41885221c25f6aa',
  tunnelId: '668b7fc2-8ed8-40bf-81e0-064008381874',
  jobId: '417733',
  issueId: '126bef73fecde3b53f79a8afba701070',
  /** The member whom the intruder adds to the organization. */
  memberId: 'e5a3170dc4b9482f96d2708c1fb36ad5',
  memberEmail: 'ops-recovery@acme-helpdesk.test',
  /** The group of the identity provider that the closed policy lets in. */
  group: 'platform-admins',
  zone: 'acme-login.example',
  /** What the same session and the same token did in the second account. */
  labs: {
    account: 'Acme Labs',
    zone: 'acme-labs.example',
    script: 'session-relay',
    routeId: '5b7e90d1c4f2483aa6e8137fd02c9b54',
    routePattern: 'acme-labs.example/login*',
    jobId: '528094',
    jobName: 'labs-audit-log-export',
    recordId: 'e08d4c7391ba4f56b2f3a1c60d97e85b',
    recordName: 'sso.acme-labs.example',
  },
} as const

const rulesetId = 'bb43e451f9ab2845ad0f3d761f3d0201'
const tunnelHost = `${storyFacts.tunnelId}.cfargotunnel.com`

/** The session in which the intruder uses the member's own sign-in. */
export const phishedSession: StorySession = {
  context: 'dash',
  ip: storyFacts.phishingIp,
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0 Safari/537.36',
}
/** The session in which the intruder uses the token. */
export const byToken: StorySession = {
  context: 'api_token',
  ip: storyFacts.tokenIp,
  userAgent: 'python-requests/2.31.0',
  token: { id: storyFacts.tokenId, name: storyFacts.tokenName },
}
const policy = { id: storyFacts.policyId, name: 'grafana-admins' }
const tunnel = { id: storyFacts.tunnelId, name: 'edge-backup' }
const token = { id: storyFacts.tokenId, name: 'cache-warmup' }
const job = { id: storyFacts.jobId, name: 'acme-login-firewall-events' }
const closedPolicy = {
  name: policy.name,
  decision: 'allow',
  include: [{ group: { name: storyFacts.group } }],
  require: [{ auth_method: { auth_method: 'mfa' } }],
}
const jobBefore = {
  name: job.name,
  dataset: 'firewall_events',
  destination_conf: 'r2://audit-exports/{DATE}',
  enabled: true,
}
const originalRecord = {
  type: 'CNAME',
  name: `sso.${storyFacts.zone}`,
  content: 'sso.origin.acme-cdn.example',
  ttl: 300,
  proxied: true,
}
const divertedRecord = { ...originalRecord, content: tunnelHost, ttl: 60 }
const ssoRecord = { id: '0402362d53c9efc6d892aa68bfcc8c92', name: originalRecord.name }
const divertedSso = { id: 'fd4501150bf8e28d3e14be535893b805', name: originalRecord.name }
const dnsAction = { by: storyFacts.victim, session: byToken, zone: storyFacts.zone }

/** The incident, in order of time; the first step is harmless and shows the state before. */
export const incident: readonly StoryStep[] = [
  {
    name: 'policy-made',
    day: -12,
    time: '10:04:31.250',
    by: "tara.o'brien@acme.example",
    action: 'PUT /accounts/{account_id}/access/apps/{parent}/policies/{id}',
    session: {
      context: 'dash',
      ip: '192.0.2.20',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:149.0) Gecko/20100101 Firefox/149.0',
    },
    resource: policy,
    application: storyFacts.application,
    rayId: '8a67639f74080f56',
    request: closedPolicy,
  },
  {
    name: 'phished-sign-in',
    day: -6,
    time: '21:47:12.430',
    by: storyFacts.victim,
    action: 'LOGIN',
    session: phishedSession,
    rayId: 'fc4c011f1bd38f1f',
  },
  {
    name: 'token-created',
    day: -6,
    time: '21:53:40.118',
    by: storyFacts.victim,
    action: 'POST /user/tokens',
    session: phishedSession,
    resource: token,
    rayId: 'cdf83fd989e60f21',
    request: {
      name: storyFacts.tokenName,
      policies: [
        {
          effect: 'allow',
          permission_groups: [
            { name: 'Access: Apps and Policies Write' },
            { name: 'Cloudflare Tunnel Write' },
            { name: 'DNS Write' },
            { name: 'Logs Write' },
            { name: 'Zone WAF Write' },
          ],
          resources: { 'com.cloudflare.api.account.*': '*' },
        },
      ],
    },
  },
  {
    name: 'policy-loosened',
    ...storyFacts.bypassedAt,
    by: storyFacts.victim,
    action: 'PUT /accounts/{account_id}/access/apps/{parent}/policies/{id}',
    session: byToken,
    resource: policy,
    application: storyFacts.application,
    rayId: '8344b16103485a1c',
    request: { name: policy.name, decision: 'bypass', include: [{ everyone: {} }], require: [] },
    before: closedPolicy,
  },
  {
    name: 'rule-deleted',
    day: -4,
    time: '01:12:19.006',
    by: storyFacts.victim,
    action: 'DELETE /zones/{zone_id}/rulesets/{parent}/rules/{id}',
    session: byToken,
    zone: storyFacts.zone,
    resource: { id: storyFacts.ruleId, name: 'baseline' },
    parentId: rulesetId,
    rayId: 'f76fdc6c369aad6b',
    before: {
      action: 'managed_challenge',
      expression: '(http.request.uri.path contains "/login")',
      description: 'Challenge sign-ins from unknown places',
      enabled: true,
    },
  },
  {
    name: 'tunnel-created',
    day: -4,
    time: '01:20:47.391',
    by: storyFacts.victim,
    action: 'POST /accounts/{account_id}/cfd_tunnel',
    session: byToken,
    resource: tunnel,
    rayId: 'ccd8099ee02cab83',
    request: { name: tunnel.name, config_src: 'cloudflare' },
  },
  {
    name: 'tunnel-configured',
    day: -4,
    time: '01:22:03.580',
    by: storyFacts.victim,
    action: 'PUT /accounts/{account_id}/cfd_tunnel/{id}/configurations',
    session: byToken,
    resource: tunnel,
    rayId: 'bfe8c26b715568b9',
    request: {
      config: {
        ingress: [
          { hostname: originalRecord.name, service: 'https://localhost:8443' },
          { service: 'http_status:404' },
        ],
      },
    },
  },
  {
    ...dnsAction,
    name: 'record-deleted',
    day: -4,
    time: '01:26:30.044',
    action: 'DELETE /zones/{zone_id}/dns_records/{id}',
    resource: ssoRecord,
    rayId: 'd26d7f79a73aff5c',
    before: originalRecord,
  },
  {
    ...dnsAction,
    name: 'record-diverted',
    day: -4,
    time: '01:26:31.217',
    action: 'POST /zones/{zone_id}/dns_records',
    resource: divertedSso,
    rayId: '98e7d8a50f510dc6',
    request: divertedRecord,
  },
  {
    name: 'job-disabled',
    day: -3,
    time: '03:05:52.930',
    by: storyFacts.victim,
    action: 'PUT /zones/{zone_id}/logpush/jobs/{id}',
    session: byToken,
    zone: storyFacts.zone,
    resource: job,
    rayId: 'cc06616cd334b459',
    request: { ...jobBefore, enabled: false },
    before: jobBefore,
  },
  {
    ...dnsAction,
    name: 'diversion-deleted',
    day: -2,
    time: '02:10:08.665',
    action: 'DELETE /zones/{zone_id}/dns_records/{id}',
    resource: divertedSso,
    rayId: 'da209da99098b260',
    before: divertedRecord,
  },
  {
    ...dnsAction,
    name: 'record-restored',
    day: -2,
    time: '02:10:09.840',
    action: 'POST /zones/{zone_id}/dns_records',
    resource: { ...ssoRecord, id: 'c4393a96e78c3403049d3e8474f2a7dc' },
    rayId: '0ddd60132f96aa87',
    request: originalRecord,
  },
  {
    name: 'tunnel-deleted',
    day: -2,
    time: '02:14:26.102',
    by: storyFacts.victim,
    action: 'DELETE /accounts/{account_id}/cfd_tunnel/{id}',
    session: byToken,
    resource: tunnel,
    rayId: 'fff3195f80135f3b',
  },
  {
    name: 'token-deleted',
    day: -2,
    time: '02:25:44.519',
    by: storyFacts.victim,
    action: 'DELETE /user/tokens/{id}',
    session: phishedSession,
    resource: token,
    rayId: '779eda314554f625',
  },
]
