import { describe, expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Filter, FilterMode, LocalFilter } from '../../../query/log-query.ts'
import { toFilterWords, toLocalWords, toRuleWords, toShortText } from './filter-words.ts'

const wordsOf = (filter: Filter) =>
  toFilterWords(filter, findParameter(accountAuditLogsV2, filter.parameter))

describe('toFilterWords', () => {
  it('says include and exclude in words', () => {
    const values = ['create', 'delete']
    expect(wordsOf({ parameter: 'action_type', mode: 'include', values }).sentence).toBe(
      'Action type is any of: create, delete',
    )
    expect(wordsOf({ parameter: 'action_type', mode: 'exclude', values: ['view'] }).sentence).toBe(
      'Action type is not view',
    )
    expect(wordsOf({ parameter: 'action_type', mode: 'exclude', values }).sentence).toBe(
      'Action type is none of: create, delete',
    )
  })

  it('spells out three values and counts the others', () => {
    const values = ['a', 'b', 'c', 'd', 'e']
    const words = wordsOf({ parameter: 'resource_type', mode: 'include', values })
    expect(words).toMatchObject({ values: ['a', 'b', 'c'], more: 2 })
    expect(words.sentence).toBe('Resource type is any of: a, b, c, and 2 more')
  })

  it('shortens what is drawn, not what is said', () => {
    const value = `${'x'.repeat(60)}@example.com`
    const words = wordsOf({ parameter: 'actor_email', mode: 'include', values: [value] })
    expect(words.values[0]).toHaveLength(34)
    expect(words.sentence).toContain(value)
  })

  it('calls a parameter that the log lacks by its wire name', () => {
    expect(wordsOf({ parameter: 'nonsense', mode: 'include', values: ['x'] }).sentence).toBe(
      'nonsense is x',
    )
  })
})

describe('toLocalWords', () => {
  it.each<[LocalFilter, string]>([
    [{ kind: 'text', mode: 'include', text: 'grafana' }, 'anywhere: grafana'],
    [{ kind: 'text', mode: 'exclude', text: 'grafana' }, 'nowhere: grafana'],
    [
      { kind: 'hours', mode: 'include', hours: 'mon-fri 07:00-19:00' },
      'hours within mon-fri 07:00-19:00',
    ],
    [{ kind: 'hours', mode: 'exclude', hours: 'sat,sun' }, 'hours outside sat,sun'],
  ])('says where a filter on the whole entry applies', (filter, sentence) => {
    expect(toLocalWords([filter], accountAuditLogsV2).sentence).toBe(sentence)
  })

  it.each<[FilterMode, [text: string, isExact: boolean][], string]>([
    ['include', [['a', true]], 'IP address is a'],
    [
      'include',
      [
        ['a', true],
        ['b', true],
      ],
      'IP address is any of: a, b',
    ],
    [
      'exclude',
      [
        ['a', false],
        ['', true],
      ],
      'IP address does not contain a, is not ',
    ],
    [
      'include',
      [
        ['192.0.2.1', true],
        ['203.0.113.0/24', false],
      ],
      'IP address is 192.0.2.1, is in 203.0.113.0/24',
    ],
    [
      'exclude',
      [
        ['203.0.113.0/24', false],
        ['2001:db8::/32', true],
      ],
      'IP address is in none of: 203.0.113.0/24, 2001:db8::/32',
    ],
    ['include', [['', false]], 'IP address is present'],
    [
      'include',
      [
        ['a', true],
        ['b', true],
        ['c', true],
        ['d', true],
      ],
      'IP address is any of: a, b, c, and 1 more',
    ],
  ])('says %s of %j in one sentence', (mode, values, sentence) => {
    const [first, ...others] = values.map(
      ([text, isExact]): LocalFilter => ({
        kind: 'field',
        pointer: '/actor/ip_address',
        mode,
        text,
        isExact,
      }),
    )
    if (!first) throw new Error('no filter')
    expect(toLocalWords([first, ...others], accountAuditLogsV2).sentence).toBe(sentence)
  })
})

describe('toRuleWords', () => {
  const group = (...rules: readonly string[]) => {
    const [first, ...others] = rules.map((rule): LocalFilter => ({ kind: 'rule', mode, rule }))
    if (!first) throw new Error('no filter')
    return [first, ...others] as const
  }
  let mode: 'include' | 'exclude' = 'include'

  it('says that a comparison with a link decides', () => {
    const toName = (rule: string) => rule.replace('seal.', '')
    expect(toRuleWords(group('seal.new', 'seal.changed'), toName).sentence).toBe(
      'compared with the link: new, changed',
    )
    mode = 'exclude'
    expect(toRuleWords(group('seal.new'), toName).sentence).toBe(
      'compared with the link is not new',
    )
  })
})

describe('toShortText', () => {
  it('keeps both ends', () => {
    expect(toShortText('0123456789', 10)).toBe('0123456789')
    expect(toShortText('0123456789a', 10)).toBe('012345…89a')
  })

  it('never cuts a character in two', () => {
    expect(toShortText('🦊'.repeat(20), 10)).toBe(`${'🦊'.repeat(6)}…${'🦊'.repeat(3)}`)
    expect(toShortText('🦊'.repeat(10), 10)).toBe('🦊'.repeat(10))
  })
})
