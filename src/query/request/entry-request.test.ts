import { expect, test } from 'vitest'
import { formatApiRequest } from './api-request.ts'
import { findEntryRequest } from './entry-request.ts'

const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const time = '2026-11-20T10:00:00Z'
const find = (dataset: string, id: string, at = time) => {
  const request = findEntryRequest(dataset, scope, { id, time: at }, [])
  return request && formatApiRequest(request)
}

test('an entry is looked for within a second, by id where the log can be filtered by it', () => {
  const range = 'since=2026-11-20T09:59:59.000Z&before=2026-11-20T10:00:01.000Z'
  expect(find('account-audit-logs-v2', 'e1')).toBe(
    `/accounts/${scope.id}/logs/audit?${range}&direction=desc&id=e1&limit=1000`,
  )
  expect(find('account-audit-logs-v1', '')).not.toContain('id=')
  expect(find('insight-audit-logs', 'e1')).toContain(`${range}&order=desc&per_page=1000`)
  expect(find('account-audit-logs-v2', 'e1', 'yesterday')).toBeUndefined()
})
