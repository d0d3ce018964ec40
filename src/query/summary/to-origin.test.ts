import { describe, expect, test } from 'vitest'
import { accountAuditLogsV1 } from '../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../catalog/datasets/account-audit-logs-v2.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { toSummaryText } from '../testing/to-summary-text.ts'
import { toOrigin } from './to-origin.ts'

const origin = (dataset: Dataset, entry: unknown) => toSummaryText(toOrigin(dataset, entry))

describe('toOrigin', () => {
  test('tells means and address in every log that records them', () => {
    const actor = { context: 'api_token', token_name: 'ci', ip_address: '198.51.100.7' }
    expect(origin(accountAuditLogsV2, { actor })).toBe(
      'via an API token named ci from 198.51.100.7',
    )
    expect(origin(accountAuditLogsV2, { actor: { token: { name: 'ci' }, context: 'oauth' } })).toBe(
      'via an OAuth application named ci',
    )
    expect(origin(accountAuditLogsV1, { interface: 'UI', actor: { ip: '2001:db8::1' } })).toBe(
      'via the dashboard from 2001:db8::1',
    )
  })

  test('says that a credential was not recorded, where the log could have named it', () => {
    const actor = { context: 'api', ip_address: '198.51.100.7' }
    expect(origin(accountAuditLogsV2, { actor, action: { result: 'success' } })).toBe(
      'via the API (the credential was not recorded) from 198.51.100.7 and succeeded',
    )
    expect(origin(accountAuditLogsV2, { actor: { ...actor, token_id: 't' } })).toBe(
      'via the API from 198.51.100.7',
    )
    expect(origin(accountAuditLogsV2, { actor: { context: 'dash' } })).toBe('via the dashboard')
    expect(origin(accountAuditLogsV1, { interface: 'API' })).toBe('via the API')
  })

  test('tells how it ended, and masks what looks like a secret', () => {
    const actor = { context: 'dash', ip_address: '198.51.100.7' }
    expect(origin(accountAuditLogsV2, { actor, action: { result: 'success' } })).toBe(
      'via the dashboard from 198.51.100.7 and succeeded',
    )
    expect(origin(accountAuditLogsV1, { interface: 'API', action: { result: false } })).toBe(
      'via the API and failed',
    )
    const token_name = 'AKIAIOSFODNN7EXAMPLE'
    expect(origin(accountAuditLogsV2, { actor: { context: 'api_token', token_name } })).toBe(
      'via an API token named [masked]',
    )
  })

  test('shows an unknown word as it is, and nothing for nothing', () => {
    expect(origin(accountAuditLogsV2, { actor: { context: 'constructor' } })).toBe(
      'via constructor',
    )
    for (const dataset of datasets) expect(toOrigin(dataset, { interface: '' })).toEqual([])
  })
})

test('names a credential by what another entry knows, with the recorded id beside it', () => {
  const actor = { context: 'api_token', token: { id: 't1' } }
  const names = (id: string) => (id === 't1' ? 'ci' : undefined)
  expect(toOrigin(accountAuditLogsV2, { actor }, names)).toContainEqual({
    text: 'ci',
    isValue: true,
    resolvedId: 't1',
    location: { field: 'actor.token_id', keys: [] },
  })
  expect(toSummaryText(toOrigin(accountAuditLogsV2, { actor }))).not.toContain('named')
})
