import { describe, expect, test } from 'vitest'
import { accountAuditLogsV1 } from '../../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { insightAuditLogs } from '../../../catalog/datasets/insight-audit-logs.ts'
import { datasets } from '../../../catalog/index.ts'
import { isBlank } from '../../../query/change/is-blank.ts'
import { toEntrySections } from './entry-sections.ts'

describe('toEntrySections', () => {
  test('tells the recorded call of audit log v2 from its answer', () => {
    const sections = toEntrySections(accountAuditLogsV2, {
      actor: { ip_address: '198.51.100.7' },
      raw: { method: 'PATCH', uri: '/zones/z', status_code: 200 },
      resource: { request: { a: 1 }, response: { b: 2 }, value: { before: 1, after: 2 } },
    })
    expect(sections.recordsCalls).toBe(true)
    expect(sections.call.map(({ label }) => label)).toEqual([
      'Method',
      'URI',
      'Status',
      'IP address',
    ])
    expect(sections.answer.map(({ value }) => value)).toEqual([200])
    expect(sections.requestBodies.map(({ found }) => found?.value)).toEqual([{ a: 1 }])
    expect(sections.responseBodies.map(({ found }) => found?.value)).toEqual([{ b: 2 }])
    expect(sections.changes.map(({ label }) => label)).toEqual(['Value'])
    expect(sections.pairs).toEqual([])
  })

  test('pairs the values of audit log v1 and drops pairs that say nothing', () => {
    const sections = toEntrySections(accountAuditLogsV1, {
      metadata: { zone_name: 'acme.example' },
      oldValue: 'null',
      newValue: '',
      oldValueJson: {},
      newValueJson: { a: 1 },
    })
    expect(sections.recordsCalls).toBe(false)
    expect(sections.requestBodies.map(({ field }) => field.path)).toEqual(['metadata'])
    expect(
      sections.pairs.map(({ before, after }) => [before.field.path, after.field.path]),
    ).toEqual([['oldValueJson', 'newValueJson']])
  })

  test('pairs the values of insights and keeps the rationale beside them', () => {
    const sections = toEntrySections(insightAuditLogs, {
      field_changed: 'status',
      previous_value: null,
      current_value: 'resolved',
      rationale: 'fixed',
    })
    expect(sections.pairs).toHaveLength(1)
    expect(sections.changes.map(({ label }) => label)).toEqual(['Field changed', 'Rationale'])
  })

  test('finds nothing in entries of odd shapes', () => {
    for (const dataset of datasets) {
      for (const entry of [null, 'text', [], 7, { raw: null, resource: [] }]) {
        const { call, answer, pairs, changes } = toEntrySections(dataset, entry)
        expect([...call, ...answer, ...pairs, ...changes]).toEqual([])
      }
    }
  })
})

test('isBlank knows all that says nothing', () => {
  expect([undefined, null, '', 'null', {}, []].every(isBlank)).toBe(true)
  expect([0, false, ' ', [null], { a: undefined }].some(isBlank)).toBe(false)
})
