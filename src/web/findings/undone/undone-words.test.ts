import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { SubsequentRow } from '../../../detection/undone/track-loosenings.ts'
import { listDoubts, toStateWords, type UndoneClaim } from './undone-words.ts'

const beforeMs = Date.parse('2026-11-20T10:00:00Z')
const claim: UndoneClaim = {
  verdict: 'complete',
  beforeMs,
  nowMs: beforeMs + 60_000,
  hasFilters: false,
  timeZone: 'UTC',
}

const later = (actor: object): SubsequentRow => ({
  source: '0',
  owner: 'account a',
  dataset: getDataset('account-audit-logs-v2'),
  entry: { actor },
  row: 3,
  verb: 'delete',
  isFailed: false,
  fromMs: Date.parse('2026-11-19T11:02:30Z'),
  toMs: Date.parse('2026-11-19T11:02:30Z'),
  ids: [],
  part: undefined,
  kind: '',
  words: new Set(),
  zone: undefined,
  zoneId: undefined,
  name: undefined,
  path: undefined,
  has: () => false,
})
const marta = later({ email: 'marta.pinto@acme.example' })

function say(...[state, given = {}]: [Parameters<typeof toStateWords>[0], Partial<UndoneClaim>?]) {
  const { before, link = '', after } = toStateWords(state, { ...claim, ...given })
  return `${before}${link}${after}`
}

describe('the sentence', () => {
  it('names the end of what is loaded while nothing undid it', () => {
    expect(say({ kind: 'open' })).toBe(
      'Still in effect: no loaded entry until 2026-11-20 10:00 UTC undid it.',
    )
    expect(say({ kind: 'open' }, { beforeMs: undefined })).toBe(
      'Still in effect: no loaded entry undid it.',
    )
    expect(say({ kind: 'open', again: marta })).toBe(
      'Undone, and in effect again since 2026-11-19 11:02 UTC by marta.pinto@acme.example: no loaded entry until 2026-11-20 10:00 UTC undid that.',
    )
  })

  it.each<Partial<UndoneClaim>>([
    { verdict: 'partial' },
    { verdict: 'unknown' },
    { hasFilters: true },
    { nowMs: beforeMs + 3_600_000 },
  ])('claims less with %o', (given) => {
    expect(say({ kind: 'open' }, given)).toMatch(/^Perhaps still in effect: no loaded entry until/)
    expect(listDoubts({ ...claim, ...given })).toHaveLength(1)
  })

  it('says when, by whom and how it was undone', () => {
    expect(say({ kind: 'undone', by: marta, how: 'deleted' })).toBe(
      'Undone 2026-11-19 11:02 UTC by marta.pinto@acme.example (deleted).',
    )
    expect(say({ kind: 'undone', by: later({ type: 'system' }), how: 'restored' })).toBe(
      'Undone 2026-11-19 11:02 UTC by the system (value restored).',
    )
  })

  it('does not claim that a change undid it which does not say so', () => {
    expect(say({ kind: 'unclear', by: marta, how: 'changed' })).toBe(
      'Changed later, 2026-11-19 11:02 UTC by marta.pinto@acme.example: the entry does not say whether that undid it.',
    )
    expect(say({ kind: 'unknown' })).toBe(
      'The entry does not name what it changed: later entries cannot tell.',
    )
  })

  it('has no doubts where all until now was read', () => {
    expect(listDoubts(claim)).toEqual([])
  })
})
