import { expect, it } from 'vitest'
import type { ComparedFact } from '../../store/baseline-values.ts'
import { toNewMark } from './new-mark.ts'

it.each<[readonly ComparedFact[], string, string]>([
  [['address', 'network'], 'new address', 'New for the account: address, network. '],
  [['network'], 'new network', 'New for the account: network. '],
  [
    ['actor', 'address', 'userAgent'],
    'new actor +2',
    'New for the account: actor, address, user agent. ',
  ],
  [[], 'new', 'New for the account: a value. '],
])('names what is new: %j', (facts, text, label) => {
  expect(toNewMark('account', facts)).toMatchObject({ text, label })
})

it('says for whom it is new', () => {
  expect(toNewMark('actor', ['product']).title).toBe(
    'New for this actor: product. The drawer says the values.',
  )
})
