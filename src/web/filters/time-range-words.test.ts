import { describe, expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../../catalog/datasets/account-audit-logs-v2.ts'
import { insightAuditLogs } from '../../catalog/datasets/insight-audit-logs.ts'
import {
  findEcho,
  findRelativeProblem,
  findRetentionNote,
  findTypedProblems,
  toAbsoluteRange,
  toRangeLabel,
} from './time-range-words.ts'

describe('toRangeLabel', () => {
  const absolute = (since?: string, before?: string) =>
    ({ kind: 'absolute', ...(since && { since }), ...(before && { before }) }) as const

  it('says a relative range in words', () => {
    expect(toRangeLabel({ kind: 'relative', range: '24h' }, 'UTC')).toBe('Last 24 hours')
  })

  it('names the zone once when both ends share it', () => {
    expect(toRangeLabel(absolute('2026-11-20', '2026-11-21T08:30:15.5Z'), 'UTC')).toBe(
      '2026-11-20 00:00 → 2026-11-21 08:30:15 UTC',
    )
  })

  it('names both zones across a change of daylight saving time', () => {
    expect(toRangeLabel(absolute('2026-11-01', '2026-11-02'), 'America/New_York')).toMatch(
      /^2026-10-31 20:00 \S+ → 2026-11-01 19:00 \S+$/,
    )
  })

  it('says which end is open', () => {
    expect(toRangeLabel(absolute('2026-11-20'), 'UTC')).toBe('Since 2026-11-20 00:00 UTC')
    expect(toRangeLabel(absolute(undefined, '2026-11-20'), 'UTC')).toBe(
      'Before 2026-11-20 00:00 UTC',
    )
  })

  it('shows text that is no instant as it is', () => {
    expect(toRangeLabel(absolute('soon', '2026-11-20'), 'UTC')).toBe('soon → 2026-11-20 00:00 UTC')
  })
})

describe('typed ends', () => {
  const problemsOf = (since: string, before: string) =>
    findTypedProblems(accountAuditLogsV2, { since, before })

  it('may have blanks around them, and one may be empty', () => {
    expect(problemsOf(' 2026-11-20 ', '2026-11-21T00:00:00+01:00\t')).toEqual({})
    expect(problemsOf('2026-11-20', '')).toEqual({})
    expect(toAbsoluteRange({ since: ' 2026-11-20 ', before: ' ' })).toEqual({
      kind: 'absolute',
      since: '2026-11-20',
    })
  })

  it('are refused with the remedy when they are no time, empty or in the wrong order', () => {
    expect(problemsOf('yesterday', '2026-02-30')).toEqual({
      since: expect.stringContaining('yesterday'),
      before: expect.stringContaining('2026-02-30'),
    })
    expect(problemsOf('', ' ')).toEqual({ since: expect.stringContaining('at least one') })
    expect(problemsOf('2026-11-21', '2026-11-20')).toEqual({
      before: expect.stringContaining('Swap'),
    })
  })

  it('must be instants where the log takes no dates', () => {
    const problems = findTypedProblems(insightAuditLogs, {
      since: '2026-11-20',
      before: '2026-11-21T00:00:00Z',
    })
    expect(problems).toEqual({ since: expect.stringContaining('RFC 3339') })
  })

  it('are echoed in UTC, and in the chosen zone when it is another', () => {
    expect(findEcho('2026-11-20T01:00:00+01:00 ', 'UTC')).toBe('2026-11-20 00:00 UTC')
    expect(findEcho('2026-11-20', 'Asia/Tokyo')).toMatch(
      /^2026-11-20 00:00 UTC · 2026-11-20 09:00 /,
    )
    expect(findEcho('2026-11', 'UTC')).toBeUndefined()
  })
})

describe('a typed relative range', () => {
  it('is a number and a unit', () => {
    for (const text of ['', ' 36h ', '2w', '90m']) expect(findRelativeProblem(text)).toBeUndefined()
    for (const text of ['36', 'h', '1.5h', '0d', '-1d', '9999w']) {
      expect(findRelativeProblem(text)).toContain('36h')
    }
  })
})

describe('findRetentionNote', () => {
  const find = (range: Parameters<typeof findRetentionNote>[1], nowMs?: number) =>
    findRetentionNote(accountAuditLogsV2, range, undefined, nowMs)

  it('is silent within the retention', () => {
    expect(find({ kind: 'relative', range: '90d' })).toBeUndefined()
    expect(
      find({ kind: 'absolute', since: '2026-11-01' }, Date.parse('2026-11-21')),
    ).toBeUndefined()
  })

  it('says how far back the log reaches', () => {
    expect(find({ kind: 'relative', range: '600d' })).toContain('18 months')
    const range = { kind: 'absolute', since: '2024-01-01', before: '2024-01-02' } as const
    expect(find(range, Date.parse('2026-11-21'))).toContain('18 months')
  })
})
