import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { SubsequentRow } from '../../../detection/undone/track-loosenings.ts'
import { listDoubts, toStateWords, toUntrackedWords, type UndoneClaim } from './undone-words.ts'

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
  })

  it('names the entry that loosened it again, and claims less where entries may be missing', () => {
    const again =
      'Done again 2026-11-19 11:02 UTC by marta.pinto@acme.example: no loaded entry until 2026-11-20 10:00 UTC undid it after that.'
    expect(say({ kind: 'open', again: marta })).toBe(`Still in effect. ${again}`)
    expect(say({ kind: 'open', again: marta }, { verdict: 'partial' })).toBe(
      `Perhaps still in effect. ${again}`,
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
      'Changed later, 2026-11-19 11:02 UTC by marta.pinto@acme.example: the entry does not show whether it undid this.',
    )
    expect(say({ kind: 'unknown' })).toBe(
      'Cannot be checked: the entry does not name the resource that it changed.',
    )
  })

  it.each([
    ['deleted', 'the resource was deleted, which does not restore the protection'],
    ['deleted-above', 'the resource that contains it was deleted'],
    ['created-again', 'a resource with the same name was created; compare the two'],
    ['removed', 'only some of the added members were removed'],
  ] as const)('says what has to be checked after an entry of the kind %s', (how, words) => {
    expect(say({ kind: 'unclear', by: marta, how })).toBe(
      `Changed later, 2026-11-19 11:02 UTC by marta.pinto@acme.example: ${words}.`,
    )
  })

  it('says why an entry was not compared', () => {
    expect(toUntrackedWords(true)).toBe('This change failed, so there is nothing to undo.')
    expect(toUntrackedWords(false)).toBe('Gumshoe could not compare this entry with later ones.')
  })

  it('says only of a part of the range that not all is loaded', () => {
    const say = (verdict: UndoneClaim['verdict']) => listDoubts({ ...claim, verdict })
    expect(say('partial')).toEqual([
      'Not all entries of the range are loaded: one of the others may have undone it. Load all to be sure.',
    ])
    expect(say('unknown')).toEqual([
      'The range may have entries that are not loaded: one of them may have undone it.',
    ])
  })

  it('has no doubts where all until now was read', () => {
    expect(listDoubts(claim)).toEqual([])
  })
})
