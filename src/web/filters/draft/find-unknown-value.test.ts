import { expect, it } from 'vitest'
import { findParameter, getDataset } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import {
  findSimilarLoadedValue,
  findUnknownValue,
  toSimilarWords,
  toUnknownWords,
} from './find-unknown-value.ts'

const dataset = getDataset('account-audit-logs-v2')
const product = findParameter(dataset, 'resource_product') as Parameter

it.each([
  [['dns'], undefined],
  [['dns', 'dsn'], '“dsn” is not a known value: did you mean “dns”?'],
  [['Worker'], '“Worker” is not a known value: did you mean “workers”?'],
  [['something_else'], '“something_else” is not a known value: check the spelling'],
])('of the products %j it says %s', (values, words) => {
  const found = findUnknownValue(product, values)
  expect(found && toUnknownWords(found)).toBe(words)
})

it('says nothing where no values are known, or others are refused anyway', () => {
  const { values: _, ...free } = product
  expect(findUnknownValue(free, ['x'])).toBeUndefined()
  expect(findUnknownValue({ ...product, kind: 'choice' }, ['x'])).toBeUndefined()
})

it.each([
  [['alcie@acme.example'], 'did you mean “Alice@acme.example” (12 loaded)?'],
  [['alice@acme.example', 'bbo@acme.example'], 'did you mean “bob@acme.example”?'],
  [['ALICE@acme.example'], undefined],
  [['alice'], undefined],
  [['somebody.else@acme.example'], undefined],
  [[], undefined],
])('of the actors %j it asks %s', (values, words) => {
  const actor = findParameter(dataset, 'actor_email') as Parameter
  const loaded = [{ value: 'Alice@acme.example', hint: '12 loaded' }, { value: 'bob@acme.example' }]
  const like = findSimilarLoadedValue(actor, values, loaded)
  expect(like && toSimilarWords(like)).toBe(words)
  expect(findSimilarLoadedValue(product, ['dsn'], [{ value: 'dns' }])).toBeUndefined()
})
