import { describe, expect, it } from 'vitest'
import type { Source } from '../../../query/log-query.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { createEntryOrigins } from '../../store/origins/entry-origins.ts'
import { isTogglable, type ShownPairs, toLogParts, toLogTitle } from './log-cell.ts'

const id = 'a'.repeat(32)
const scope = { kind: 'account', id } as const
const sources: readonly Source[] = [
  { dataset: 'account-audit-logs-v2', scope },
  { dataset: 'account-audit-logs-v1', scope },
]
const origins = createEntryOrigins(sources)
const [first, second] = [`accounts/${id}/logs/audit`, `accounts/${id}/audit_logs`]
const match = {
  certainty: 'certain',
  reasons: ['actor', 'zone'],
  equalValues: 2,
  rivals: 0,
  distanceMs: 400,
} as const

const toRow = (row: number, source: string, pair?: StoredEntry['pair']): StoredEntry => ({
  index: 0,
  row,
  source,
  id: `e${row}`,
  time: '2026-11-20T10:00:00Z',
  entry: {},
  isStrange: false,
  isConflicting: false,
  isLate: false,
  ...(pair && { pair }),
})
const v2 = toRow(4, first, { row: 9, source: second, ...match })
const v1 = toRow(9, second, { row: 4, source: first, ...match })
const alone = toRow(5, first)

const joined: ShownPairs = { isJoined: true, expanded: new Set() }
const toText = (row: StoredEntry, pairs?: ShownPairs) =>
  toLogParts(row, origins, pairs)
    .map(({ text }) => text)
    .join('')

describe('the cell of the log', () => {
  it('has both words where one row shows two entries', () => {
    expect(toText(v2, joined)).toBe('▸v2 v1')
    const [toggle, ...words] = toLogParts(v2, origins, joined)
    expect(toggle).toMatchObject({
      isToggle: true,
      title: 'Show the v1 entry in a row of its own (x)',
    })
    expect(words.map(({ className }) => className)).toEqual([
      expect.stringContaining('text-log-v2'),
      expect.anything(),
      expect.stringContaining('text-log-v1'),
    ])
  })

  it('marks both rows of an expanded pair as one event, by a row of either', () => {
    for (const row of [4, 9]) {
      const pairs = { isJoined: true, expanded: new Set([row]) }
      expect([v2, v1].map((each) => toText(each, pairs))).toEqual(['▾v2 = v1', '▾v1 = v2'])
    }
  })

  it('marks entries of one event where each has a row of its own', () => {
    expect(toText(v2)).toBe('v2 = v1')
    expect(toText(v1, { isJoined: false, expanded: new Set() })).toBe('v1 = v2')
    expect(isTogglable(v2, undefined)).toBe(false)
  })

  it('has one word for an entry without a partner', () => {
    expect(toText(alone, joined)).toBe('v2')
    expect([alone, v2].map((row) => isTogglable(row, joined))).toEqual([false, true])
  })

  it('says where the filters hide the partner, and does not claim one row for both', () => {
    const [hidden] = [
      { ...v2, pair: { row: 9, source: second, ...match, isHidden: true as const } },
    ]
    for (const pairs of [joined, { ...joined, isJoined: false }]) {
      expect(toText(hidden, pairs)).toBe('v2 (v1)')
      expect(isTogglable(hidden, pairs)).toBe(false)
    }
    const origin = origins.find(first)
    expect(origin && toLogTitle(hidden, origin, origins)).toMatch(
      /\nThe filters hide the entry of v1, so this row counts as one entry\.$/,
    )
  })

  it('says why the entries are one event, and how certain that is', () => {
    const title = origins.find(first)
    expect(title && toLogTitle(v2, title, origins)).toBe(
      'One event in two logs: Account audit log v2 and Account audit log v1.\n' +
        'Same actor, same zone, 0.4 s apart; 2 equal values. Certain: nothing else comes close.',
    )
    expect(title && toLogTitle(alone, title, origins)).toBe('Account audit log v2')
  })

  it('is the same array for the same words', () => {
    expect(toLogParts(v2, origins, joined)).toBe(toLogParts({ ...v2 }, origins, joined))
  })
})
