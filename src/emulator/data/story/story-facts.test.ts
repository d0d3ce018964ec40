/**
 * One fact of the story is the same in every log that has it. The facts are written by hand, and not taken from the
 * files that make the story, so that a log with a value of its own is noticed.
 */
import { describe, expect, test } from 'vitest'
import { readPath } from '../../../catalog/fields.ts'
import type { Scope } from '../../../query/log-query.ts'
import { defaultForms } from '../../api-forms.ts'
import { listIdentityProviders } from '../estate/identity-providers.ts'
import { createWorld } from '../world.ts'

/** The default demo, whose account, zones and people have these ids. */
const facts = {
  dana: 'dana.whitfield@acme.example',
  danaId: 'd291df7ace6f0a47ab14e310958e038f',
  danaIdInAccess: '9e74d884-34bf-40fc-8cfe-ffb3da7fddf4',
  danaIdInScim: '1eb56c32-5def-405f-8e02-ba1cac0cd46b',
  sessionIp: '203.0.113.66',
  tokenIp: '203.0.113.71',
  tokenId: '34920fbd01f40072e3cf347862554017',
  accountId: '2bd47c24fec6938a189b6cbac87de631',
  grafanaId: '151b0307-172b-4c1a-9d23-21d7f29604f8',
  policyId: '00c47dda-9dff-46b0-8f26-6ca75ee98896',
  bypassedAt: '2026-11-16T02:31:05.702Z',
  zone: 'acme-login.example',
  zoneId: '2e627f05ae23467a71b9fe9f6a29c548',
  zoneNumber: 426891140,
  tunnelId: '668b7fc2-8ed8-40bf-81e0-064008381874',
  originalRecordId: '0402362d53c9efc6d892aa68bfcc8c92',
  divertedRecordId: 'fd4501150bf8e28d3e14be535893b805',
  restoredRecordId: 'c4393a96e78c3403049d3e8474f2a7dc',
  jobId: '417733',
  insightId: '126bef73fecde3b53f79a8afba701070',
  oktaId: '57694f58-be77-4402-b408-e90fedf452dd',
  group: 'platform-admins',
  newMember: 'ops-recovery@acme-helpdesk.test',
} as const

/** The reason with which the intruder dismissed the insight. */
const silenced = 'Planned maintenance, no action needed.'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const { estate, findSource } = createWorld({ seed: 1, entries: 50_000, nowMs, forms: defaultForms })
const [account] = estate.accounts
const inAccount: Scope = { kind: 'account', id: facts.accountId }
const inOrganization: Scope = { kind: 'organization', id: estate.organizations[0]?.id ?? '' }

const v2 = listEntries('account-audit-logs-v2', inAccount)
const v1 = listEntries('account-audit-logs-v1', inAccount)
const user = listEntries('user-audit-logs-v1', { kind: 'user' })
const ofOrganization = listEntries('organization-audit-logs-v2', inOrganization)
const insights = listEntries('insight-audit-logs', inAccount)
const access = listEntries('access-authentication-logs', inAccount)
const scim = listEntries('access-scim-logs', inAccount)

function listEntries(dataset: string, scope: Scope): unknown[] {
  const source = findSource(dataset, scope)
  if (!source) throw new Error(`There is no log ${dataset}.`)
  return Array.from({ length: source.firstAt(nowMs) }, (_, at) => source.entryAt(at))
}

/** The different values of a field among the entries that have another value. */
function listValues(entries: unknown[], path: string, by: string, value: unknown): unknown[] {
  const found = entries.filter((entry) => readPath(entry, by) === value)
  return [...new Set(found.map((entry) => readPath(entry, path)))]
}

function findMentions(entries: unknown[], text: string): unknown[] {
  return entries.filter((entry) => JSON.stringify(entry).includes(text))
}

describe('the facts of the story agree in all logs', () => {
  test('Dana has one id in each kind of log', () => {
    for (const log of [v2, v1, user, ofOrganization]) {
      expect(listValues(log, 'actor.id', 'actor.email', facts.dana)).toEqual([facts.danaId])
    }
    const dismissed = listValues(insights, 'changed_by', 'rationale', silenced)
    expect(dismissed).toEqual([facts.danaId])
    expect(listValues(access, 'user_id', 'user_email', facts.dana)).toEqual([facts.danaIdInAccess])
    const inScim = listValues(scim, 'cf_resource_id', 'resource_user_email', facts.dana)
    expect(inScim).toEqual([facts.danaIdInScim])
  })

  test('both addresses of the intruder occur in the logs, as Dana’s and as no one else’s', () => {
    const paths = [
      [v2, 'actor.ip_address', 'actor.email', [facts.sessionIp, facts.tokenIp]],
      [v1, 'actor.ip', 'actor.email', [facts.sessionIp, facts.tokenIp]],
      [user, 'actor.ip', 'actor.email', [facts.sessionIp, facts.tokenIp]],
      [ofOrganization, 'actor.ip_address', 'actor.email', [facts.sessionIp]],
      [access, 'ip_address', 'user_email', [facts.sessionIp, facts.tokenIp]],
    ] as const
    for (const [log, ip, email, addresses] of paths) {
      for (const address of addresses) {
        expect(listValues(log, email, ip, address)).toEqual([facts.dana])
      }
    }
  })

  test('the token has one id, and is used from one address', () => {
    expect(listValues(v2, 'actor.ip_address', 'actor.token_id', facts.tokenId)).toEqual([
      facts.tokenIp,
    ])
    expect(listValues(v2, 'actor.token_id', 'actor.ip_address', facts.tokenIp)).toEqual([
      facts.tokenId,
    ])
    for (const log of [v1, user]) {
      const tags = listValues(
        log,
        'metadata.token_tag',
        'metadata.token_name',
        'cache-warmup token',
      )
      expect(tags).toEqual([facts.tokenId])
      expect(findMentions(log, facts.tokenId)).toHaveLength(2)
    }
    expect(listValues(v2, 'raw.uri', 'resource.id', facts.tokenId)).toEqual([
      '/user/tokens',
      `/user/tokens/${facts.tokenId}`,
    ])
  })

  test('an application has the same id where its policy is changed and where people sign in', () => {
    expect(account?.id).toBe(facts.accountId)
    const path = `/accounts/${facts.accountId}/access/apps/`
    expect(listValues(access, 'app_uid', 'app_name', 'Grafana')).toEqual([facts.grafanaId])
    expect(listValues(v2, 'raw.uri', 'resource.id', facts.policyId)).toEqual([
      `${path}${facts.grafanaId}/policies/${facts.policyId}`,
    ])
    const known = new Set(access.map((entry) => readPath(entry, 'app_uid')))
    const uris = v2.map((entry) => String(readPath(entry, 'raw.uri') ?? ''))
    const owners = uris.flatMap((uri) => /access\/apps\/([^/]+)\/policies\//.exec(uri)?.[1] ?? [])
    expect(owners.length).toBeGreaterThan(100)
    for (const owner of owners) expect(known).toContain(owner)
    // Only the story changes a policy of Grafana, so nothing closes it again.
    expect(owners.filter((owner) => owner === facts.grafanaId)).toHaveLength(2)
  })

  test('Access records people at Grafana until its policy is a bypass, and elsewhere after that', () => {
    const isLater = (entry: unknown) => String(readPath(entry, 'created_at')) >= facts.bypassedAt
    const atGrafana = access.filter((entry) => readPath(entry, 'app_name') === 'Grafana')
    expect(atGrafana.length).toBeGreaterThan(100)
    expect(atGrafana.filter(isLater)).toEqual([])
    const elsewhere = access.filter(isLater).map((entry) => readPath(entry, 'app_name'))
    expect(new Set(elsewhere).size).toBe(5)
  })

  test('the zone has one id, and one number in the insight log', () => {
    expect(listValues(v2, 'zone.id', 'zone.name', facts.zone)).toEqual([facts.zoneId])
    for (const log of [v1, user]) {
      const ids = findMentions(log, `"zone_name":"${facts.zone}"`).map(
        (entry) => readPath(entry, 'metadata.zone_id') ?? readPath(entry, 'metadata.zone_tag'),
      )
      expect(new Set(ids.filter((id) => id !== undefined))).toEqual(new Set([facts.zoneId]))
    }
    const { insightId, zoneNumber } = facts
    expect(listValues(insights, 'zone_id', 'issue_id', insightId)).toEqual([zoneNumber])
    expect(listValues(insights, 'issue_id', 'rationale', silenced)).toEqual([insightId])
  })

  test('the diverted record leads to the tunnel, and what is deleted was created before', () => {
    const sso = `sso.${facts.zone}`
    const target = `${facts.tunnelId}.cfargotunnel.com`
    expect(listValues(v2, 'resource.id', 'resource.request.content', target)).toEqual([
      facts.divertedRecordId,
    ])
    const { originalRecordId, divertedRecordId, restoredRecordId } = facts
    const descriptions = (id: string) => listValues(v2, 'action.description', 'resource.id', id)
    expect(descriptions(originalRecordId)).toEqual(['Delete DNS Record'])
    expect(descriptions(divertedRecordId)).toEqual(['Create DNS Record', 'Delete DNS Record'])
    expect(descriptions(restoredRecordId)).toEqual(['Create DNS Record'])
    expect(descriptions(facts.tunnelId)).toEqual([
      'Create a Cloudflare Tunnel',
      'Put configuration',
      'Delete a Cloudflare Tunnel',
    ])
    // Audit log v1 has numbers as the ids of records: the same one for the creation and the deletion.
    for (const log of [v1, user]) {
      const diverted = findMentions(log, target)
      const ids = diverted.map((entry) => readPath(entry, 'resource.id'))
      expect(diverted.map((entry) => readPath(entry, 'action.type'))).toEqual([
        'rec_add',
        'rec_del',
      ])
      expect(new Set(ids).size).toBe(1)
      for (const entry of diverted) expect(JSON.stringify(entry)).toContain(`"name":"${sso}"`)
    }
  })

  test('the Logpush job is the same in v2 and v1', () => {
    const name = 'acme-login-firewall-events'
    expect(listValues(v2, 'resource.id', 'resource.request.name', name)).toEqual([facts.jobId])
    for (const log of [v1, user]) {
      const entries = findMentions(log, `"name":"${name}"`)
      expect(entries.map((entry) => readPath(entry, 'resource.id'))).toEqual([facts.jobId])
    }
  })

  test('a Ray ID that two logs share is the same call by the same person', () => {
    const shared = [
      ['fc4c011f1bd38f1f', facts.dana, facts.sessionIp],
      ['58b3abc4aa0df28d', 'marcus.webb@acme.example', '203.0.113.148'],
    ] as const
    for (const [rayId, email, ip] of shared) {
      expect(listValues(v2, 'actor.email', 'raw.cf_ray_id', rayId)).toEqual([email])
      expect(listValues(v2, 'actor.ip_address', 'raw.cf_ray_id', rayId)).toEqual([ip])
      expect(listValues(access, 'user_email', 'ray_id', rayId)).toEqual([email])
      expect(listValues(access, 'ip_address', 'ray_id', rayId)).toEqual([ip])
    }
  })

  test('the new member comes from Okta, and its group is that of the closed policy', () => {
    const okta = account && listIdentityProviders(account).find(({ name }) => name === 'Okta')
    expect(okta?.id).toBe(facts.oktaId)
    const provisioned = findMentions(scim, facts.newMember)
    expect(provisioned.map((entry) => readPath(entry, 'idp_id'))).toEqual([
      facts.oktaId,
      facts.oktaId,
    ])
    expect(readPath(provisioned[1], 'resource_group_name')).toBe(facts.group)
    expect(findMentions(ofOrganization, facts.newMember)).toHaveLength(1)
    const closed = v2.filter((entry) => readPath(entry, 'resource.id') === facts.policyId)
    expect(JSON.stringify(readPath(closed[0], 'resource.request.include'))).toContain(facts.group)
  })

  test('everyday updates delete few groups and none in use, and leave the people of the story alone', () => {
    const ofGroups = scim.filter((entry) => readPath(entry, 'resource_type') === 'GROUP')
    const deleted = ofGroups.filter((entry) => readPath(entry, 'request_method') === 'DELETE')
    expect(deleted.length).toBeLessThan(scim.length / 100)
    const inUse = new Set(
      ofGroups.filter((entry) => !deleted.includes(entry)).map((entry) => groupOf(entry)),
    )
    for (const entry of deleted) expect(inUse).not.toContain(groupOf(entry))

    const farah = 'farah.haddad@acme.example'
    for (const email of [facts.dana, farah, 'marcus.webb@acme.example']) {
      const methods = listValues(scim, 'request_method', 'resource_user_email', email)
      expect(methods).toEqual(['PATCH'])
      expect(findMentions(findMentions(scim, email), 'false')).toEqual([])
      // Only the story moves one of them into a group.
      const groups = findMentions(ofGroups, email).map((entry) => groupOf(entry))
      expect(groups).toEqual(email === farah ? [facts.group] : [])
    }
  })
})

function groupOf(entry: unknown): unknown {
  return readPath(entry, 'resource_group_name')
}
