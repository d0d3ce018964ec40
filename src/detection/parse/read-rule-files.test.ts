import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { createRuleMatcher } from '../evaluate/compile-rule.ts'
import { toRuleId, toRuleText } from '../testing/rule-text.ts'
import { readRuleFiles } from './read-rule-files.ts'

const dataset = getDataset('account-audit-logs-v2')

it('reads a rule, which matches an entry', () => {
  const text = toRuleText(
    `
selection:
    action.type: [create, delete]
    resource.product|startswith: dns
    resource.request.content|contains: '.example'
filter:
    actor.type: system
condition: selection and not filter
`,
    'level: high\ntags: [attack.t1098, effect.loosens]',
  )
  const { rules, problems } = readRuleFiles([{ name: 'a.yml', text }])
  expect(problems).toEqual([])
  const [rule] = rules
  if (rule?.kind !== 'detection') throw new Error('no detection')
  expect(rule).toMatchObject({
    id: toRuleId(1),
    level: 'high',
    effect: 'loosens',
    service: 'audit',
  })
  const matches = createRuleMatcher(rule, dataset)
  const entry = {
    action: { type: 'Delete' },
    resource: { product: 'dns_records', request: '{"content":"a.example.org"}' },
    actor: { type: 'user' },
  }
  expect(matches(entry)).toBe(true)
  expect(matches({ ...entry, actor: { type: 'system' } })).toBe(false)
})

it('names file, line and column of a problem', () => {
  const text = toRuleText('selection:\n    actor.emial: a\ncondition: selection')
  expect(readRuleFiles([{ name: 'a.yml', text }])).toEqual({
    rules: [],
    problems: [
      {
        file: 'a.yml',
        line: 8,
        column: 9,
        message: 'Account audit log v2 has no field “actor.emial”. Did you mean actor.email?',
      },
    ],
  })
})

it('reads a correlation of rules by name and id, also of another file', () => {
  const correlation = `
title: Burst
id: ${toRuleId(3)}
correlation:
    type: event_count
    rules: [one, ${toRuleId(2)}]
    group-by: [actor.email]
    timespan: 10m
    condition: { gte: 5 }
`
  const one = toRuleText('a: { action.type: create }\ncondition: a', 'name: one\nlevel: low')
  const two = toRuleText(
    'a: { action.type: delete }\ncondition: a',
    `id: ${toRuleId(2)}\nlevel: medium`,
  )
  const { rules, problems } = readRuleFiles([
    { name: 'c.yml', text: correlation },
    { name: 'r.yml', text: `${one}\n---\n${two}` },
  ])
  expect(problems).toEqual([])
  expect(rules.at(-1)).toMatchObject({
    kind: 'correlation',
    type: 'event_count',
    rules: [toRuleId(1), toRuleId(2)],
    timespanMs: 600_000,
    level: 'medium',
    conditions: [{ op: 'gte', count: 5 }],
  })
})
