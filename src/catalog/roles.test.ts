import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from './index.ts'
import {
  findOutcomeWord,
  findRoleText,
  inFields,
  insideField,
  listRoleFields,
  listRolesOf,
  readOutcome,
  readRole,
  readRoleText,
  type roles,
} from './roles.ts'
import { toVerb } from './verbs.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const insights = getDataset('insight-audit-logs')

describe('the roles of the datasets', () => {
  it.each(datasets.map((dataset) => [dataset.id, dataset] as const))(
    '%s has a time, an actor, an action and its time path in the role time',
    (_, dataset) => {
      expect(listRoleFields(dataset, 'time').map(({ path }) => path)).toEqual([dataset.timePath])
      expect(dataset.roles.actor ?? dataset.roles.actorId).toBeDefined()
      expect(dataset.roles.action).toBeDefined()
    },
  )

  it('read the values of an entry of audit log v2', () => {
    const entry = {
      action: { time: '2026-11-21T10:00:00Z', type: 'update', result: 'failure' },
      actor: { email: 'a@x.example', token: { id: 'token-1' }, ip_address: '192.0.2.1' },
      resource: { id: 'r1', value: { before: { name: 'old' }, after: { name: 'new' } } },
      raw: { cf_rayid: 'ray-1', status_code: 403 },
    }
    const read = (role: (typeof roles)[number]) => readRole(v2, entry, role)
    expect(read('actor')).toBe('a@x.example')
    expect(read('address')).toBe('192.0.2.1')
    expect(read('credentialId')).toBe('token-1')
    expect(read('ray')).toBe('ray-1')
    expect(read('valueBefore')).toEqual({ name: 'old' })
    expect(read('valueAfter')).toEqual({ name: 'new' })
    expect(read('resourceName')).toBe('new')
    expect(readRoleText(v2, entry, 'status')).toBe('403')
    expect(readOutcome(v2, entry)).toBe('failure')
    expect(toVerb(v2.verbs, String(read('action')))).toBe('update')
    expect(read('reason')).toBeUndefined()
  })

  it('read the values of an entry of audit log v1', () => {
    const entry = {
      when: '2026-11-21T10:00:00Z',
      action: { type: 'rec_add', result: true },
      actor: { email: 'a@x.example', ip: '192.0.2.1' },
      oldValue: '',
      oldValueJson: { name: 'old' },
      metadata: { zone_name: 'x.example' },
    }
    expect(readRole(v1, entry, 'address')).toBe('192.0.2.1')
    expect(readRole(v1, entry, 'zone')).toBe('x.example')
    expect(readRole(v1, entry, 'valueBefore')).toEqual({ name: 'old' })
    expect(readRole(v1, entry, 'resourceName')).toBe('old')
    expect(readOutcome(v1, entry)).toBe('success')
    expect(toVerb(v1.verbs, String(readRole(v1, entry, 'action')))).toBe('create')
  })

  it('read the values of an insight change', () => {
    const entry = { field_changed: 'status', changed_by: 'system', previous_value: null }
    expect(readRole(insights, entry, 'actorId')).toBe('system')
    expect(readRole(insights, entry, 'valueBefore')).toBeUndefined()
    expect(toVerb(insights.verbs, String(readRole(insights, entry, 'action')))).toBe('update')
    expect(readOutcome(insights, entry)).toBeUndefined()
  })
})

describe('reading a role', () => {
  const dataset = {
    fields: ['a', 'b'].map((path) => ({
      path,
      label: path,
      kind: 'json' as const,
      group: 'entry' as const,
      description: '',
    })),
    roles: {
      resourceName: [insideField('a', 'name'), ...inFields('b')],
      outcome: inFields('b'),
    },
    outcomes: { success: [true], failure: [false, 'no'] },
  }

  it('takes the first location that has a value', () => {
    expect(readRole(dataset, { a: { name: '' }, b: 'B' }, 'resourceName')).toBe('B')
    expect(readRole(dataset, { a: { name: 'A' }, b: 'B' }, 'resourceName')).toBe('A')
    expect(readRole(dataset, { a: { name: null } }, 'resourceName')).toBeUndefined()
  })

  it('reads own properties only', () => {
    expect(readRole(dataset, { a: Object.create({ name: 'x' }) }, 'resourceName')).toBeUndefined()
    expect(readRole(dataset, null, 'resourceName')).toBeUndefined()
  })

  it('tells the declared spellings of an outcome from other words', () => {
    expect(readOutcome(dataset, { b: false })).toBe('failure')
    expect(readOutcome(dataset, { b: 'no' })).toBe('failure')
    expect(readOutcome(dataset, { b: 'denied' })).toEqual({ other: 'denied' })
    expect(readOutcome(dataset, { b: {} })).toBeUndefined()
  })

  it('lists the roles of a field', () => {
    expect(listRolesOf(dataset, 'b')).toEqual(['outcome', 'resourceName'])
    expect(listRolesOf(dataset, 'a')).toEqual([])
  })
})

describe('the words of an outcome', () => {
  it.each([
    ['account-audit-logs-v1', 'action.result', 'true', 'success'],
    ['account-audit-logs-v1', 'action.result', 'false', 'failure'],
    ['account-audit-logs-v2', 'action.result', 'failure', 'failure'],
    ['access-authentication-logs', 'allowed', 'false', 'failure'],
    ['account-audit-logs-v1', 'action.result', 'pending', undefined],
    ['account-audit-logs-v1', 'action.type', 'true', undefined],
    ['insight-audit-logs', 'current_value', 'true', undefined],
  ] as const)('of %s in %s: %s is %s', (id, path, text, word) => {
    expect(findOutcomeWord(getDataset(id), path, text)).toBe(word)
  })
})

it('a text of a role is found with its location', () => {
  const entry = { resource: { response: { result: { name: 'www' } } } }
  expect(findRoleText(v2, entry, 'resourceName')).toEqual({
    text: 'www',
    location: insideField('resource.response', 'result', 'name'),
  })
  expect(findRoleText(v2, {}, 'resourceName')).toBeUndefined()
})
