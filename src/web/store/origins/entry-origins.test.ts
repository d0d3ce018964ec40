import { expect, it } from 'vitest'
import type { Source } from '../../../query/log-query.ts'
import { createEntryOrigins } from './entry-origins.ts'

const acme = { kind: 'account', id: 'a'.repeat(32) } as const
const labs = { kind: 'account', id: 'b'.repeat(32) } as const
const v2: Source = { dataset: 'account-audit-logs-v2', scope: acme }
const user: Source = { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }

it('tells the log and the scope of a source by its text in the address', () => {
  const { find } = createEntryOrigins([v2, user])
  expect(find(`accounts/${acme.id}/logs/audit`)).toMatchObject({
    dataset: { id: 'account-audit-logs-v2' },
    origin: { log: 'v2', scope: acme.id },
  })
  expect(find('user/audit_logs')?.origin).toEqual({ log: 'user', scope: 'user' })
  expect(find('accounts')).toBeUndefined()
})

it('tells whether there are several accounts', () => {
  const v1: Source = { dataset: 'account-audit-logs-v1', scope: acme }
  expect(createEntryOrigins([]).hasSeveralScopes).toBe(false)
  expect(createEntryOrigins([v2, v1, user]).hasSeveralScopes).toBe(false)
  expect(createEntryOrigins([v2, { ...v1, scope: labs }]).hasSeveralScopes).toBe(true)
})
