import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { Rule, RuleLevel } from '../../detection/rule.ts'
import type { Finding, Findings } from '../store/findings.ts'
import {
  findAbsentNote,
  findRangeNote,
  toCountWords,
  toProgressWords,
  toSearchedVerdict,
  toSearchedWords,
  toSpanWords,
} from './finding-words.ts'
import { countMatched, listFindings } from './list-findings.ts'

const toRule = (id: string, level: RuleLevel): Rule => ({
  kind: 'detection',
  id,
  title: `Rule ${id}`,
  description: '',
  level,
  tags: [],
  references: [],
  falsePositives: [],
  next: [],
  file: `${id}.yml`,
  service: 'audit',
  expression: { kind: 'and', of: [] },
})
const toFinding = (rule: string, count: number, more: Partial<Finding> = {}): Finding => ({
  rule,
  count,
  shown: count,
  bars: [],
  isProductSeen: true,
  sources: ['0'],
  ...more,
})
const rules = [toRule('a', 'low'), toRule('b', 'critical'), toRule('c', 'high'), toRule('d', 'low')]
const byId = new Map(rules.map((rule) => [rule.id, rule]))
const insights = getDataset('insight-audit-logs')
const v1 = getDataset('account-audit-logs-v1')
const toList = (findings: readonly Finding[]) =>
  listFindings({ searched: 11_858, of: 11_858, findings }, byId, (rule) =>
    rule.id === 'd' ? [insights] : [v1],
  )

describe('the findings of a list', () => {
  const list = toList([
    toFinding('b', 1),
    toFinding('c', 0),
    toFinding('a', 3),
    toFinding('d', 0, { sources: [] }),
    toFinding('gone', 9),
  ])

  it('are by level, the most severe first, without rules that are not known', () => {
    expect(
      list.levels.map(({ level, items }) => [level, items.map(({ rule }) => rule.id)]),
    ).toEqual([
      ['critical', ['b']],
      ['low', ['a']],
    ])
    expect(list.unmatched.map(({ rule }) => rule.id)).toEqual(['c'])
    expect(list.searched).toBe(3)
  })

  it('tell rules without a match from those whose log was not asked', () => {
    expect(list.unasked).toEqual([{ datasets: [insights], rules: [byId.get('d')] }])
    const findings: Findings = {
      searched: 1,
      of: 1,
      findings: [toFinding('a', 2), toFinding('b', 0)],
    }
    expect([countMatched(findings), countMatched(undefined)]).toEqual([1, 0])
  })

  it('say what was searched, how much of it was loaded, and which log is missing', () => {
    const about = { of: 11_858, logs: [{ word: 'v2' }], verdict: 'partial' as const }
    expect(toSearchedWords(list, about)).toBe(
      '3 rules over 11,858 loaded of v2, partial; 1 rule needs the insights log, which was not asked',
    )
    const several = toList([toFinding('c', 0, { sources: [] }), toFinding('d', 0, { sources: [] })])
    expect(toSearchedWords(several, { ...about, logs: [{ word: 'v2' }, { word: 'user' }] })).toBe(
      '0 rules over 11,858 loaded of v2 and user, partial; 2 rules need logs that were not asked',
    )
    expect(toProgressWords({ searched: 5_000, of: 11_858 })).toBe(
      'Searching by rules: 5,000 of 11,858 entries',
    )
  })
})

it('claims nothing complete while a part of the list is not searched yet', () => {
  const list = { verdict: 'complete' as const, sources: [{ loaded: 90 }, { loaded: 10 }] }
  expect(toSearchedVerdict({ searched: 100 }, list)).toBe('complete')
  expect(toSearchedVerdict({ searched: 99 }, list)).toBe('partial')
  expect(toSearchedVerdict(undefined, list)).toBe('partial')
  expect(toSearchedVerdict({ searched: 9 }, { ...list, verdict: 'unknown' })).toBe('unknown')
})

describe('the words of a finding', () => {
  it('count entries of those loaded, and shown ones where filters hide some', () => {
    const finding = toFinding('a', 3, { shown: 1 })
    expect(toCountWords(finding, 11_858, false)).toBe('3 of 11,858 loaded')
    expect(toCountWords(finding, 11_858, true)).toBe('3 of 11,858 loaded, 1 shown')
    expect(toCountWords(toFinding('a', 45, { groups: 2 }), 11_858, false)).toBe(
      '2 groups with 45 of 11,858 loaded',
    )
  })

  it.each([
    [1, [45], '1 group with 45 of 90 loaded'],
    [2, [14, 31], '2 groups of 14 and 31 entries, 45 of 90 loaded'],
    [3, [10, 14, 21], '3 groups of 10, 14 and 21 entries, 45 of 90 loaded'],
    [3, [15, 15, 15], '3 groups of 15 entries, 45 of 90 loaded'],
    [12, [3, 31], '12 groups of 3 to 31 entries, 45 of 90 loaded'],
    [15, [3, 3], '15 groups of 3 entries, 45 of 90 loaded'],
    [0, [], '0 groups with 45 of 90 loaded'],
  ])('say how many entries are in each of %d groups', (groups, groupSizes, words) => {
    expect(toCountWords(toFinding('a', 45, { groups, groupSizes }), 90, false)).toBe(words)
  })

  it('have the first and the last time in the zone of the screen', () => {
    const firstMs = Date.parse('2026-11-24T02:31:05Z')
    const lastMs = Date.parse('2026-11-27T02:25:44Z')
    expect(toSpanWords(toFinding('a', 2, { firstMs, lastMs }), 'UTC')).toBe(
      'first 2026-11-24 02:31, last 2026-11-27 02:25',
    )
    expect(toSpanWords(toFinding('a', 1, { firstMs, lastMs: firstMs }), 'Europe/Berlin')).toBe(
      'at 2026-11-24 03:31',
    )
    expect(toSpanWords(toFinding('a', 0), 'UTC')).toBeUndefined()
  })

  it('claim nothing where the product does not occur, or a correlation may be cut off', () => {
    expect(findAbsentNote(toFinding('a', 0), 9)).toBeUndefined()
    expect(findAbsentNote(toFinding('a', 0, { isProductSeen: false }), 11_858)).toBe(
      '0 of 11,858 entries have this product: not a sign that it is clean.',
    )
    expect(findAbsentNote(toFinding('a', 0, { isProductSeen: false }), 7, ['r2', 'kv*'])).toBe(
      '0 of 7 entries have the product “r2” or “kv*”: not a sign that it is clean.',
    )
    const correlation = { ...toRule('x', 'high'), kind: 'correlation' } as unknown as Rule
    expect(findRangeNote(correlation, 'partial')).toContain('more may belong to it')
    expect(findRangeNote(correlation, 'complete')).toBeUndefined()
    expect(findRangeNote(toRule('a', 'low'), 'partial')).toBeUndefined()
  })
})
