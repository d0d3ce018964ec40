import { expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../catalog/datasets/account-audit-logs-v2.ts'
import { findFilterParameter } from './find-filter-parameter.ts'

const find = (path: string, value: string) =>
  findFilterParameter(accountAuditLogsV2, path, value)?.wireName

it('finds the parameter of a field, but no deprecated one', () => {
  expect(find('actor.email', 'ann@example.com')).toBe('actor_email')
  expect(find('id', 'a')).toBe('id')
})

it('finds none for a value that the API refuses, and for a field without a parameter', () => {
  expect(find('actor.ip_address', 'nowhere')).toBeUndefined()
  expect(find('raw.user_agent', 'curl')).toBeUndefined()
})
