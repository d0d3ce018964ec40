import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { readOneRule } from '../testing/read-one-rule.ts'
import { explainRule } from './explain-rule.ts'
import { listMatchedValues } from './list-matched-values.ts'

const dataset = getDataset('account-audit-logs-v2')

function explain(detection: string, logsource?: string): string {
  const rule = readOneRule(detection, '', logsource)
  return explainRule(rule, dataset)
    .map(({ text }) => text)
    .join('')
}

describe('the condition in words', () => {
  it.each([
    [
      `
a: { action.type: delete, resource.product: dns_records }
b: { actor.type: system }
condition: a and not b`,
      'action type is “delete” and product is “dns_records” and actor type is not “system”',
    ],
    [
      `
a: { action.type: [create, delete], raw.status_code: [200, 201] }
condition: a`,
      'action type is “create” or “delete” and status is 200 or 201',
    ],
    [
      `
a: { actor.ip_address|cidr: 10.0.0.0/8, raw.status_code|gte: 400 }
b: { actor.email|endswith: [a, b] }
condition: a or not b`,
      '(IP address is in the network 10.0.0.0/8 and status is at least 400) or actor email does not end with “a” or “b”',
    ],
    [
      `
a: { action.type: delete, actor.type: user }
b: { actor.email|exists: false, zone.name: null }
condition: not a and b`,
      'not (action type is “delete” and actor type is “user”) and actor email is absent and zone has no value',
    ],
    [
      `
a: { resource.request.name|cased|contains|all: [A, b] }
b: { zone.name|fieldref: account.name, raw.uri: '/a*/b?', raw.user_agent|re: '^x', zone.id: '*' }
condition: 1 of them`,
      'request body name contains exactly “A” and “b” or (zone is the same as account and URI is like “/a*/b?” and user agent matches the expression “^x” and zone id has a text)',
    ],
    [
      `
words: [one, two]
not_words: [three]
condition: words and not not_words`,
      'any text contains “one” or “two” and no text contains “three”',
    ],
    [
      'a: { actor.email: [a, b, c, d, e, f, g, h, i, j] }\ncondition: a',
      'actor email is “a”, “b”, “c”, “d”, “e”, “f”, “g” or 3 others',
    ],
  ])('%s', (detection, sentence) => {
    expect(explain(detection)).toBe(sentence)
  })

  it('has the names of roles for a rule of any log', () => {
    const detection = 'a: { verb: delete, credential_id|exists: true }\ncondition: a'
    expect(explain(detection, '')).toBe('verb is “delete” and credential id is present')
  })
})

describe('the matched values', () => {
  it('have pointers, through lists and into JSON that is kept as text', () => {
    const rule = readOneRule(`
a:
    action.type: delete
    resource.request.rules.action|startswith: by
b: [hidden]
c: { actor.type: system }
condition: a and b and not c`)
    const entry = {
      action: { type: 'delete' },
      actor: { type: 'user', note: 'a Hidden text' },
      resource: { request: '{"rules":[{"action":"block"},{"action":"bypass"}]}' },
    }
    expect(listMatchedValues(rule, dataset, entry)).toEqual([
      { pointer: '/action/type', path: 'action.type', value: 'delete' },
      {
        pointer: '/resource/request/rules/1/action',
        path: 'resource.request.rules.action',
        value: 'bypass',
      },
      { pointer: '/actor/note', path: 'actor.note', value: 'a Hidden text' },
    ])
    expect(listMatchedValues(rule, dataset, { action: { type: 'delete' } })).toEqual([])
  })

  it('are those at the location of a role', () => {
    const rule = readOneRule('a: { verb: sign-in, resource_name: x }\ncondition: a', '', '')
    const entry = {
      action: { type: 'login' },
      resource: { response: { result: { name: 'X' } } },
    }
    expect(listMatchedValues(rule, dataset, entry)).toEqual([
      { pointer: '/action/type', path: 'action.type', value: 'login' },
      {
        pointer: '/resource/response/result/name',
        path: 'resource.response.result.name',
        value: 'X',
      },
    ])
  })
})
