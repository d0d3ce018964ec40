import { expect, it } from 'vitest'
import { toVerb } from './verbs.ts'

const words = { add: 'create', del: 'delete', api_key_view: 'view' } as const

it.each([
  ['add', 'create'],
  ['ADD', 'create'],
  ['rec_add', 'create'],
  ['rec del', 'delete'],
  ['API_key_view', 'view'],
  ['address', 'other'],
  ['constructor', 'other'],
  ['', 'other'],
])('the verb of %s is %s', (action, verb) => {
  expect(toVerb(words, action)).toBe(verb)
})
