import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../../catalog/index.ts'
import { createEmulator } from '../../emulator/app.ts'
import { findScopes } from '../../emulator/testing/ask-emulator.ts'
import { createRuleMatcher } from '../evaluate/compile-rule.ts'
import type { Expression, PatternPart, ValueTest } from '../expression.ts'
import { findRuleField, roleNames } from '../logs/rule-fields.ts'
import { findDatasetService, listRuleDatasets } from '../logs/rule-services.ts'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { DetectionRule } from '../rule.ts'
import { readOneRule } from '../testing/read-one-rule.ts'
import { formatRule } from './format-rule.ts'
import { toLogRules } from './to-log-rules.ts'

const readRoleRule = (detection: string, more = '') => readOneRule(detection, more, '')

const emulator = createEmulator({
  seed: 19,
  entries: 400,
  now: () => Date.parse('2026-11-30T09:00:00.000Z'),
})
const scopes = await findScopes(emulator)
const logs = datasets.map((dataset) => {
  const [scope] = dataset.scopes
  if (!scope) throw new Error('Every log has a scope.')
  const entries = emulator.entries(dataset.id, scopes[scope.kind]).slice(0, 80)
  return { dataset, entries }
})

/** The rule of the log, read back from its text. */
function findLogRule(rules: readonly DetectionRule[], id: string): DetectionRule | undefined {
  const rule = rules.find(({ service }) => service === findDatasetService(getDataset(id)))
  if (!rule) return undefined
  const reading = readRuleFiles([{ name: rule.file, text: formatRule(rule) }])
  expect(reading.problems).toEqual([])
  const [read] = reading.rules
  if (read?.kind !== 'detection') throw new Error('A detection is written as one.')
  return read
}

/** Texts that entries have as the values of roles, and the words that all logs share. */
const texts: ReadonlyMap<string, readonly string[]> = new Map(
  roleNames.map((role) => {
    const found = logs.flatMap(({ dataset, entries }) => {
      const field = findRuleField('any', dataset, role)
      return entries.slice(0, 40).flatMap((entry) => {
        const value = field?.read(entry)
        return [value]
          .flat(3)
          .flatMap((each) =>
            typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean'
              ? [String(each)]
              : [],
          )
      })
    })
    const words = ['success', 'failure', 'other', 'sign-in', 'update', 'x']
    return [role, [...new Set([...found, ...words])].slice(0, 80)]
  }),
)

function toTests(role: string): fc.Arbitrary<ValueTest> {
  const text = fc.constantFrom(...(texts.get(role) ?? ['x']))
  const plain = text.map((each): PatternPart[] =>
    each === '' ? [] : [{ kind: 'text', text: each }],
  )
  const start = text.map((each): PatternPart => ({ kind: 'text', text: each.slice(0, 4) || 'x' }))
  const any: PatternPart = { kind: 'any' }
  return fc.oneof(
    {
      weight: 4,
      arbitrary: plain.map((parts): ValueTest => ({ op: 'pattern', parts, isCased: false })),
    },
    start.map((each): ValueTest => ({ op: 'pattern', parts: [each, any], isCased: true })),
    start.map((each): ValueTest => ({ op: 'pattern', parts: [any, each, any], isCased: false })),
    fc.constantFrom<ValueTest>(
      { op: 'pattern', parts: [any], isCased: false },
      { op: 'regex', source: '^[a-m]*', flags: '' },
      { op: 'regex', source: '[.]\\d', flags: 'i' },
      { op: 'exists', value: true },
      { op: 'exists', value: false },
      { op: 'null' },
      { op: 'boolean', value: true },
      { op: 'gte', value: 300 },
      { op: 'cidr', network: '198.51.100.0/24' },
    ),
  )
}

const leaf = fc
  .constantFrom(...roleNames)
  .chain((field) => toTests(field).map((test): Expression => ({ kind: 'field', field, test })))
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    tie('tree').map((of): Expression => ({ kind: 'not', of })),
  ),
}))

it('has entries of every log', () => {
  expect(logs.every(({ entries }) => entries.length > 5)).toBe(true)
})

it('matches what the rules of the logs match together', () => {
  const base = readRoleRule('a:\n    actor: x\ncondition: a')
  fc.assert(
    fc.property(tree, (expression) => {
      const rule: DetectionRule = { ...base, expression }
      const { rules } = toLogRules(rule)
      for (const { dataset, entries } of logs) {
        const logRule = findLogRule(rules, dataset.id)
        const matches = createRuleMatcher(rule, dataset)
        const matchesLog = logRule ? createRuleMatcher(logRule, dataset) : () => false
        const isSearched = listRuleDatasets(rule).includes(dataset)
        for (const entry of entries) {
          expect({ log: dataset.id, entry, matches: matchesLog(entry) }).toEqual({
            ...{ log: dataset.id, entry, matches: matches(entry) },
          })
        }
        if (logRule) expect(isSearched).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

describe('for one log', () => {
  const write = (detection: string, id: string) => {
    const rule = findLogRule(toLogRules(readRoleRule(detection)).rules, id)
    return rule && formatRule(rule).replace(/[\s\S]*detection:\n|\nlevel:[\s\S]*/g, '')
  }

  it('writes the field of the log, and its spelling of the outcome', () => {
    const detection = 'a:\n    actor|endswith: "@example.com"\n    outcome: failure\ncondition: a'
    expect(write(detection, 'account-audit-logs-v2')).toBe(`    a:
        actor.email|endswith: '@example.com'
        action.result:
            - 'failure'
            - false
    condition: a`)
    expect(write(detection, 'access-authentication-logs')).toBe(`    a:
        user_email|endswith: '@example.com'
        allowed: false
    condition: a`)
    // An entry of the insight log has no name of an actor.
    expect(write(detection, 'insight-audit-logs')).toBeUndefined()
  })

  it('writes all locations of a role as alternatives', () => {
    const detection = 'a:\n    credential_id: abc\ncondition: a'
    expect(write(detection, 'account-audit-logs-v2')).toBe(`    a:
        - actor.token_id: 'abc'
        - actor.token.id: 'abc'
    condition: a`)
  })

  it('writes the actions of a verb', () => {
    const detection = 'a:\n    verb: delete\ncondition: a'
    expect(write(detection, 'account-audit-logs-v2')).toContain(`action.type: 'delete'`)
    expect(write(detection, 'account-audit-logs-v1')).toContain('(^|[_ ])(del|delete|purge')
    expect(write(detection, 'insight-audit-logs')).toBeUndefined()
  })
})

it('gives each rule an id that is always the same, a name, and the rule that it is from', () => {
  const rule = readRoleRule('a:\n    actor: x\ncondition: a', 'fields: [actor, zone]\nlevel: high')
  const { rules, notes } = toLogRules(rule)
  expect(rules.map(({ service }) => service)).toEqual([
    ...['audit', 'audit_v1', 'audit_user', 'audit_organization', 'access'],
  ])
  expect(rules[0]).toMatchObject({
    id: '3ef912bd-5a5e-8dce-8e29-61bf90da8eb4',
    title: 'Example (Account v2)',
    name: 'example_audit',
    level: 'high',
    file: 'example_audit.yml',
    related: [{ id: rule.id, type: 'derived' }],
    fields: ['actor.email', 'zone.name'],
  })
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  const digest = createHash('sha256').update(`${rule.id}/audit`).digest('hex')
  expect(rules[0]?.id.slice(0, 8)).toBe(digest.slice(0, 8))
  for (const { id } of rules)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(notes).toEqual([
    'Example: no rule for Security insight log, which does not record actor.',
    'Example: no rule for Access SCIM log, which does not record actor.',
  ])
})

it('leaves a rule for one log as it is', () => {
  const rule = readOneRule('a:\n    action.type: delete\ncondition: a')
  expect(toLogRules(rule)).toEqual({ rules: [rule], notes: [] })
})

it('says why a comparison cannot be written', () => {
  const { rules, notes } = toLogRules(readRoleRule('a:\n    verb|fieldref: actor\ncondition: a'))
  expect(rules).toEqual([])
  expect(notes[0]).toBe(
    'Example: no rule for Account audit log v2: verb is spelled differently in each log, so it is compared with no other field.',
  )
})

it('writes a rule that matches every entry of a log', () => {
  const { rules } = toLogRules(readRoleRule('a:\n    actor: x\ncondition: not a'))
  const insights = findLogRule(rules, 'insight-audit-logs')
  expect(insights && createRuleMatcher(insights, getDataset('insight-audit-logs'))({})).toBe(true)
})
