import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { Rule, RuleLevel } from '../../../detection/rule.ts'
import { secretMask } from '../../../query/secrets/find-secrets.ts'
import { makeRule, toRuleId } from '../../store/testing/make-rules.ts'
import { collectActors } from './collect-actors.ts'

const v2 = getDataset('account-audit-logs-v2')
const insights = getDataset('insight-audit-logs')

const rule = (number: number, level: RuleLevel): Rule => ({
  ...makeRule(number, { kind: 'and', of: [] }),
  level,
})
const rules = [rule(1, 'high'), rule(2, 'medium'), rule(3, 'low'), rule(4, 'critical')]
const ids = (...numbers: number[]) => numbers.map(toRuleId)

const entry = (minute: number, actor: object) => ({
  action: { time: `2026-11-19T10:0${minute}:00Z` },
  actor: { email: 'dana@acme.example', id: 'user-1', ...actor },
})

describe('actors', () => {
  it('have their findings by level, their time, addresses and tokens; low levels do not count', () => {
    const { add, list } = collectActors(rules)
    add(v2, entry(2, { ip_address: '203.0.113.71', token_id: 't1', token_name: 'ci' }), ids(1, 3))
    add(v2, entry(5, { ip_address: '203.0.113.71', token_id: 't1' }), ids(1, 2))
    add(v2, entry(1, { email: 'Dana@acme.example', ip_address: '203.0.113.66' }), ids(2))
    add(v2, entry(0, { email: 'low@acme.example', id: 'user-2' }), ids(3))
    expect(list()).toMatchObject([
      {
        name: 'dana@acme.example',
        asked: { role: 'actor', value: 'dana@acme.example' },
        levels: [
          { level: 'high', count: 1 },
          { level: 'medium', count: 1 },
        ],
        entries: 3,
        firstMs: Date.parse('2026-11-19T10:01:00Z'),
        lastMs: Date.parse('2026-11-19T10:05:00Z'),
        addresses: [
          { value: '203.0.113.71', count: 2 },
          { value: '203.0.113.66', count: 1 },
        ],
        tokens: [{ value: 't1', name: 'ci', count: 2 }],
      },
    ])
  })

  it('are ranked by their most severe findings, not by how many they have', () => {
    const { add, list } = collectActors(rules)
    add(v2, entry(1, { email: 'many@acme.example', id: 'a' }), ids(1, 2))
    add(v2, entry(1, { email: 'worst@acme.example', id: 'b' }), ids(4))
    expect(list().map(({ name }) => name)).toEqual(['worst@acme.example', 'many@acme.example'])
  })

  it('are one in logs that know the id only', () => {
    const { add, list } = collectActors(rules)
    add(insights, { changed_at: '2026-11-19T10:09:00Z', changed_by: 'user-1' }, ids(4))
    add(v2, entry(2, {}), ids(1))
    expect(list()).toMatchObject([
      { name: 'dana@acme.example', entries: 2, lastMs: Date.parse('2026-11-19T10:09:00Z') },
    ])
  })

  it('without a name are called by what the entry says, and are asked about by it', () => {
    const { add, list } = collectActors(rules)
    const byToken = { email: undefined, id: undefined, token_id: 't2', token_name: 'deploy' }
    add(v2, entry(1, byToken), ids(1))
    add(v2, { action: {}, actor: { type: 'system' } }, ids(2))
    expect(list()).toMatchObject([
      { name: 'Token “deploy”', asked: { role: 'credentialId', value: 't2' } },
      { name: 'The system', asked: undefined, firstMs: undefined },
    ])
  })

  it('are named with suspected secrets masked, and asked about by the value of the log', () => {
    const { add, list } = collectActors(rules)
    const secret = 'hunter2-actor'
    const email = `token=${secret}`
    add(v2, entry(1, { email, token_id: 't1', token_name: `token=${secret}` }), ids(1))
    add(v2, entry(2, { email, token_id: `token=${secret}`, ip_address: `token=${secret}` }), ids(1))
    const [actor] = list()
    const values = [...(actor?.tokens ?? []), ...(actor?.addresses ?? [])]
    expect([actor?.name, ...values.map(({ name }) => name)]).toEqual(
      Array.from({ length: 4 }, () => `token=${secretMask}`),
    )
    expect(actor?.asked?.value).toBe(email)
    expect(values.map(({ value }) => value)).toEqual(['t1', `token=${secret}`, `token=${secret}`])
  })

  it('are one for each token of an account, whose id is that of the account', () => {
    const { add, list } = collectActors(rules)
    const account = { email: undefined, id: 'account-1', type: 'account' }
    add(v2, entry(1, { ...account, token_id: 't1', token_name: 'deploy' }), ids(1))
    add(v2, entry(2, { ...account, token_id: 't2', token_name: 'backup' }), ids(2))
    add(v2, entry(3, { ...account, token_id: 't1', token_name: 'deploy' }), ids(2))
    add(v2, entry(4, account), ids(2))
    expect(list()).toMatchObject([
      { name: 'Token “deploy”', asked: { role: 'credentialId', value: 't1' }, entries: 2 },
      { name: 'Account account-1', asked: { role: 'actorId', value: 'account-1' }, entries: 1 },
      { name: 'Token “backup”', asked: { role: 'credentialId', value: 't2' }, entries: 1 },
    ])
  })
})
