import { expect, it } from 'vitest'
import { accountAuditLogsV1 } from './datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from './datasets/account-audit-logs-v2.ts'
import { readVerb } from './read-verb.ts'

it.each([
  ['LOGIN', 'update', 'sign-in'],
  ['SSO_LOGIN', 'update', 'sign-in'],
  ['LOGIN', 'login', 'sign-in'],
  ['LOGIN', undefined, 'sign-in'],
  [undefined, 'login', 'sign-in'],
  ['Update Login Page', 'update', 'update'],
  ['Create Token', 'create', 'create'],
  ['Frobnicate', 'delete', 'delete'],
  [undefined, undefined, 'other'],
])('the verb of “%s” with the type %s is %s', (description, type, verb) => {
  expect(readVerb(accountAuditLogsV2, { action: { description, type } })).toBe(verb)
})

it('reads v1 by its action, whatever the description says', () => {
  expect(readVerb(accountAuditLogsV1, { action: { type: 'rec_add' } })).toBe('create')
  expect(readVerb(accountAuditLogsV1, { action: { type: 'login' } })).toBe('sign-in')
  expect(readVerb(accountAuditLogsV1, { action: { type: 'create', info: 'CreateBucket' } })).toBe(
    'create',
  )
})
