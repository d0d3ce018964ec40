import { describe, expect, it } from 'vitest'
import { accountAuditLogsV1 } from '../../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import { listRangeNotes } from './list-range-notes.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const find = (
  range: TimeRange,
  dataset: Dataset = accountAuditLogsV2,
  now: number | undefined = nowMs,
) =>
  listRangeNotes(dataset, range, undefined, now)
    .map(({ sentence }) => sentence)
    .join(' ')
const absolute = (since?: string, before?: string): TimeRange => ({
  kind: 'absolute',
  ...(since && { since }),
  ...(before && { before }),
})

describe('what is said of a range', () => {
  it('is nothing within what the log covers', () => {
    expect(find({ kind: 'relative', range: '90d' })).toBe('')
    expect(find(absolute('2026-11-01', '2026-11-21'))).toBe('')
  })

  it('is how far back the log reaches', () => {
    expect(find({ kind: 'relative', range: '600d' })).toContain('18 months')
    expect(find({ kind: 'relative', range: '600d' }, accountAuditLogsV2, undefined)).toContain(
      '18 months',
    )
    expect(find(absolute('2024-01-01', '2024-01-02'), accountAuditLogsV1)).toContain('18 months')
  })

  it('is with which day the log begins', () => {
    expect(find(absolute('2026-03-09', '2026-04-01'))).toContain('begins on 2026-03-10')
    expect(find({ kind: 'relative', range: '300d' })).toContain('account audit log v1')
    expect(find(absolute('2026-03-09', '2026-04-01'), accountAuditLogsV1)).toBe('')
    expect(find(absolute('2026-03-10', '2026-04-01'))).toBe('')
  })

  it('is that it reaches into the future', () => {
    expect(find(absolute('2026-11-20', '2026-11-22'))).toContain('ends in the future')
    expect(find(absolute('2026-11-22', '2026-11-23'))).toContain('begins in the future')
  })
})
