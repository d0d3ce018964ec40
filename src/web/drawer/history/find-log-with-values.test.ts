import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { findLogWithValues, toValuesQuery } from './find-log-with-values.ts'

const account = { kind: 'account', id: 'a'.repeat(32) } as const
const v1 = getDataset('account-audit-logs-v1')

it('v1 has the values that v2 lacks; no other log has', () => {
  expect(findLogWithValues(getDataset('account-audit-logs-v2'), account)).toBe(v1)
  const organization = { kind: 'organization', id: 'a'.repeat(32) } as const
  expect(findLogWithValues(getDataset('organization-audit-logs-v2'), organization)).toBe(undefined)
  expect(findLogWithValues(v1, account)).toBe(undefined)
})

it('the query is for the resource id anywhere in the entries of the days around', () => {
  expect(toValuesQuery(v1, account, 'r1', '2026-11-20T10:00:00Z')).toMatchObject({
    dataset: 'account-audit-logs-v1',
    scope: account,
    timeRange: {
      kind: 'absolute',
      since: '2026-11-19T10:00:00.000Z',
      before: '2026-11-21T10:00:00.000Z',
    },
    localFilters: [{ kind: 'text', mode: 'include', text: 'r1' }],
  })
  expect(toValuesQuery(v1, account, 'r1', 'never')).toBeUndefined()
})
