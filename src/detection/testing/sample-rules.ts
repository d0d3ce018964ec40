/** Rules that use everything that is supported, for tests of the parser, the schemas and the evaluation. */
import { toRuleId, toRuleText } from './rule-text.ts'

/** A file with one or more rules. */
export type SampleRule = { title: string; text: string }

const everything = `
status: test
description: Uses every field of a rule.
name: everything
related:
    - id: ${toRuleId(9)}
      type: similar
taxonomy: sigma
license: CC0-1.0
references: ['https://example.com/a']
author: A, B
date: 2026-11-29
modified: 2026-11-30
fields: [actor.email]
falsepositives: ['A change that was announced']
level: high
tags: [attack.t1098.001, attack.persistence, effect.loosens, cve.2021-44228]
scope: [server]
next: ['Ask the actor.']
own-key: { kept: by others }
`

const modifiers = `
texts:
    action.type: [create, 'up?ate', 'dele*', 'a\\*b', 'a\\\\b']
    resource.product|contains: dns
    raw.uri|startswith: [/a, /b]
    actor.email|endswith|cased: '@Example.com'
    resource.request.name|contains|all: [a, b]
numbers:
    raw.status_code: [200, 201]
    raw.status_code|gt: 1
    raw.status_code|gte: 1
    raw.status_code|lt: 1000
    raw.status_code|lte: 1000
    resource.request.proxied: true
others:
    raw.uri|re: '^/accounts/[^/]+/tokens$'
    raw.user_agent|re|i|m|s: '^curl.*'
    actor.ip_address|cidr: [10.0.0.0/8, '2001:db8::/32']
    actor.email|exists: true
    zone.name: null
    actor.id|fieldref: resource.id
    zone.id|neq: [x, y]
    account.name|contains|neq: test
any_of:
    - action.type: a
      raw.method: POST
    - raw.method: PUT
words: [one, two, 3]
all_words:
    '|all': [one, two]
expression:
    '|re|i': 'a+b'
_hidden: { action.type: x }
condition: (texts or numbers and not others) or 1 of any_* or all of *words or expression and not _hidden
`

const correlated = (type: string, more: string) =>
  [
    toRuleText('a: { action.type: login }\ncondition: a', 'name: success\nlevel: low'),
    toRuleText(
      'a: { action.result: failure }\ncondition: a',
      `name: failure\nlevel: medium\nid: ${toRuleId(2)}`,
    ),
    `title: Correlated
id: ${toRuleId(3)}
level: high
correlation:
    type: ${type}
    rules: [failure, success]
    ${more.trim().replaceAll('\n', '\n    ')}
generate: true`,
  ].join('\n---\n')

/** The samples. */
export const sampleRules: readonly SampleRule[] = [
  { title: 'every field', text: toRuleText('a: { action.type: x }\ncondition: a', everything) },
  { title: 'every modifier', text: toRuleText(modifiers) },
  {
    title: 'roles',
    text: toRuleText(
      'a: { verb: delete, outcome: success, request_body.name: x }\ncondition: a',
      '',
      '',
    ),
  },
  {
    title: 'event_count',
    text: correlated(
      'event_count',
      'group-by: [actor.email]\ntimespan: 10m\ncondition: { gte: 5, lt: 90 }',
    ),
  },
  {
    title: 'value_count',
    text: correlated(
      'value_count',
      'group-by: []\ntimespan: 1d\ncondition: { field: actor.ip_address, gt: 2 }',
    ),
  },
  { title: 'temporal', text: correlated('temporal', 'group-by: [actor.email]\ntimespan: 1h') },
  {
    title: 'temporal_ordered with aliases',
    text: correlated(
      'temporal_ordered',
      `aliases:
    who:
        failure: actor.email
        success: actor.id
group-by: [who]
timespan: 30s`,
    ),
  },
  {
    title: 'new_terms',
    text: correlated(
      'new_terms',
      'group-by: [actor.email]\ncondition: { field: actor.ip_address }',
    ),
  },
]
