import { describe, expect, test } from 'vitest'
import { accountAuditLogsV1 } from '../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../catalog/datasets/account-audit-logs-v2.ts'
import { insightAuditLogs } from '../../catalog/datasets/insight-audit-logs.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { toEntrySections } from './entry/entry-sections.ts'
import { listTabs } from './list-tabs.ts'

const tabs = (dataset: Dataset, entry: unknown) =>
  listTabs(dataset, toEntrySections(dataset, entry)).map(({ label }) => label)

describe('listTabs', () => {
  test('offers request and response where a call was recorded', () => {
    const raw = { method: 'PUT', status_code: 200 }
    expect(tabs(accountAuditLogsV2, { raw })).toEqual([
      'Overview',
      'Request',
      'Response',
      'Changes',
      'Around',
      'JSON',
      'Source',
    ])
    expect(tabs(accountAuditLogsV2, { actor: { ip_address: '198.51.100.7' } })).toEqual([
      'Overview',
      'Changes',
      'Around',
      'JSON',
      'Source',
    ])
  })

  test('does not call metadata a request', () => {
    const entry = { metadata: { zone_name: 'acme.example' }, oldValue: 'a', newValue: 'b' }
    expect(tabs(accountAuditLogsV1, entry)).toEqual([
      'Overview',
      'Source',
      'Metadata',
      'Changes',
      'Around',
      'JSON',
    ])
    expect(tabs(accountAuditLogsV1, { metadata: {}, oldValue: '', newValue: 'null' })).toEqual([
      'Overview',
      'Source',
      'Around',
      'JSON',
    ])
  })

  test('offers the change of an insight', () => {
    expect(tabs(insightAuditLogs, { current_value: 'resolved' })).toEqual([
      'Overview',
      'Source',
      'Changes',
      'Around',
      'JSON',
    ])
  })
})
