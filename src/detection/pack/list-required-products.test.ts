import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { DetectionRule } from '../rule.ts'
import { toRuleText } from '../testing/rule-text.ts'
import { listRequiredProducts } from './list-required-products.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')

it.each([
  ['one product', 'a: { resource.product: dns }\ncondition: a', ['dns']],
  [
    'several spellings',
    'a: { resource.product: [r2, R2 Storage] }\ncondition: a',
    ['r2', 'R2 Storage'],
  ],
  ['a wildcard', 'a: { resource.product|startswith: cfd_ }\ncondition: a', ['cfd_*']],
  [
    'a product beside a path',
    'a: { resource.product: dns, raw.uri|contains: /dns }\ncondition: a',
    ['dns'],
  ],
  [
    'a product in each alternative',
    'a: { resource.product: dns }\nb: { resource.product: zones }\ncondition: a or b',
    ['dns', 'zones'],
  ],
  [
    'the narrower of two conditions',
    'a: { resource.product: [dns, zones] }\nb: { resource.product: dns }\ncondition: a and b',
    ['dns'],
  ],
  [
    'nothing where a path is enough',
    'a: { resource.product: dns }\nb: { raw.uri|contains: /dns }\ncondition: a or b',
    [],
  ],
  [
    'nothing for a product that is excluded',
    'a: { action.type: delete }\nb: { resource.product: dns }\ncondition: a and not b',
    [],
  ],
  ['nothing for a regular expression', 'a: { resource.product|re: ^d }\ncondition: a', []],
] as const)('lists %s', (_name, detection, products) => {
  expect(listRequiredProducts(toRule(toRuleText(detection)), v2)).toEqual(products)
})

it('knows the role in a rule for any log, and a log without products', () => {
  const rule = toRule(toRuleText('a: { product: dns }\ncondition: a', '', ''))
  expect(listRequiredProducts(rule, v2)).toEqual(['dns'])
  expect(listRequiredProducts(rule, v1)).toEqual([])
})

function toRule(text: string): DetectionRule {
  const { rules, problems } = readRuleFiles([{ name: 'example.yml', text }])
  expect(problems).toEqual([])
  const [rule] = rules
  if (rule?.kind !== 'detection') throw new Error('The text is no rule.')
  return rule
}
