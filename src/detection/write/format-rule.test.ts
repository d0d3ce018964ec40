import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Expression, PatternPart, ValueTest } from '../expression.ts'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { Rule } from '../rule.ts'
import { readOneRule } from '../testing/read-one-rule.ts'
import { toRuleId } from '../testing/rule-text.ts'
import { formatDetection } from './format-detection.ts'
import { formatRule } from './format-rule.ts'

function readBack(rules: readonly Rule[]): readonly Rule[] {
  const files = rules.map((rule) => ({ name: rule.file, text: formatRule(rule) }))
  const reading = readRuleFiles(files)
  expect(reading.problems).toEqual([])
  return reading.rules
}

/** The meaning of a tree, whatever its parts are grouped by: nested parts joined, and in one order. */
function toMeaning(tree: Expression): string {
  if (tree.kind === 'not') return `not(${toMeaning(tree.of)})`
  if (tree.kind === 'field' || tree.kind === 'keyword') return JSON.stringify(tree)
  const { kind } = tree
  const parts = (each: Expression): string[] =>
    each.kind === kind
      ? each.of.flatMap((part) => parts(part))
      : each.kind === 'and' || each.kind === 'or'
        ? each.of.length === 1 && each.of[0]
          ? parts(each.of[0])
          : [toMeaning(each)]
        : [toMeaning(each)]
  const texts = [...new Set(parts(tree))].sort()
  return texts.length === 1 ? (texts[0] ?? '') : `${kind}(${texts.join()})`
}

const text = fc.oneof(
  fc.constantFrom(
    'a',
    'delete',
    'yes',
    '12',
    '1e3',
    'null',
    '~',
    '{x',
    "it's",
    'C:\\*',
    '# x',
    ' ',
  ),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
  fc.string({
    minLength: 1,
    maxLength: 8,
    unit: fc.constantFrom('\\', '*', '?', "'", '\n', ' ', ':'),
  }),
)
const part = fc.oneof(
  { weight: 3, arbitrary: text.map((each): PatternPart => ({ kind: 'text', text: each })) },
  fc.constantFrom<PatternPart>({ kind: 'any' }, { kind: 'one' }),
)
/** Parts as the parser gives them: neighboring texts are one. */
const parts = fc
  .array(part, { maxLength: 4 })
  .map((all) =>
    all.filter((each, index) => each.kind !== 'text' || all[index - 1]?.kind !== 'text'),
  )
const pattern: fc.Arbitrary<ValueTest> = fc
  .record({ parts, isCased: fc.boolean() })
  .map((test) => ({ op: 'pattern', ...test }))
const fieldNames = fc.constantFrom('actor.email', 'action.type', 'resource.request.name')
const test: fc.Arbitrary<ValueTest> = fc.oneof(
  { weight: 4, arbitrary: pattern },
  fc.constantFrom<ValueTest>(
    { op: 'regex', source: "^a.*'b\\d", flags: '' },
    { op: 'regex', source: 'x', flags: 'ims' },
    { op: 'number', value: 12 },
    { op: 'number', value: -1.5 },
    { op: 'boolean', value: false },
    { op: 'cidr', network: '192.0.2.0/24' },
    { op: 'gte', value: 400 },
    { op: 'lt', value: 500 },
    { op: 'exists', value: true },
    { op: 'exists', value: false },
    { op: 'null' },
  ),
  fc
    .record({
      field: fieldNames,
      match: fc.constantFrom('equals', 'startswith', 'endswith', 'contains'),
      isCased: fc.boolean(),
    })
    .map((each): ValueTest => ({ op: 'fieldref', ...each })),
)
const any: PatternPart = { kind: 'any' }
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ field: fieldNames, test })
      .map((each): Expression => ({ kind: 'field', ...each })),
  },
  fc
    .record({
      parts: parts.filter((all) => all.some(({ kind }) => kind === 'text')),
      isCased: fc.boolean(),
    })
    .map(
      (each): Expression => ({
        kind: 'keyword',
        test: { op: 'pattern', parts: [any, ...each.parts, any], isCased: each.isCased },
      }),
    ),
)
const names = fc.option(fc.constantFrom('selection', 'filter', 'not', 'condition', 'x y'), {
  nil: undefined,
})
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .record({
        kind: fc.constantFrom('and', 'or'),
        of: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
        name: names,
      })
      .map(({ kind, of, name }): Expression => ({ kind, of, ...(name !== undefined && { name }) })),
    tie('tree').map((of): Expression => ({ kind: 'not', of })),
  ),
}))

const base = readOneRule('selection:\n    action.type: delete\ncondition: selection')

it('writes every condition so that it parses to the same meaning', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const [rule] = readBack([{ ...base, expression }])
      if (rule?.kind !== 'detection') throw new Error('The rule is a detection.')
      expect(toMeaning(rule.expression)).toBe(toMeaning(expression))
    }),
    { numRuns: 1_000 },
  )
})

it('writes every head so that it parses to the same', () => {
  const headText = text.filter((each) => each.trim() !== '')
  const texts = fc.uniqueArray(
    text.map((each) => `x${each}x`),
    { maxLength: 2 },
  )
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  fc.assert(
    fc.property(
      fc.record(
        {
          title: headText,
          description: headText,
          name: headText,
          author: headText,
          license: headText,
          status: fc.constantFrom('test', 'stable'),
          date: fc.constant('2026-11-30'),
          modified: fc.constant('2026-12-01'),
          references: texts,
          falsePositives: texts,
          next: texts,
          fields: texts,
          scope: texts,
          tags: optional(fc.constant(['attack.t1098', 'attack.1e5'])),
        },
        { requiredKeys: [] },
      ),
      (head) => {
        const given = Object.fromEntries(
          Object.entries(head).filter(([, value]) => value !== undefined),
        )
        const rule = { ...base, ...given } as Rule
        const [read] = readBack([rule])
        expect(read).toMatchObject(given)
      },
    ),
    { numRuns: 300 },
  )
})

it('writes a rule as an author does', () => {
  const rule = readOneRule(
    `selection:
    action.type: [delete, update]
    resource.product|contains: dns
names:
    - zone.name|endswith: .example
    - resource.request.name|re|i: '^www'
    - actor.email: null
filter:
    actor.ip_address|cidr: 192.0.2.0/24
condition: selection and names and not filter`,
    'level: high\ntags: [effect.loosens]\nnext: [Ask the actor.]\nx-own: 1',
  )
  expect(formatRule(rule)).toBe(`title: Example
id: 00000000-0000-4000-8000-000000000001
tags:
    - effect.loosens
logsource:
    product: cloudflare
    service: audit
detection:
    selection:
        action.type:
            - 'delete'
            - 'update'
        resource.product|contains: 'dns'
    names:
        - zone.name|endswith: '.example'
        - resource.request.name|re|i: '^www'
        - actor.email: null
    filter:
        actor.ip_address|cidr: '192.0.2.0/24'
    condition: selection and names and not filter
level: high
next:
    - Ask the actor.
`)
})

it('writes a selection that the condition names twice once', () => {
  const rule = readOneRule(
    `a:
    action.type: delete
b:
    action.type: update
condition: (a and not b) or (b and not a)`,
  )
  expect(formatDetection(rule.expression)).toMatchObject({
    condition: 'a and not b or b and not a',
    selections: new Map([
      ['a', new Map([['action.type', 'delete']])],
      ['b', new Map([['action.type', 'update']])],
    ]),
  })
})

it('refuses a condition without a test', () => {
  expect(() => formatDetection({ kind: 'or', of: [] })).toThrow('An empty “or” cannot be written.')
})

it.each([
  [{ type: 'event_count', conditions: [{ op: 'gte', count: 10 }], timespanMs: 90 * 60_000 }, '90m'],
  [
    {
      type: 'value_count',
      conditions: [
        { op: 'gt', count: 1 },
        { op: 'lte', count: 9 },
      ],
      field: 'zone.name',
      timespanMs: 86_400_000,
    },
    '1d',
  ],
  [{ type: 'temporal', conditions: [], timespanMs: 61_000 }, '61s'],
  [{ type: 'temporal_ordered', conditions: [], timespanMs: 7_200_000, generate: true }, '2h'],
  [{ type: 'new_terms', conditions: [], field: 'actor.ip_address' }, undefined],
] as const)('writes %j so that it parses to the same', (given, timespan) => {
  const other = { ...base, id: toRuleId(2), title: 'Other', file: 'other.yml' }
  const { service: _service, expression: _expression, ...head } = base
  const rule: Rule = {
    ...head,
    ...given,
    ...{ kind: 'correlation', id: toRuleId(3), file: 'third.yml', rules: [base.id, other.id] },
    groupBy: ['who', 'zone.id'],
    aliases: { who: { [base.id]: 'actor.email', [other.id]: 'actor.id' } },
    generate: 'generate' in given,
  }
  if (timespan) expect(formatRule(rule)).toContain(`timespan: ${timespan}\n`)
  expect(readBack([base, other, rule])[2]).toEqual(rule)
})
