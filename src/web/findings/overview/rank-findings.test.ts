import { describe, expect, it } from 'vitest'
import type { Effect, Rule, RuleLevel } from '../../../detection/rule.ts'
import { makeRule } from '../../store/testing/make-rules.ts'
import type { RuleFinding } from '../list-findings.ts'
import {
  toActorWords,
  toLoadedWords,
  toShowWords,
  toUnaskedQuestionWords,
} from './overview-words.ts'
import { rankFindings, splitSilent } from './rank-findings.ts'

let rules = 0
function toItem(
  title: string,
  level: RuleLevel,
  count: number,
  effect?: Effect,
  firstMs = 1,
): RuleFinding {
  const made = makeRule(++rules, { kind: 'and', of: [] }, { title, level })
  const rule: Rule = effect ? { ...made, effect } : made
  const finding = {
    ...{ rule: rule.id, count, shown: count, firstMs, lastMs: firstMs, bars: [] },
    ...{ isProductSeen: true, sources: ['0'] },
  }
  return { rule, finding }
}

describe('the ranking', () => {
  it('is by level, then by effect, then by rarity, then by time', () => {
    const items = {
      high: [
        toItem('common', 'high', 40),
        toItem('tightens', 'high', 1, 'tightens'),
        toItem('rare and later', 'high', 2, undefined, 9),
        toItem('rare', 'high', 2, undefined, 5),
        toItem('loosens often', 'high', 90, 'loosens'),
      ],
      low: [toItem('low and loosens', 'low', 1, 'loosens')],
      critical: [toItem('critical', 'critical', 500, 'tightens')],
    }
    const levels = Object.entries(items).map(([level, ofLevel]) => ({
      level: level as RuleLevel,
      items: ofLevel,
    }))
    expect(rankFindings({ levels }).map(({ rule }) => rule.title)).toEqual([
      'critical',
      'loosens often',
      'rare',
      'rare and later',
      'common',
      'tightens',
      'low and loosens',
    ])
  })

  it('tells rules without their product from rules that found nothing', () => {
    const clean = toItem('clean', 'low', 0)
    const found = toItem('untested', 'low', 0)
    const untested = { ...found, finding: { ...found.finding, isProductSeen: false } }
    expect(splitSilent({ unmatched: [clean, untested] })).toEqual({
      untested: [untested],
      clean: [clean],
    })
  })
})

describe('the words', () => {
  it('name who acted, with counts where there are several', () => {
    const toActors = (...counts: number[]) => ({
      actors: counts.map((count, at) => ({ actor: `a${at}`, count })),
      nameless: 0,
    })
    expect(toActorWords(toActors())).toBeUndefined()
    expect(toActorWords(toActors(7))).toBe('by a0')
    expect(toActorWords(toActors(1_200, 1))).toBe('by a0 (1,200), a1 (1)')
    expect(toActorWords(toActors(5, 4, 3, 2, 1))).toBe('by a0 (5), a1 (4), a2 (3) and 2 others')
    expect(toActorWords({ ...toActors(2, 1, 1), nameless: 2 })).toBe(
      'by a0 (2), a1 (1), a2 (1), 2 without a name',
    )
    expect(toActorWords({ ...toActors(4), nameless: 1 })).toBe('by a0 (4), 1 without a name')
  })

  it('count entries and questions', () => {
    expect([toShowWords(1), toShowWords(1_234)]).toEqual([
      'Show the entry',
      'Show the 1,234 entries',
    ])
    expect(toLoadedWords(12, 11_858)).toBe('12 of 11,858 loaded')
    expect(toUnaskedQuestionWords(1, { word: 'insights' })).toBe(
      '1 question needs the insights log, which was not asked',
    )
    expect(toUnaskedQuestionWords(4, 'all')).toBe(
      '4 questions need all logs, of which one was asked',
    )
  })
})
