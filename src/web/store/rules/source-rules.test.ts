import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import type { Expression, ValueTest } from '../../../detection/expression.ts'
import type { DetectionRule } from '../../../detection/rule.ts'
import { createFieldColumn, type FieldColumn } from '../columns/field-column.ts'
import { createTableSources } from '../list/table-source.ts'
import type { HintedRule } from '../pages/detect-in-page.ts'
import { all, any, contains, is, makeRule, not } from '../testing/make-rules.ts'
import { createRuleSet } from './rule-set.ts'
import { createSourceRules } from './source-rules.ts'

const v2 = getDataset('account-audit-logs-v2')
const access = getDataset('access-authentication-logs')

/** Prepares a rule for the empty columns of a log. Those with a name in `lost` have lost their dictionaries. */
function prepare(
  expression: Expression,
  more: Partial<DetectionRule> = {},
  dataset: Dataset = v2,
  lost: readonly string[] = [],
) {
  const sources = createTableSources([{ id: dataset.id, dataset }])
  const [source] = sources
  if (!source) throw new Error('There is no source.')
  const columns = new Map<string, FieldColumn>(
    [...source.columnFields.keys()].map((path) => [path, createFieldColumn(lost.includes(path))]),
  )
  const set = createRuleSet([makeRule(1, expression, more)], sources)
  const rules = createSourceRules({ columns }, source, set)
  const hintsOf = () => (JSON.parse(rules.text()) as HintedRule[]).map(({ hints }) => hints)
  return { columns, rules: rules.rules, hintsOf }
}

const body = (name: string, test: ValueTest): Expression => ({
  ...{ kind: 'field', field: `resource.request.${name}`, test },
})
const exists: ValueTest = { op: 'exists', value: true }
const anyService = { service: 'any' } as const

describe('the hints of a rule that needs texts', () => {
  it.each<[string, Expression, readonly (readonly string[])[]]>([
    ['the key that has to exist', body('proxied', exists), [['"proxied']]],
    ['the key of a number', body('ttl', { op: 'gt', value: 60 }), [['"ttl']]],
    [
      'the key and the value of a boolean',
      body('proxied', { op: 'boolean', value: false }),
      [['"proxied'], ['false']],
    ],
    ['the last of several keys', body('settings.proxied', exists), [['"proxied']]],
    ['the longest piece of a key', body('$a/longest piece', exists), [['longest piece']]],
    ['the key of a regular expression', body('name', toRegex('^a')), [['"name']]],
    ['a text, and then the key', is('resource.request.name', 'www'), [['"www'], ['"name']]],
    ['the key where the text is too short', is('resource.request.name', 'w'), [['"name']]],
    [
      'the key of several tests of one field',
      any(is('resource.request.name', 'w'), body('name', toRegex('^a'))),
      [['"name']],
    ],
    [
      'the keys of several fields',
      any(body('proxied', exists), body('settings', exists)),
      [['"proxied', '"settings']],
    ],
    [
      'both keys, the longer one first',
      all(body('ttl', exists), body('proxied', exists)),
      [['"proxied'], ['"ttl']],
    ],
    ['no key that is too short', body('id', exists), []],
    ['no key that a number may be', body('1e5', exists), []],
    ['no key of a value that has to be absent', body('proxied', { op: 'null' }), []],
    ['no key that must not exist', body('proxied', { op: 'exists', value: false }), []],
    ['no key below a not', not(body('proxied', exists)), []],
    [
      'no key where one of the tests is for no value',
      any(body('proxied', exists), body('proxied', { op: 'null' })),
      [],
    ],
  ])('are %s', (_, expression, hints) => {
    expect(prepare(expression).hintsOf()).toEqual([hints])
  })

  it('are no keys of a column, which has other names in other paths', () => {
    const field: Expression = { kind: 'field', field: 'actor.token_name', test: toRegex('^a') }
    const lost = ['actor.token_name']
    expect(prepare(field, {}, v2, lost).hintsOf()).toEqual([[]])
  })

  it('are no keys of a role, which has other names in other logs', () => {
    const field: Expression = { kind: 'field', field: 'request_body.proxied', test: exists }
    expect(prepare(field, anyService).hintsOf()).toEqual([[]])
  })

  it('are no texts of a test that the columns decide', () => {
    const { columns, hintsOf } = prepare(is('raw.user_agent', 'terraform'))
    expect(hintsOf()).toEqual([[]])
    columns.get('raw.user_agent')?.push(Array.from({ length: 5_000 }, (_, row) => `agent ${row}`))
    expect(hintsOf()).toEqual([[['"terraform']]])
  })

  it.each<[string, Expression, Dataset, readonly string[]]>([
    ['a verb', is('verb', 'sign-in'), v2, ['action.type', 'action.description']],
    ['an outcome', is('outcome', 'success'), access, ['allowed']],
  ])('are no texts of %s, for which a log has other words', (_, expression, dataset, lost) => {
    expect(prepare(expression, anyService, dataset, lost).hintsOf()).toEqual([[]])
  })
})

describe('the hints for rows in which the columns do not decide that a rule matches', () => {
  const either = any(is('action.type', 'delete'), contains('resource.request.name', 'terraform'))

  it('come after those of all rules, and none always apply', () => {
    const { rules, hintsOf } = prepare(either)
    expect(hintsOf()).toEqual([[], [['terraform']]])
    expect(rules.map(({ withoutTexts }) => withoutTexts?.index)).toEqual([1])
  })

  it.each<[string, Expression]>([
    ['has hints that always apply', contains('resource.request.name', 'terraform')],
    ['has no text', is('action.type', 'delete')],
    ['excludes the text', any(is('action.type', 'delete'), not(body('proxied', exists)))],
  ])('are absent from a rule that %s', (_, expression) => {
    expect(prepare(expression).rules.map(({ withoutTexts }) => withoutTexts)).toEqual([undefined])
  })
})

it('rules with the same test share it', () => {
  const sources = createTableSources([{ id: v2.id, dataset: v2 }])
  const expressions = [is('raw.method', 'PUT'), is('raw.method', 'PUT'), is('raw.method', 'POST')]
  const set = createRuleSet(
    expressions.map((each, number) => makeRule(number, each)),
    sources,
  )
  const columns = new Map([['raw.method', createFieldColumn()]])
  const nodes = sources.flatMap((source) =>
    createSourceRules({ columns }, source, set).rules.map(({ node }) => node),
  )
  expect(nodes[0]).toBe(nodes[1])
  expect(nodes[0]).not.toBe(nodes[2])
})

function toRegex(source: string): ValueTest {
  return { op: 'regex', source, flags: '' }
}
