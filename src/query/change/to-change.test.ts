import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../../catalog/index.ts'
import { recordsChanges } from '../../catalog/roles.ts'
import { formatChange } from './format-change.ts'
import { needsEarlier, toChange } from './to-change.ts'

const version = (entry: unknown) => ({ entry, text: JSON.stringify(entry) })

function say(datasetId: string, entry: unknown, earlier: readonly unknown[] = []): string {
  return formatChange(toChange(getDataset(datasetId), version(entry), earlier.map(version)))
}
const v1 = (entry: unknown) => say('account-audit-logs-v1', entry)
const v2 = (entry: unknown, ...earlier: unknown[]) => say('account-audit-logs-v2', entry, earlier)
const insight = (entry: unknown) => say('insight-audit-logs', entry)

/** An entry of v2 about the policy p1. */
const policy = (
  second: number,
  type: string,
  result: unknown,
  more: Record<string, unknown> = {},
) => ({
  id: `e${second}`,
  action: { time: `2026-11-01T00:00:0${second}.000Z`, type, result: 'success' },
  resource: { id: 'p1', type: 'policy', response: { result } },
  ...more,
})
const allow = {
  id: 'p1',
  decision: 'allow',
  include: [{ group: { id: 'g1' } }],
  modified_on: '2026-10-01',
}
const bypass = {
  id: 'p1',
  decision: 'bypass',
  include: [{ everyone: {} }],
  modified_on: '2026-11-01',
}

describe('the change of an entry of audit log v2', () => {
  it('is its body beside that of the entry before it about the same resource', () => {
    expect(v2(policy(9, 'update', bypass), policy(3, 'update', allow))).toBe(
      'decision: allow → bypass · include: [group g1] → [everyone]',
    )
  })

  it('is unknown without such an entry: a later one, a failed one, or one of another resource', () => {
    const failed = policy(4, 'update', allow, {
      action: { time: '2026-11-01T00:00:04.000Z', type: 'update', result: 'failure' },
    })
    const other = {
      ...policy(4, 'update', allow),
      resource: { id: 'p2', response: { result: allow } },
    }
    const now = policy(5, 'update', bypass)
    expect(v2(now, policy(8, 'update', allow), failed, other)).toBe('no earlier version loaded')
    expect(needsEarlier(getDataset('account-audit-logs-v2'), version(now))).toBe(true)
  })

  it('of a request alone does not say that what was not sent is gone', () => {
    const toRequest = (second: number, request: unknown) => ({
      ...policy(second, 'update', undefined),
      resource: { id: 'p1', type: 'policy', request },
    })
    expect(v2(toRequest(9, { ttl: 2, tags: [] }), toRequest(3, { ttl: 1, name: 'www' }))).toBe(
      'ttl: 1 → 2 · tags: not recorded → []',
    )
  })

  it('of a failed action was not done', () => {
    const failed = {
      ...policy(9, 'update', null),
      action: { time: '2026-11-01T00:00:09.000Z', type: 'update', result: 'failure' },
      resource: {
        id: 'p1',
        type: 'policy',
        request: { decision: 'bypass' },
        response: { success: false, errors: [{}] },
      },
    }
    const before = {
      ...policy(3, 'update', allow),
      resource: {
        id: 'p1',
        type: 'policy',
        request: { decision: 'allow' },
        response: { success: true },
      },
    }
    expect(v2(failed, before)).toBe('not done: decision: allow → bypass')
  })

  it('of a creation and a deletion is what there was', () => {
    expect(v2(policy(1, 'create', allow))).toBe(
      'created with decision: allow · include: [group g1]',
    )
    expect(v2(policy(9, 'delete', { id: 'p1' }), policy(3, 'update', allow))).toBe(
      'deleted, had decision: allow · include: [group g1]',
    )
    expect(v2(policy(9, 'delete', { id: 'p1' }))).toBe('no earlier version loaded')
  })

  it('is by recorded values where the entry has them, and none for reads and sign-ins', () => {
    const value = { before: { ssl: 'off' }, after: { ssl: 'strict' } }
    expect(v2({ ...policy(9, 'update', undefined), resource: { id: 'p1', value } })).toBe(
      'ssl: off → strict',
    )
    expect(v2(policy(9, 'view', allow))).toBe('')
    expect(v2({ action: { type: 'login' } })).toBe('')
  })

  it('reads bodies that are recorded as text', () => {
    const asText = (second: number, body: unknown) => ({
      ...policy(second, 'update', undefined),
      resource: { id: 'p1', type: 'policy', response: JSON.stringify(body) },
    })
    expect(v2(asText(9, { on: false }), asText(3, { on: true }))).toBe('on: true → false')
  })

  it('masks secrets, also those that changed', () => {
    const toSecret = (secret: string) => ({ id: 'p1', client_secret: secret })
    const change = v2(
      policy(9, 'update', toSecret('hunter2!')),
      policy(3, 'update', toSecret('hunter1!')),
    )
    expect(change).toBe('client_secret: [masked] → [masked]')
  })
})

describe('the change of other logs', () => {
  it('of v1 is by its values: as objects, as JSON in text, or plain under their name', () => {
    expect(
      v1({
        action: { type: 'x' },
        oldValueJson: { a: 1, b: { c: 2 } },
        newValueJson: { a: 1, b: { c: 3 } },
      }),
    ).toBe('b.c: 2 → 3')
    expect(
      v1({ action: { type: 'x' }, oldValue: '{"mode":"off"}', newValue: '{"mode":"on"}' }),
    ).toBe('mode: off → on')
    expect(
      v1({
        action: { type: 'change_setting' },
        metadata: { name: 'min_tls_version' },
        oldValue: '1.0',
        newValue: '1.2',
      }),
    ).toBe('min_tls_version: 1.0 → 1.2')
    expect(v1({ action: { type: 'rec_add' }, oldValue: 'null', newValueJson: { type: 'A' } })).toBe(
      'created with type: A',
    )
    expect(v1({ action: { type: 'login' } })).toBe('')
  })

  it('of an insight is its field', () => {
    const change = { field_changed: 'status', previous_value: 'active', current_value: 'resolved' }
    expect(insight(change)).toBe('status: active → resolved')
    expect(insight({ ...change, previous_value: null })).toBe('status: not set → resolved')
  })

  it('is told by which logs record one', () => {
    expect(datasets.filter(recordsChanges).map(({ id }) => id)).not.toContain(
      'access-authentication-logs',
    )
  })
})

it('a change of any two entries has a line of bounded length, in which no secret is', () => {
  const secret = 'cfut_0123456789abcdefghijklmnop'
  const value = fc.oneof(fc.jsonValue(), fc.constant(secret), fc.constant({ token: secret }))
  const entry = fc.record({
    action: fc.record({
      type: fc.constantFrom('create', 'update', 'delete'),
      time: fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
    }),
    resource: fc.record({ id: fc.constant('r'), request: value, response: value, value }),
    when: fc.constant('2026-11-01T00:00:00Z'),
    oldValueJson: value,
    newValueJson: value,
    oldValue: value,
    newValue: value,
  })
  fc.assert(
    fc.property(fc.constantFrom(...datasets), entry, entry, (dataset, own, other) => {
      const line = formatChange(toChange(dataset, version(own), [version(other)]))
      expect(line.length).toBeLessThan(8_000)
      expect(line).not.toContain(secret)
    }),
    { numRuns: 300 },
  )
})
