import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { createRuleMatcher } from '../../../detection/evaluate/compile-rule.ts'
import type { Expression, PatternPart, ValueTest } from '../../../detection/expression.ts'
import { listRuleDatasets } from '../../../detection/logs/rule-services.ts'
import type { DetectionRule, RuleService } from '../../../detection/rule.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import type { StoreSource } from '../entry-store.ts'
import { makeRule } from '../testing/make-rules.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const access = getDataset('access-authentication-logs')
const scim = getDataset('access-scim-logs')

const texts = ['delete', 'Delete', 'create', 'success', 'failure', 'LOGIN', 'x@y', '', 'null', 'k']
const text = fc.constantFrom(...texts, 'Kelvin', 'İstanbul', 'a/b "c"', '12', 'true', 'login')
const plain = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.constantFrom<unknown>(true, false, null, 12, 0, '192.0.2.7'),
)
const odd = fc.constantFrom<unknown>(
  ...[['delete', 'x@y'], { name: 'delete' }, [], '{"name":"delete"}', [['Kelvin']]],
)
const value = fc.oneof({ weight: 8, arbitrary: plain }, odd)

/** Entries with some of the fields of a log, and sometimes something else instead of an object on the way. */
function arbitraryEntry({ fields }: Dataset): fc.Arbitrary<object> {
  const paths = fields.flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths])
  const pairs = fc.array(fc.tuple(fc.constantFrom(...paths), value), { maxLength: 12 })
  return fc
    .tuple(pairs, fc.option(fc.tuple(fc.constantFrom(...paths), odd), { freq: 4 }))
    .map(([set, broken]) => {
      const entry: Record<string, unknown> = {}
      // Copies, because a longer path writes into the object that a shorter one has set.
      for (const [path, each] of set) setPath(entry, path.split('.'), structuredClone(each))
      if (broken) entry[broken[0].split('.')[0] ?? ''] = structuredClone(broken[1])
      return entry
    })
}

function setPath(target: Record<string, unknown>, keys: readonly string[], set: unknown): void {
  const [key = '', ...rest] = keys
  if (rest.length === 0) target[key] = set
  else {
    const child = target[key]
    const isObject = typeof child === 'object' && child !== null && !Array.isArray(child)
    const next = isObject ? (child as Record<string, unknown>) : {}
    target[key] = next
    setPath(next, rest, set)
  }
}

const part: fc.Arbitrary<PatternPart> = fc.oneof(
  { weight: 3, arbitrary: text.map((each) => ({ kind: 'text' as const, text: each })) },
  fc.constantFrom<PatternPart>({ kind: 'any' }, { kind: 'one' }),
)
const test: fc.Arbitrary<ValueTest> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      op: fc.constant('pattern' as const),
      parts: fc.array(part, { maxLength: 3 }),
      isCased: fc.boolean(),
    }),
  },
  fc.constantFrom<ValueTest>(
    { op: 'null' },
    { op: 'exists', value: true },
    { op: 'exists', value: false },
    { op: 'number', value: 12 },
    { op: 'boolean', value: true },
    { op: 'gt', value: 5 },
    { op: 'cidr', network: '192.0.2.0/24' },
    { op: 'regex', source: '^del|k', flags: 'i' },
  ),
)

function arbitraryExpression(names: readonly string[]): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('field' as const),
        field: fc.constantFrom(...names),
        test,
      }),
    },
    fc.record({ kind: fc.constant('keyword' as const), test }),
  )
  return fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('tree'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
    ),
  })).tree
}

const bodies = ['resource.request.name', 'resource.response.name', 'resource.request']
const roleNames = [
  'actor',
  'verb',
  'outcome',
  'product',
  'action',
  'resource_name',
  'address',
  'credential_id',
  'description',
]

const rulesOfServices: Partial<Record<RuleService, fc.Arbitrary<Expression>>> = {
  audit: arbitraryExpression([
    ...v2.fields.flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths]),
    ...bodies,
  ]),
  audit_v1: arbitraryExpression(v1.fields.map(({ path }) => path)),
  access: arbitraryExpression(access.fields.map(({ path }) => path)),
  any: arbitraryExpression(roleNames),
}

type SomeRule = Pick<DetectionRule, 'service' | 'expression'>

const rule: fc.Arbitrary<SomeRule> = fc
  .constantFrom(...(['audit', 'audit_v1', 'access', 'any'] as const))
  .chain((service) =>
    (rulesOfServices[service] ?? fc.constant<Expression>({ kind: 'or', of: [] })).map(
      (expression) => ({ service, expression }),
    ),
  )

const toTimeline = (dataset: Dataset): StoreSource => ({
  ...{ id: dataset.id, dataset, timeline: { log: dataset.word, scope: 'a' } },
})

/** Searches the entries of each source, and expects what the rules match in each entry alone. */
async function expectSameMatches(
  sources: readonly StoreSource[],
  made: readonly (readonly object[])[],
  some: readonly SomeRule[],
): Promise<void> {
  const store = createColumnEntryStore(sources)
  const rules = some.map(({ service, expression }, at) => makeRule(at, expression, { service }))
  const expected = new Map<number, string[]>()
  let row = 0
  for (const [number, entries] of made.entries()) {
    const source = sources[number]
    if (!source || entries.length === 0) continue
    const texts = entries.map((each) => JSON.stringify(each))
    const page = await store.stage(toPageBytes(texts), number, source.id)
    if (page.problem) throw new Error(page.problem.kind)
    await store.commit([[page.ticket]], { at: 'end', direction: 'desc' })
    for (const entry of entries) {
      const ids = rules
        .filter((each) => listRuleDatasets(each).includes(source.dataset))
        .filter((each) => createRuleMatcher(each, source.dataset)(entry))
        .map(({ id }) => id)
      if (ids.length > 0) expected.set(row, ids)
      row++
    }
  }
  await store.setRules(rules)
  expect(await store.rulesOf(await store.listRows('all'))).toEqual(expected)
  store.dispose()
}

describe('rules decided by columns', () => {
  it.each<[string, readonly StoreSource[]]>([
    ['one log', [{ id: v2.id, dataset: v2 }]],
    ['several logs', [v2, v1, access, scim].map((dataset) => ({ id: dataset.id, dataset }))],
    ['a timeline', [v2, v1, access, scim].map(toTimeline)],
  ])('match what they match in the entries of %s', async (_, sources) => {
    const pages = fc.tuple(
      ...sources.map(({ dataset }) => fc.array(arbitraryEntry(dataset), { maxLength: 12 })),
    )
    await fc.assert(
      fc.asyncProperty(pages, fc.array(rule, { minLength: 1, maxLength: 6 }), (made, some) =>
        expectSameMatches(sources, made, some),
      ),
      { numRuns: 300 },
    )
  })

  it.each<[string, Dataset, object, string, ValueTest]>([
    ['an outcome that is a boolean', access, { allowed: false }, 'outcome', toPattern('failure')],
    [
      'an outcome that is not',
      access,
      { allowed: true },
      'outcome',
      { op: 'boolean', value: true },
    ],
    [
      'the second of two paths of a role',
      v2,
      { actor: { token_id: 'one', token: { id: 'other' } } },
      'credential_id',
      toPattern('other'),
    ],
  ])('match %s as in the entry', async (_, dataset, entry, field, test) => {
    const expression: Expression = { kind: 'field', field, test }
    const rules: readonly SomeRule[] = [
      { service: 'any', expression },
      { service: 'any', expression: { kind: 'not', of: expression } },
    ]
    await expectSameMatches([{ id: dataset.id, dataset }], [[entry]], rules)
    await expectSameMatches([toTimeline(dataset)], [[entry]], rules)
  })
})

function toPattern(text: string): ValueTest {
  return { op: 'pattern', parts: [{ kind: 'text', text }], isCased: false }
}
