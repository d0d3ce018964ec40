import { describe, expect, it } from 'vitest'
import type { Baseline } from '../../store/baseline-values.ts'
import { toComparedWords, toNewWords, toReadingWords, toSeenWords } from './baseline-words.ts'

const none = { actor: new Set(), address: new Set(), network: new Set() } as const
const values = { ...none, userAgent: new Set(), product: new Set() } as Baseline['values']['values']
const complete: Baseline = {
  timeRange: { since: '2026-10-19T15:20:00Z', before: '2026-11-18T15:20:00Z' },
  verdict: 'complete',
  read: 11_000,
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
      'Compared with all 11,000 entries of the 30 days before 2026-11-18 15:20.',
    )
    expect(toComparedWords(partial, 'UTC')).toBe(
      'Compared with the 11,000 entries read of the 30 days before 2026-11-18 15:20, partial (reading was stopped): what is marked as new may have occurred in entries that were not read.',
    )
  })

  it('is nothing where nothing was read', () => {
    expect(toComparedWords({ ...complete, read: 0 }, 'UTC')).toBe(
      'Nothing to compare with: these logs have no entry of the 30 days before 2026-11-18 15:20.',
    )
    expect(toComparedWords({ ...partial, read: 0 }, 'UTC')).toContain('could be read')
  })

  it('says how far reading has come', () => {
    expect(toReadingWords({ read: 1, share: 0.129 })).toBe(
      'Reading the 30 days before: 1 entry, 12 %',
    )
  })
})
