import { describe, expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { insightAuditLogs } from '../../../catalog/datasets/insight-audit-logs.ts'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readEnds, toTypedRange } from './typed-ends.ts'

const none = { since: '', before: '' }
const read = (
  since: string,
  before: string,
  timeZone = 'UTC',
  dataset: Dataset = accountAuditLogsV2,
) => readEnds(dataset, { since, before }, { timeZone, initial: none, exact: none })

describe('typed ends', () => {
  it('may have blanks around them, and one may be empty', () => {
    expect(read(' 2026-11-20 ', '2026-11-21T00:00:00+01:00\t').range).toEqual({
      kind: 'absolute',
      since: '2026-11-20',
      before: '2026-11-21T00:00:00+01:00',
    })
    expect(read('2026-11-20', ' ').range).toEqual({ kind: 'absolute', since: '2026-11-20' })
  })

  it('are refused with the remedy when they are no time, empty or in the wrong order', () => {
    const wrong = read('yesterday', '2026-02-30')
    expect(wrong.since.problem).toContain('yesterday')
    expect(wrong.before.problem).toContain('2026-02-30')
    expect(read('', ' ').since.problem).toContain('at least one')
    expect(read('2026-11-21', '2026-11-20').before.problem).toContain('Swap')
    for (const { range } of [wrong, read('', ''), read('2026-11-21', '2026-11-20')]) {
      expect(range).toBeUndefined()
    }
  })

  it('become instants where the log takes no dates', () => {
    expect(read('2026-11-20', '', 'UTC', insightAuditLogs).range).toEqual({
      kind: 'absolute',
      since: '2026-11-20T00:00:00Z',
    })
  })

  it('are echoed in UTC, and in the chosen zone when it is another', () => {
    expect(read('2026-11-20T01:00:00+01:00', '').since.meaning).toBe('2026-11-20 00:00 UTC')
    const { since } = read('2026-11-20 09:00', '', 'Asia/Tokyo')
    expect(since.meaning).toMatch(/^2026-11-20 00:00 UTC · 2026-11-20 09:00 /)
    expect(since.remark).toContain('Asia/Tokyo')
  })
})

describe('ends that were there before', () => {
  const address = {
    kind: 'absolute',
    since: '2026-11-20',
    before: '2026-11-21T08:00:00.123456Z',
  } as const
  const exact = toTypedRange(address, undefined, 'UTC')

  it('are shown as the address has them, or as the table would in its zone', () => {
    expect(exact).toEqual({ since: address.since, before: address.before })
    expect(toTypedRange(address, undefined, 'Europe/Berlin').since).toBe('2026-11-20 01:00 GMT+1')
  })

  it('stay what they are, to the last digit, in every zone', () => {
    for (const timeZone of ['UTC', 'Europe/Berlin', 'America/St_Johns']) {
      const initial = toTypedRange(address, undefined, timeZone)
      const found = readEnds(accountAuditLogsV2, initial, { timeZone, initial, exact })
      expect(found.range).toEqual(address)
    }
  })

  it('mean the same moment when one is edited in its zone', () => {
    const initial = toTypedRange(address, undefined, 'America/St_Johns')
    const typed = { ...initial, since: `${initial.since} ` }
    const found = readEnds(accountAuditLogsV2, typed, {
      timeZone: 'America/St_Johns',
      initial,
      exact,
    })
    expect(found.range).toEqual({ ...address, since: '2026-11-20T00:00:00Z' })
  })
})
