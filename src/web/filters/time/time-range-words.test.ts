import { describe, expect, it } from 'vitest'
import { findRelativeProblem, toRangeLabel } from './time-range-words.ts'

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

describe('a typed relative range', () => {
  it('is a number and a unit', () => {
    for (const text of ['', ' 36h ', '2w', '90m']) expect(findRelativeProblem(text)).toBeUndefined()
    for (const text of ['36', 'h', '1.5h', '0d', '-1d', '9999w']) {
      expect(findRelativeProblem(text)).toContain('36h')
    }
  })
})
