import { describe, expect, it } from 'vitest'
import { findDataset } from '../index.ts'
import { accessRequestEntry } from './access-request.ts'
import { auditLogV1Entry } from './audit-log-v1.ts'
import { auditLogV2Entry, organizationAuditLogV2Entry } from './audit-log-v2.ts'
import { insightAuditLogEntry } from './insight-audit-log.ts'

const hex = '00112233445566778899aabbccddeeff'
const uuid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0'

const v2 = {
  id: hex,
  account: { id: hex, name: 'Lantern Works' },
  action: {
    description: 'Update DNS record',
    result: 'success',
    time: '2026-11-20T08:30:00.120Z',
    type: 'update',
  },
  actor: {
    id: hex,
    context: 'api_token',
    email: 'ida@example.com',
    ip_address: '2001:db8::7',
    token_id: hex,
    token_name: 'deploy',
    type: 'user',
  },
  raw: {
    cf_ray_id: '0011223344556677',
    method: 'PATCH',
    status_code: 200,
    uri: `/zones/${hex}/dns_records/${hex}`,
    user_agent: 'terraform/1.9',
  },
  resource: {
    id: hex,
    product: 'dns',
    type: 'record',
    scope: 'zones',
    request: { content: '192.0.2.1' },
    response: { result: { id: hex } },
  },
  zone: { id: hex, name: 'lantern.example' },
}

const v1 = {
  id: uuid,
  action: { result: true, type: 'change_setting' },
  actor: { id: hex, email: 'ida@example.com', ip: '192.0.2.9', type: 'user' },
  interface: 'API',
  metadata: { name: 'min_tls_version', type: 'ssl', value: '1.2', zone_name: 'lantern.example' },
  newValue: '1.2',
  oldValue: '1.0',
  owner: { id: hex },
  resource: { id: hex, type: 'zone' },
  when: '2026-11-20T08:30:00Z',
}

const insight = {
  id: '0192a000-1111-7222-8333-444455556666',
  changed_at: '2026-11-20T08:30:00Z',
  changed_by: 'system',
  field_changed: 'user_classification',
  previous_value: null,
  current_value: 'accept_risk',
  rationale: 'known',
  issue_id: 'issue-7',
  zone_id: 4711,
}

/** As the reference prints it. */
const accessRequest = {
  action: 'login',
  allowed: true,
  app_domain: 'test.example.com/admin',
  app_uid: 'df7e2w5f-02b7-4d9d-af26-8d1988fca630',
  connection: 'saml',
  created_at: '2014-01-01T05:20:00.12345Z',
  ip_address: '198.41.129.166',
  ray_id: '187d944c61940c77',
  user_email: 'user@example.com',
}

describe('an entry of the Access sign-in log', () => {
  it.each<[string, object]>([
    ['as the reference prints it', accessRequest],
    [
      'with the fields that the reference lacks',
      { ...accessRequest, user_id: uuid, app_name: 'Wiki', app_type: 'saas', country: 'us' },
    ],
    ['with unknown keys and words', { ...accessRequest, action: 'logout', new: { a: 1 } }],
    ['with nulls', { allowed: null, user_email: null, created_at: null }],
    ['that is empty', {}],
  ])('is accepted %s', (_, entry) => {
    expect(accessRequestEntry.parse(entry)).toEqual(entry)
  })

  it.each<[string, unknown]>([
    ['an outcome that is text', { allowed: 'true' }],
    ['a time that is a number', { created_at: 1_700_000_000 }],
    ['a list', [accessRequest]],
  ])('is called strange with %s', (_, entry) => {
    expect(accessRequestEntry.safeParse(entry).success).toBe(false)
  })
})

describe('an entry of audit log v2', () => {
  it.each<[string, object]>([
    ['as the reference prints it', v2],
    [
      'with an empty object as scope, request and response',
      { ...v2, resource: { scope: {}, request: {}, response: {} } },
    ],
    ['with the scope as text', { resource: { scope: 'accounts' } }],
    ['with an id in UUID form', { ...v2, id: uuid }],
    ['with the Ray ID under its other name', { raw: { cf_rayid: '0011223344556677' } }],
    ['with the token nested', { actor: { token: { id: hex, name: 'deploy' } } }],
    ['with a status as text', { raw: { status_code: '500' } }],
    ['of a system, without email and id', { ...v2, actor: { type: 'system' } }],
    ['of an account, without zone', { ...v2, zone: undefined }],
    [
      'with nulls where things are missing',
      { id: null, actor: null, raw: null, resource: null, zone: null },
    ],
    [
      'with unknown vocabulary',
      { action: { type: 'teleport', result: '' }, actor: { context: 'telepathy' } },
    ],
    [
      'with bodies that are no objects',
      { resource: { request: [1], response: 'redacted', value: null } },
    ],
    ['with before and after', { resource: { value: { before: { a: 1 }, after: { a: 2 } } } }],
    ['that is empty', {}],
  ])('is accepted %s', (_, entry) => {
    expect(auditLogV2Entry.parse(entry)).toEqual(entry)
  })

  it('keeps unknown keys at every level', () => {
    const entry = {
      new: 1,
      account: { new: 1 },
      action: { new: 1 },
      actor: { new: 1, token: { new: 1 } },
      raw: { new: 1 },
      resource: { new: 1, scope: { new: 1 } },
      zone: { new: 1 },
      organization: { id: hex },
    }
    expect(auditLogV2Entry.parse(entry)).toEqual(entry)
  })

  it.each<[string, unknown]>([
    ['text', 'entry'],
    ['a list', [v2]],
    ['null', null],
    ['an actor that is text', { actor: 'ida' }],
    ['an id that is a number', { id: 7 }],
    ['a time that is a number', { action: { time: 1_700_000_000 } }],
  ])('is called strange when it is %s', (_, entry) => {
    expect(auditLogV2Entry.safeParse(entry).success).toBe(false)
  })
})

describe('an entry of the log of an organization', () => {
  const { account: _account, zone: _zone, ...shared } = v2
  const organization = { id: '019c4f65e7607d8c9f6f6b58aa3aff50' }

  it.each<[string, object]>([
    [
      'as the reference prints it',
      {
        ...shared,
        organization,
        resource: { ...v2.resource, product: 'organizations', scope: 'organizations' },
      },
    ],
    ['without its organization', shared],
    ['with an organization that is null or has more', { organization: null }],
    ['with unknown properties', { organization: { ...organization, name: 'Lantern' } }],
  ])('is accepted %s', (_, entry) => {
    expect(organizationAuditLogV2Entry.parse(entry)).toEqual(entry)
  })

  it('is called strange when its organization is text', () => {
    expect(organizationAuditLogV2Entry.safeParse({ organization: 'x' }).success).toBe(false)
  })
})

describe('an entry of audit log v1', () => {
  it.each<[string, object]>([
    ['as the reference prints it', v1],
    [
      'of R2, with info, empty texts and empty objects',
      {
        ...v1,
        action: { info: 'CreateBucket', result: true, type: 'create' },
        metadata: { zone_name: 'r2.cloudflarestorage.com' },
        newValue: '',
        newValueJson: {},
        oldValue: '',
        oldValueJson: {},
        resource: { id: 'lantern-images', type: 'r2.bucket' },
      },
    ],
    [
      'of D1, with a structured new value',
      {
        ...v1,
        action: { info: 'CreateDatabase', result: true, type: 'create' },
        metadata: {},
        newValueJson: { database_name: 'lantern' },
        resource: { id: uuid, type: 'd1.database' },
      },
    ],
    [
      'of AI Gateway, with nested settings',
      {
        ...v1,
        action: { info: 'gateway updated', result: true, type: 'update' },
        newValueJson: { cache_ttl: 0, collect_logs: true, limits: { technique: 'fixed' } },
        oldValueJson: { cache_ttl: 60 },
        resource: { id: uuid, type: 'ai_gateway.gateway' },
      },
    ],
    ['with old and new value as one SDK spells them', { old_value: '1', new_value: '2' }],
    ['with values that are objects or the text null', { oldValue: 'null', newValue: { a: [1] } }],
    ['of a system, without email and address', { ...v1, actor: { id: '1', type: 'system' } }],
    ['without a result', { action: { type: 'gateway_update' } }],
    ['with a null interface', { ...v1, interface: null }],
    ['with a numeric resource id', { resource: { id: 10715065354, type: 'DNS_record' } }],
    ['with microseconds', { when: '2026-11-20T08:30:00.1234Z' }],
    ['with metadata that is text', { metadata: 'none' }],
    ['that is empty', {}],
    [
      'as Logpush names things, all of it unknown here',
      {
        ActionResult: true,
        ActionType: 'token_create',
        ActorIP: '::ffff:192.0.2.9',
        Metadata: { token_name: 'x' },
        OldValue: null,
        When: '2026-11-20T08:30:00Z',
      },
    ],
  ])('is accepted %s', (_, entry) => {
    expect(auditLogV1Entry.parse(entry)).toEqual(entry)
  })

  it('keeps unknown keys at every level', () => {
    const entry = {
      new: 1,
      action: { new: 1 },
      actor: { new: 1 },
      owner: { new: 1 },
      resource: { new: 1 },
    }
    expect(auditLogV1Entry.parse(entry)).toEqual(entry)
  })

  it.each<[string, unknown]>([
    ['an action that is text', { action: 'login' }],
    ['a result that is text', { action: { result: 'true' } }],
    ['a list', []],
  ])('is called strange with %s', (_, entry) => {
    expect(auditLogV1Entry.safeParse(entry).success).toBe(false)
  })
})

describe('an entry of the insight log', () => {
  it.each<[string, object]>([
    ['of a zone, with its number', insight],
    ['with the zone as text', { ...insight, zone_id: hex }],
    ['of an account, without zone', { ...insight, zone_id: undefined }],
    ['with cleared values', { ...insight, current_value: null, rationale: null }],
    ['with unknown vocabulary', { ...insight, field_changed: 'severity' }],
    ['with unknown keys', { ...insight, new: { a: 1 } }],
    ['that is empty', {}],
  ])('is accepted %s', (_, entry) => {
    expect(insightAuditLogEntry.parse(entry)).toEqual(entry)
  })

  it('is called strange when its time is a number', () => {
    expect(insightAuditLogEntry.safeParse({ changed_at: 7 }).success).toBe(false)
  })
})

describe('every dataset', () => {
  it.each([
    ['account-audit-logs-v2', v2, 'id', 'action.time'],
    ['account-audit-logs-v1', v1, 'id', 'when'],
    ['user-audit-logs-v1', v1, 'id', 'when'],
    ['insight-audit-logs', insight, 'id', 'changed_at'],
    ['access-authentication-logs', accessRequest, undefined, 'created_at'],
  ])('%s says where its entry has id and time', (id, entry, idPath, timePath) => {
    const dataset = findDataset(id)
    expect([dataset?.idPath, dataset?.timePath]).toEqual([idPath, timePath])
    expect(dataset?.entrySchema.safeParse(entry).success).toBe(true)
  })
})
