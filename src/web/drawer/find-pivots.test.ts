import { describe, expect, test } from 'vitest'
import { accountAuditLogsV1 } from '../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../catalog/datasets/account-audit-logs-v2.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findPivots } from './find-pivots.ts'

function pivots(dataset: Dataset, path: string, value: string): string[] {
  const field = dataset.fields.find((each) => each.path === path)
  if (!field) throw new Error(`No field ${path}`)
  return findPivots(dataset, field, value).map(({ parameter, mode }) => `${mode} ${parameter}`)
}

describe('findPivots', () => {
  test('includes and excludes where the API does both', () => {
    expect(pivots(accountAuditLogsV2, 'actor.email', 'a@acme.example')).toEqual([
      'include actor_email',
      'exclude actor_email',
    ])
    expect(pivots(accountAuditLogsV1, 'actor.email', 'a@acme.example')).toEqual([
      'include actor.email',
    ])
  })

  test('follows the field, not the name, and leaves deprecated names alone', () => {
    expect(pivots(accountAuditLogsV1, 'metadata.zone_name', 'acme.example')).toEqual([
      'include zone.name',
    ])
    expect(pivots(accountAuditLogsV2, 'id', 'x')).toEqual(['include id', 'exclude id'])
  })

  test('offers nothing that the API would refuse', () => {
    expect(pivots(accountAuditLogsV2, 'action.type', 'brand_new')).toEqual([])
    expect(pivots(accountAuditLogsV2, 'raw.status_code', '1e2')).toEqual([])
    expect(pivots(accountAuditLogsV2, 'resource.id', '')).toEqual([])
    expect(pivots(accountAuditLogsV2, 'raw.user_agent', 'curl')).toEqual([])
  })
})
