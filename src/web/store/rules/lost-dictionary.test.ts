import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createRuleMatcher } from '../../../detection/evaluate/compile-rule.ts'
import type { Expression } from '../../../detection/expression.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import { createFieldColumn } from '../columns/field-column.ts'
import { all, any, contains, is, makeRule, not } from '../testing/make-rules.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')

/** From 4,096 values on, a column needs two rows for each value: with one for each, it loses its dictionary. */
const count = 4_600
const few = 40

const toResource = (number: number) => `resource ${number}`
const toDescription = (number: number) =>
  ['LOGIN', 'sso_login'][number % few] ?? `description ${number}`

/** Each has another resource and description; each tenth has a body, and each hundredth no resource. */
const entries = Array.from({ length: count }, (_, number) => ({
  id: `entry ${number}`,
  action: { type: 'remove', description: toDescription(number) },
  resource: {
    ...(number % 100 === 99 ? {} : { id: toResource(number) }),
    ...(number % 10 === 3 ? { request: { name: `body ${number}`, isProxied: true } } : {}),
  },
}))

const exists = (field: string, value = true): Expression => ({
  ...{ kind: 'field', field, test: { op: 'exists', value } },
})
const isProxied = exists('resource.request.isProxied')
const hasNoResource = exists('resource.id', false)
const starts: Expression = {
  ...{ kind: 'field', field: 'resource.id' },
  test: { op: 'regex', source: '^resource 41', flags: '' },
}

/** Searches with these rules after each page, so that those of the second page find other columns than the first. */
async function expectSameMatches(rules: readonly ReturnType<typeof makeRule>[]): Promise<void> {
  const store = createColumnEntryStore([{ id: v2.id, dataset: v2 }])
  await store.setRules(rules)
  for (const [chain, page] of [entries.slice(0, few), entries.slice(few)].entries()) {
    const texts = page.map((entry) => JSON.stringify(entry))
    const { ticket, problem } = await store.stage(toPageBytes(texts), chain, v2.id)
    if (problem) throw new Error(problem.kind)
    await store.commit([[ticket]], { at: 'end', direction: 'desc' })
    await store.detect()
  }
  const matchers = rules.map((rule) => ({ rule, matches: createRuleMatcher(rule, v2) }))
  const expected = entries.flatMap((entry, row): [number, string[]][] => {
    const ids = matchers.filter(({ matches }) => matches(entry)).map(({ rule }) => rule.id)
    return ids.length > 0 ? [[row, ids]] : []
  })
  expect(expected.some(([row]) => row >= few)).toBe(true)
  const found = await store.rulesOf(await store.listRows('all'))
  expect([...found].sort(([a], [b]) => a - b)).toEqual(expected)
  store.dispose()
}

describe('rules over a column that loses its dictionary', () => {
  it('have as many values as it takes', () => {
    const columns = [createFieldColumn(), createFieldColumn()]
    const [resources, descriptions] = columns
    resources?.push(entries.map(({ resource }) => resource.id ?? 0))
    descriptions?.push(entries.map(({ action }) => action.description))
    expect(columns.map((column) => column.values().kind)).toEqual(['unkept', 'unkept'])
  })

  it.each<[string, Expression]>([
    ['a whole value', is('resource.id', 'RESOURCE 4110')],
    ['a part of a value', contains('resource.id', 'ource 41')],
    ['a part too short for a hint', contains('resource.id', '41')],
    [
      'one of two values',
      any(is('resource.id', toResource(8)), is('resource.id', toResource(4_180))),
    ],
    ['another value', not(is('resource.id', toResource(4_110)))],
    ['a regular expression', starts],
    ['no value', hasNoResource],
    [
      'the value or a body',
      any(is('resource.id', toResource(4_110)), is('resource.request.name', 'body 4183')),
    ],
    ['the value or a key of a body', any(is('resource.id', toResource(4_110)), isProxied)],
    ['no value or a body', any(hasNoResource, contains('resource.request.name', 'body 41'))],
    ['not the value, or a body', any(not(contains('resource.id', 'resource')), isProxied)],
    [
      'the value and a body',
      all(contains('resource.id', '41'), contains('resource.request.name', 'body')),
    ],
    ['the value and no body', all(contains('resource.id', '41'), not(isProxied))],
    [
      'a decided column, and the value or a body',
      all(is('action.type', 'remove'), any(starts, isProxied)),
    ],
  ])('find %s', (_, expression) => expectSameMatches([makeRule(1, expression)]))

  it.each<[string, Expression]>([
    ['sign-ins', is('verb', 'sign-in')],
    ['other actions', is('verb', 'other')],
    ['one of two verbs', any(is('verb', 'sign-in'), is('verb', 'create'))],
    ['a sign-in or a body', any(is('verb', 'sign-in'), contains('request_body.name', 'body 41'))],
    [
      'other actions with a body',
      all(is('verb', 'other'), contains('request_body.name', 'body 41')),
    ],
  ])('find %s, of which the text has another word', (_, expression) =>
    expectSameMatches([makeRule(1, expression, { service: 'any' })]),
  )

  it('find what each of several rules finds', () =>
    expectSameMatches([
      makeRule(1, any(is('resource.id', toResource(4_110)), isProxied)),
      makeRule(2, any(is('verb', 'sign-in'), exists('request_body.isProxied')), { service: 'any' }),
      makeRule(3, is('action.description', 'description 4150')),
    ]))
})
