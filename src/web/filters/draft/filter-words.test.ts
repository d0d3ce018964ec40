import { describe, expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { findParameter } from '../../../catalog/index.ts'
import type { Filter, LocalFilter } from '../../../query/log-query.ts'
import { toFilterWords, toLocalWords, toShortText } from './filter-words.ts'

const wordsOf = (filter: Filter) =>
  toFilterWords(filter, findParameter(accountAuditLogsV2, filter.parameter))

describe('toFilterWords', () => {
  it('says include and exclude in words', () => {
    const values = ['create', 'delete']
    expect(wordsOf({ parameter: 'action_type', mode: 'include', values }).sentence).toBe(
      'Action type is create or delete',
    )
    expect(wordsOf({ parameter: 'action_type', mode: 'exclude', values: ['view'] }).sentence).toBe(
      'Action type is not view',
    )
  })

  it('spells out three values and counts the others', () => {
    const values = ['a', 'b', 'c', 'd', 'e']
    const words = wordsOf({ parameter: 'resource_type', mode: 'include', values })
    expect(words).toMatchObject({ values: ['a', 'b', 'c'], more: 2 })
    expect(words.sentence).toBe('Resource type is a or b or c, and 2 more')
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
    expect(toLocalWords(filter, accountAuditLogsV2).sentence).toBe(sentence)
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
