import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { readRuleFiles } from '../../detection/parse/read-rule-files.ts'
import type { Rule } from '../../detection/rule.ts'
import { findLink } from '../rules/rule-parts.tsx'
import { matchEntry } from './match-entry.ts'

const toText = (title: string, id: number, level: string, value: string) => `title: ${title}
id: 0d5c4a0e-5b0c-4a52-9a0f-00000000000${id}
name: rule_${id}
logsource:
  product: cloudflare
  service: audit
detection:
  selection:
    actor.type: ${value}
  condition: selection
level: ${level}
`
const correlation = `title: Many
id: 0d5c4a0e-5b0c-4a52-9a0f-000000000009
correlation:
  type: event_count
  rules:
    - rule_3
  group-by:
    - actor.id
  timespan: 1h
  condition:
    gte: 3
level: high
`
const texts = [
  toText('Low one', 1, 'low', 'user'),
  toText('High one', 2, 'high', 'us*'),
  toText('Only counted', 3, 'high', 'user'),
  toText('Other', 4, 'high', 'system'),
  correlation,
]
const { rules, problems } = readRuleFiles(texts.map((text, at) => ({ name: `${at}.yml`, text })))
const entry = { id: 'e', actor: { type: 'user' } }
const match = (ofRules: readonly Rule[], dataset = 'account-audit-logs-v2') =>
  matchEntry(ofRules, getDataset(dataset), entry, JSON.stringify(entry))

it('lists the reported rules that match an entry, most severe first, with their reasons', () => {
  expect(problems).toEqual([])
  const found = match(rules)
  expect(found.map(({ rule }) => rule.title)).toEqual(['High one', 'Low one'])
  expect(found[1]?.values).toEqual([{ pointer: '/actor/type', path: 'actor.type', value: 'user' }])
  expect(found[1]?.condition.map(({ text }) => text).join('')).toContain('user')
  expect(match(rules, 'account-audit-logs-v1')).toEqual([])
})

it('links references over HTTPS only', () => {
  expect(findLink('https://example.com/a')).toEqual({
    href: 'https://example.com/a',
    words: 'example.com/a',
  })
  expect(findLink('http://example.com')).toBeUndefined()
  expect(findLink('javascript:alert(1)')).toBeUndefined()
  expect(findLink('a book')).toBeUndefined()
})
