import { describe, expect, it } from 'vitest'
import type { Scope } from '../../../query/log-query.ts'
import type { Baseline, BaselineLog } from '../../store/baseline-values.ts'
import {
  toComparedWords,
  toNewWords,
  toReadDaysWords,
  toReadingWords,
  toSeenWords,
} from './baseline-words.ts'

const none = { actor: new Set(), address: new Set(), network: new Set() } as const
const values = { ...none, userAgent: new Set(), product: new Set() } as Baseline['values']['values']
const account: Scope = { kind: 'account', id: '1'.repeat(32) }
const v2: BaselineLog = {
  source: { dataset: 'account-audit-logs-v2', scope: account },
  verdict: 'complete',
  coverage: [{ since: '2026-10-19T15:20:00.000Z', before: '2026-11-18T15:20:00.000Z' }],
}
const v1: BaselineLog = { ...v2, source: { dataset: 'account-audit-logs-v1', scope: account } }
const complete: Baseline = {
  timeRange: { since: '2026-10-19T15:20:00Z', before: '2026-11-18T15:20:00Z' },
  verdict: 'complete',
  read: 11_000,
  logs: [v2],
  values: { values, byActor: new Map(), terms: new Map() },
}
const partial: Baseline = { ...complete, verdict: 'partial', reason: 'reading was stopped' }

describe('what is claimed of a comparison', () => {
  it('is limited by the verdict', () => {
    expect(toSeenWords(complete)).toBe('not seen in the 11,000 entries of the 30 days before')
    expect(toSeenWords(partial)).toBe(
      'not seen in the 11,000 entries read of the 30 days before, which are not all of them',
    )
    expect(toNewWords({ newFor: 'actor' }, complete)).toBe(
      'New for this actor: not seen with this actor in the 11,000 entries of the 30 days before.',
    )
  })

  it('names the range, and why it is not complete', () => {
    expect(toComparedWords(complete, 'UTC')).toBe(
      'Compared with all 11,000 entries of the 30 days before 2026-11-18 15:20 UTC.',
    )
    expect(toComparedWords(partial, 'UTC')).toBe(
      'Compared with the 11,000 entries read of the 30 days before 2026-11-18 15:20 UTC, partial (reading was stopped): what is marked as new may have occurred in entries that were not read.',
    )
  })

  it('is nothing where nothing was read', () => {
    expect(toComparedWords({ ...complete, read: 0 }, 'UTC')).toBe(
      'Nothing to compare with: these logs have no entry of the 30 days before 2026-11-18 15:20 UTC.',
    )
    expect(toComparedWords({ ...partial, read: 0 }, 'UTC')).toContain('could be read')
  })

  it('says how far reading has come', () => {
    expect(toReadingWords({ read: 1, share: 0.129 })).toBe(
      'Reading the 30 days before: 1 entry, 12 %',
    )
  })
})

describe('which days were read', () => {
  const toName = (scope: Scope) => ('id' in scope ? `Acme ${scope.id[0]}` : 'the user')
  const list = (...logs: readonly BaselineLog[]) =>
    toReadDaysWords({ ...partial, logs }, 'UTC', toName)
  const { before } = complete.timeRange
  const toInstant = (days: number) => new Date(Date.parse(before) - days * 86_400_000).toISOString()
  const of = (log: BaselineLog, days: number, failure?: string): BaselineLog => ({
    ...log,
    verdict: 'partial',
    coverage: days > 0 ? [{ since: toInstant(days), before }] : [],
    ...(failure && { failure }),
  })

  it('is said of each log, with the reason where one was not read', () => {
    expect(list(of(v2, 27.5), of(v1, 0, 'HTTP 403'))).toBe(
      'Of the 30 days before: v2: 27 days read (since 2026-10-22 03:20 UTC); v1: not read (HTTP 403).',
    )
    expect(list(v2, of(v1, 15, 'HTTP 502'))).toBe(
      'Of the 30 days before: v2: all 30 days read; v1: 15 days read (since 2026-11-03 15:20 UTC; HTTP 502).',
    )
    expect(list(of(v2, 0.25), of(v1, 0))).toBe(
      'Of the 30 days before: v2: less than 1 day read (since 2026-11-18 09:20 UTC); v1: not read.',
    )
    expect(list(of(v2, 1.5))).toContain('v2: 1 day read (since')
  })

  it('names the accounts where there are several, and logs with the same days together', () => {
    const other: BaselineLog = {
      ...v2,
      source: { ...v2.source, scope: { kind: 'account', id: '$&'.padEnd(32, '2') } },
    }
    expect(list(of(v2, 27), of(other, 27), v1)).toBe(
      'Of the 30 days before: v2 of Acme 1, v2 of Acme $: 27 days read (since 2026-10-22 15:20 UTC); v1 of Acme 1: all 30 days read.',
    )
  })

  it('names the parts that are missing between others', () => {
    const part = (fromDays: number, untilDays: number) => ({
      since: toInstant(fromDays),
      before: toInstant(untilDays),
    })
    const holed = { ...of(v2, 0), coverage: [part(30, 20), part(19, 0)] }
    expect(list(holed)).toBe(
      'Of the 30 days before: v2: 29 days read (not read: 2026-10-29 15:20 UTC to 2026-10-30 15:20 UTC).',
    )
    const many = [9, 7, 5, 3, 1].map((days) => part(days, days - 1))
    expect(list({ ...holed, coverage: [...many, part(30, 9)] })).toContain(' and 1 other part)')
  })

  it('does not claim every entry of a log that may have more', () => {
    expect(list({ ...v1, verdict: 'unknown' })).toBe(
      'Of the 30 days before: v1: all 30 days read, perhaps not every entry.',
    )
  })

  it('is not said where all was read', () => {
    expect(toReadDaysWords(complete, 'UTC', toName)).toBe('')
  })
})
