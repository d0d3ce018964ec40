import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createQuery, type Filter } from '../../../query/log-query.ts'
import { findPartQuery, findWildcard } from './find-wildcard.ts'

const v2 = getDataset('account-audit-logs-v2')
const ask = (...filters: Filter[]) => ({
  ...createQuery(v2.id, { kind: 'account', id: 'a'.repeat(32) }),
  filters,
})
const email = (mode: Filter['mode'], ...values: string[]): Filter => ({
  parameter: 'actor_email',
  mode,
  values,
})

describe('a value with a star', () => {
  it('is found among others', () => {
    expect(findWildcard(['a', '*@acme.example'])).toBe('*@acme.example')
    expect(findWildcard(['a'])).toBeUndefined()
  })

  it.each([
    ['*@acme.example', '@acme.example'],
    ['dana*', 'dana'],
    ['*acme*', 'acme'],
  ])('becomes a local filter for the part that is known: %s', (value, text) => {
    const kept: Filter = { parameter: 'action_type', mode: 'exclude', values: ['view'] }
    const found = findPartQuery(ask(kept, email('exclude', value)), v2)
    expect(found?.next.filters).toEqual([kept])
    expect(found?.next.localFilters).toEqual([
      { kind: 'field', pointer: '/actor/email', mode: 'exclude', text, isExact: false },
    ])
  })

  it('stays where no one part says the same', () => {
    for (const filter of [
      email('include', 'a*b'),
      email('include', '*'),
      email('include', '*a', 'b'),
      email('include', 'a'),
    ]) {
      expect(findPartQuery(ask(filter), v2)).toBeUndefined()
    }
  })
})
