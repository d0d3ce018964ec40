import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountAuditLogsV1 } from '../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../catalog/datasets/account-audit-logs-v2.ts'
import { insightAuditLogs } from '../../catalog/datasets/insight-audit-logs.ts'
import { organizationAuditLogsV2 } from '../../catalog/datasets/organization-audit-logs-v2.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets, getDataset } from '../../catalog/index.ts'
import { toSummaryText } from '../testing/to-summary-text.ts'
import { toSummary } from './to-summary.ts'

const v2 = (entry: unknown) => toSummaryText(toSummary(accountAuditLogsV2, entry))
const v1 = (entry: unknown) => toSummaryText(toSummary(accountAuditLogsV1, entry))
const insight = (entry: unknown) => toSummaryText(toSummary(insightAuditLogs, entry))

describe('toSummary for audit log v2', () => {
  const alice = { email: 'alice@acme.example' }

  test('tells the operation, the thing and the zone', () => {
    const action = { description: 'Update DNS Record', type: 'update', result: 'success' }
    const request = { name: 'www.acme.example', type: 'A' }
    expect(v2({ actor: alice, action, resource: { request } })).toBe(
      'alice@acme.example updated DNS record www.acme.example',
    )
    expect(
      v2({ actor: alice, action, resource: { id: 'r1' }, zone: { name: 'acme.example' } }),
    ).toBe('alice@acme.example updated DNS record r1 in acme.example')
  })

  test('keeps articles only where the thing has no name', () => {
    const action = { description: 'Delete a Zero Trust Gateway rule' }
    expect(v2({ actor: alice, action })).toBe(
      'alice@acme.example deleted a Zero Trust Gateway rule',
    )
    expect(v2({ actor: alice, action, resource: { response: { name: 'block' } } })).toBe(
      'alice@acme.example deleted Zero Trust Gateway rule block',
    )
  })

  test('never says that a failed action was done', () => {
    const action = { description: 'Roll Token', result: 'failure' }
    expect(v2({ actor: { token_name: 'ci' }, action })).toBe('Token “ci” tried to roll token')
  })

  test('knows sign-ins, and quotes what it does not know', () => {
    expect(v2({ actor: alice, action: { description: 'LOGIN' } })).toBe(
      'alice@acme.example signed in',
    )
    expect(v2({ actor: alice, action: { description: 'SSO_LOGIN' } })).toBe(
      'alice@acme.example signed in through single sign-on',
    )
    for (const type of ['update', 'login']) {
      expect(v2({ actor: alice, action: { description: 'SSO_LOGIN', type } })).toBe(
        'alice@acme.example signed in through single sign-on',
      )
    }
    expect(v2({ actor: alice, action: { description: 'LOGIN', result: 'failure' } })).toBe(
      'alice@acme.example tried to sign in',
    )
    expect(v2({ actor: alice, action: { type: 'login' } })).toBe('alice@acme.example signed in')
    expect(v2({ actor: alice, action: { description: 'Frobnicate Widget' } })).toBe(
      'alice@acme.example did “Frobnicate Widget”',
    )
  })

  test('falls back on the action type, and on nothing', () => {
    const resource = { type: 'access_rule', id: 'x' }
    expect(v2({ actor: { type: 'system' }, action: { type: 'create' }, resource })).toBe(
      'The system created access rule x',
    )
    expect(v2({})).toBe('Someone did something that is not recorded')
    expect(v2({ actor: { type: 'cloudflare_admin' } })).toMatch(/^Cloudflare staff /)
    expect(v2({ actor: { type: 'account', id: 'a'.repeat(32) } })).toMatch(/^Account a+…a+ /)
  })

  test('keeps values of the entry apart from our words', () => {
    const parts = toSummary(accountAuditLogsV2, {
      actor: { email: 'eve deleted everything' },
      action: { description: 'Update Zone' },
    })
    expect(parts).toEqual([
      {
        text: 'eve deleted everything',
        isValue: true,
        location: { field: 'actor.email', keys: [] },
      },
      {
        text: 'updated zone',
        isValue: false,
        location: { field: 'action.description', keys: [] },
      },
    ])
  })

  test('tells where the entry records each part', () => {
    const locate = (entry: unknown) =>
      toSummary(accountAuditLogsV2, entry).map(({ text, location }) => [
        text,
        location && [location.field, ...location.keys].join('/'),
      ])
    const request = { name: 'www' }
    expect(
      locate({
        actor: { token_name: 'ci' },
        action: { description: 'Update DNS Record' },
        resource: { id: 'r1', request },
        zone: { name: 'acme.example' },
      }),
    ).toEqual([
      ['Token “ci”', 'actor.token_name'],
      ['updated DNS record', 'action.description'],
      ['www', 'resource.request/name'],
      ['in', undefined],
      ['acme.example', 'zone.name'],
    ])
    expect(locate({ action: { type: 'create' }, resource: { product: 'dns', id: 'r1' } })).toEqual([
      ['Someone', undefined],
      ['created', 'action.type'],
      ['dns', 'resource.product'],
      ['r1', 'resource.id'],
    ])
  })

  test('names a zone once, and not by its id', () => {
    const zone = { id: 'z1', name: 'acme.example' }
    const say = (description: string, id: string) =>
      v2({ actor: alice, action: { description }, resource: { id }, zone })
    expect(say('Purge Cached Content', 'z1')).toBe(
      'alice@acme.example purged cached content in acme.example',
    )
    expect(say('Edit Zone', 'z1')).toBe('alice@acme.example edited zone acme.example')
    expect(say('Edit Zone', 'z2')).toBe('alice@acme.example edited zone z2 in acme.example')
  })

  test('names a deleted record by any body that has its name', () => {
    const action = { description: 'Delete DNS Record', type: 'delete' }
    for (const bodies of [
      { request: { name: 'old.acme.example' } },
      { response: { result: { name: 'old.acme.example' } } },
      { response: { name: 'old.acme.example' } },
      { value: { before: { name: 'old.acme.example' } } },
    ]) {
      expect(v2({ actor: alice, action, resource: { id: 'r1', ...bodies } })).toBe(
        'alice@acme.example deleted DNS record old.acme.example',
      )
    }
  })
})

describe('toSummary for the log of an organization', () => {
  const summarize = (entry: unknown) => toSummaryText(toSummary(organizationAuditLogsV2, entry))
  const actor = { email: 'alice@acme.example' }
  const action = { description: 'Create organization member', result: 'success' }

  test('names the member who was added', () => {
    const request = { member: { user: { email: 'bob@acme.example' }, status: 'active' } }
    const member = 'alice@acme.example created organization member bob@acme.example'
    expect(summarize({ actor, action, resource: { id: 'm1', request } })).toBe(member)
    expect(summarize({ actor, action, resource: { response: { result: request } } })).toBe(member)
    expect(summarize({ actor, action, resource: { id: 'm1' } })).toBe(
      'alice@acme.example created organization member m1',
    )
  })
})

describe('toSummary for audit log v1', () => {
  const actor = { email: 'bob@acme.example' }

  test('finds the verb wherever the type has it', () => {
    expect(
      v1({
        actor,
        action: { type: 'change_setting' },
        metadata: { name: 'security_level', zone_name: 'acme.example' },
        oldValue: 'high',
        newValue: 'low',
      }),
    ).toBe('bob@acme.example changed setting security_level from high to low in acme.example')
    expect(
      v1({
        actor,
        action: { type: 'rec_add' },
        resource: { type: 'DNS_record', id: 10715065354 },
        newValueJson: { name: 'www.acme.example' },
        newValue: 'null',
      }),
    ).toBe('bob@acme.example added DNS record www.acme.example')
    expect(v1({ actor: { id: '1' }, action: { type: 'tls_settings_deployed' } })).toBe(
      'The system deployed tls settings',
    )
    expect(v1({ actor, action: { type: 'login' } })).toBe('bob@acme.example signed in')
    expect(v1({ actor, action: { type: 'pending' } })).toBe('bob@acme.example did “pending”')
  })

  test('prefers the more telling info, unless it holds no verb', () => {
    const resource = { type: 'r2.bucket', id: 'media' }
    expect(v1({ actor, action: { type: 'create', info: 'CreateBucket' }, resource })).toBe(
      'bob@acme.example created bucket media',
    )
    expect(
      v1({ actor, action: { type: 'rotate_API_key', info: 'key digest: 00ff' }, resource: {} }),
    ).toBe('bob@acme.example rotated API key')
  })

  test('names a purged zone by its name', () => {
    const resource = { type: 'zone', id: 'z1' }
    const metadata = { zone_name: 'acme.example' }
    expect(v1({ actor, action: { type: 'purge' }, resource, metadata })).toBe(
      'bob@acme.example purged zone acme.example',
    )
  })

  test('tells the token or the zone that v1 records under its account', () => {
    const resource = { type: 'account', id: 'ab'.repeat(16) }
    const token = { token_name: 'cache-warmup token', token_tag: 'cd'.repeat(16) }
    expect(v1({ actor, action: { type: 'token_create' }, resource, metadata: token })).toBe(
      'bob@acme.example created token cache-warmup token',
    )
    const zone = { zone_id: 'ef'.repeat(16), zone_name: 'labs-demo.test' }
    const added = { actor, action: { type: 'add' }, resource, metadata: zone }
    expect(v1(added)).toBe('bob@acme.example added zone labs-demo.test')
    const names = () => 'Acme Corp'
    expect(toSummaryText(toSummary(accountAuditLogsV1, added, names))).toBe(
      'bob@acme.example added zone labs-demo.test',
    )
  })

  test('says token or key where the API was called without an email', () => {
    const call = { action: { type: 'create' }, interface: 'API' }
    const id = 'ab'.repeat(16)
    expect(v1({ ...call, actor: { id, type: 'user' } })).toMatch(/^Token or key abab.*abab created/)
    expect(v1({ ...call, actor: { type: 'user', email: '' } })).toMatch(/^A token or key created/)
    expect(v1({ ...call, actor: { email: 'bob@acme.example', type: 'user' } })).toMatch(/^bob@/)
    expect(v1({ ...call, interface: '', actor: { id, type: 'user' } })).toMatch(/^Token or key /)
    expect(v1({ ...call, interface: 'UI', actor: { id, type: 'user' } })).toMatch(/^Actor /)
    expect(v1({ ...call, actor: { type: 'Cloudflare' } })).toMatch(/^Cloudflare staff /)
    expect(v1({ ...call, actor: { id: '1', type: 'system' } })).toMatch(/^The system /)
  })

  test('says “tried” for a result of false only', () => {
    expect(v1({ actor, action: { type: 'delete', result: false } })).toBe(
      'bob@acme.example tried to delete',
    )
    expect(v1({ actor, action: { type: 'delete' } })).toBe('bob@acme.example deleted')
  })
})

describe('toSummary for insights', () => {
  const entry = { changed_by: 'system', field_changed: 'status', issue_id: '42' }

  test('tells the change', () => {
    expect(insight({ ...entry, previous_value: 'active', current_value: 'resolved' })).toBe(
      'The system changed the status of insight 42 from active to resolved',
    )
    expect(insight({ ...entry, previous_value: null, current_value: 'accepted' })).toBe(
      'The system set the status of insight 42 to accepted',
    )
    expect(insight({ ...entry, previous_value: 'accepted', current_value: null })).toBe(
      'The system cleared the status of insight 42 from accepted',
    )
  })
})

describe('toSummary with names of other entries', () => {
  const known = new Map([
    ['r1', 'www.acme.example'],
    ['u1', 'alice@acme.example'],
    ['t1', 'ci'],
    ['z1', 'acme.example'],
  ])
  const names = (id: string) => known.get(id)
  const say = (dataset: Dataset, entry: unknown) => toSummaryText(toSummary(dataset, entry, names))
  const action = { description: 'Delete DNS Record', result: 'success' }

  test('names the resource, the actor and the zone, and keeps the recorded ids beside them', () => {
    const entry = { actor: { id: 'u1' }, action, resource: { id: 'r1' }, zone: { id: 'z1' } }
    expect(say(accountAuditLogsV2, entry)).toBe(
      'alice@acme.example deleted DNS record www.acme.example',
    )
    expect(toSummary(accountAuditLogsV2, entry, names)[0]).toEqual({
      text: 'alice@acme.example',
      isValue: true,
      resolvedId: 'u1',
      location: { field: 'actor.id', keys: [] },
    })
    expect(say(accountAuditLogsV2, { ...entry, resource: { id: 'other' } })).toBe(
      'alice@acme.example deleted DNS record other in acme.example',
    )
  })

  test('names a token, and the one who changed an insight', () => {
    expect(
      say(accountAuditLogsV2, { actor: { type: 'account', id: 'a', token_id: 't1' } }),
    ).toMatch(/^Token “ci” did/)
    const change = { changed_by: 'u1', field_changed: 'status', issue_id: '42' }
    expect(say(insightAuditLogs, { ...change, current_value: 'resolved' })).toBe(
      'alice@acme.example set the status of insight 42 to resolved',
    )
  })

  test('prefers what the entry records itself', () => {
    const entry = { actor: { id: 'u1', email: 'bob@acme.example' }, action, resource: { id: 'r1' } }
    const request = { name: 'old.acme.example' }
    expect(say(accountAuditLogsV2, { ...entry, resource: { id: 'r1', request } })).toBe(
      'bob@acme.example deleted DNS record old.acme.example',
    )
    expect(toSummary(accountAuditLogsV2, entry, names)[0]).toEqual({
      text: 'bob@acme.example',
      isValue: true,
      location: { field: 'actor.email', keys: [] },
    })
  })
})

test('any JSON value has a summary of bounded length', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.record({
      actor: fc.jsonValue(),
      action: fc.oneof(fc.jsonValue(), fc.record({ type: fc.string(), info: fc.string() })),
      resource: fc.jsonValue(),
      issue_id: fc.string({ maxLength: 5_000 }),
    }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...datasets), odd, (dataset, entry) => {
      const names = (id: string) => `name of ${id}`
      const text = toSummaryText(toSummary(dataset, entry))
      expect(toSummaryText(toSummary(dataset, entry, names)).length).toBeLessThan(700)
      expect(text.length).toBeGreaterThan(0)
      expect(text.length).toBeLessThan(700)
    }),
  )
})

test('a summary masks what looks like a secret, also among the words of the log', () => {
  const token = `cfut_${'a1B2'.repeat(6)}`
  const words = [
    v2({ action: { description: `Create token ${token}` } }),
    v2({ action: { type: 'create' }, resource: { type: token } }),
    v1({ action: { type: 'other', info: `Create ${token}` } }),
    v1({ action: { type: token } }),
    v1({ action: { type: 'create' }, resource: { type: token } }),
    insight({ field_changed: token, current_value: 'a' }),
    toSummaryText(
      toSummary(getDataset('access-scim-logs'), { request_method: 'PUT', resource_type: token }),
    ),
  ]
  for (const text of words) {
    expect(text).toContain('[masked')
    expect(text.toLowerCase()).not.toContain('a1b2a1b2')
  }
})
