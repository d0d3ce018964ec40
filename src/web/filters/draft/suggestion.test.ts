import { describe, expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { findParameter } from '../../../catalog/index.ts'
import { listMatchingSuggestions, mergeSuggestions } from './suggestion.ts'

describe('mergeSuggestions', () => {
  it('puts what the caller knows before what the catalog knows, each value once', () => {
    const method = findParameter(accountAuditLogsV2, 'raw_method')
    const known = [{ value: 'PUT', hint: '7 of 100' }, { value: 'BREW' }]
    const merged = method ? mergeSuggestions(method, known) : []
    expect(merged.map(({ value }) => value)).toEqual([
      'PUT',
      'BREW',
      'POST',
      'PATCH',
      'DELETE',
      'GET',
    ])
    expect(merged[0]?.hint).toBe('7 of 100')
  })
})

describe('listMatchingSuggestions', () => {
  const suggestions = [
    { value: 'load_balancers' },
    { value: 'dns', label: 'Names and domains' },
    { value: 'dnssec' },
    { value: 'edns' },
  ]
  const find = (text: string, atMost = 10) =>
    listMatchingSuggestions(suggestions, text, atMost).map(({ value }) => value)

  it('lists all, in their order, while nothing is typed', () => {
    expect(find(' ')).toEqual(['load_balancers', 'dns', 'dnssec', 'edns'])
    expect(find('', 2)).toEqual(['load_balancers', 'dns'])
  })

  it('finds in values and labels, in any case, beginnings first', () => {
    expect(find('DNS')).toEqual(['dns', 'dnssec', 'edns'])
    expect(find('domains')).toEqual(['dns'])
    expect(find('zebra')).toEqual([])
  })
})
