import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import { createQuery, type Filter, type LogQuery } from '../../../query/log-query.ts'
import { listPartQueries } from './list-part-queries.ts'

const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const include = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'include',
  values,
})

const v2 = 'account-audit-logs-v2'
const email = (mode: Filter['mode'], ...values: string[]): Filter => ({
  parameter: 'actor_email',
  mode,
  values,
})

function list(dataset: string, ...filters: Filter[]) {
  const sources = dataset === timelineId ? [{ dataset: v2, scope }] : undefined
  const query: LogQuery = { ...createQuery(dataset, scope), filters, ...(sources && { sources }) }
  return listPartQueries(query, getDataset(dataset))
}

describe('a filter by a whole value that found nothing', () => {
  it('becomes a search in the text of entries in a timeline', () => {
    const verb = include('verb', 'create')
    const [found, ...others] = list(timelineId, include('credential_name', 'cache-warmup'), verb)
    expect(others).toEqual([])
    expect(found?.words).toBe('Find “cache-warmup” anywhere in an entry')
    expect(found?.next.filters).toEqual([verb])
    expect(found?.next.localFilters).toEqual([
      { kind: 'text', mode: 'include', text: 'cache-warmup' },
    ])
  })

  it('becomes a local filter for a part of the field in one log', () => {
    const [found] = list(v2, include('actor_token_name', 'cache-warmup'))
    expect(found?.words).toBe('Local filter instead: Token name has “cache-warmup”')
    expect(found?.next.filters).toEqual([])
    expect(found?.next.localFilters).toEqual([
      {
        kind: 'field',
        pointer: '/actor/token_name',
        mode: 'include',
        text: 'cache-warmup',
        isExact: false,
      },
    ])
  })

  it('is offered without the stars of a pattern', () => {
    expect(list(timelineId, include('actor', '*@acme.example'))[0]?.next.localFilters).toEqual([
      { kind: 'text', mode: 'include', text: '@acme.example' },
    ])
  })

  it('stays where a part of it means nothing: ids, addresses, words of a list, several values, excludes', () => {
    expect(
      list(
        timelineId,
        include('credential_id', 'abc'),
        include('address', '192.0.2.1'),
        include('outcome', 'failure'),
        include('actor', 'a', 'b'),
        include('product', 'a*b'),
        { parameter: 'zone', mode: 'exclude', values: ['a'] },
      ),
    ).toEqual([])
  })
})

describe('a value with a star', () => {
  it.each([
    ['*@acme.example', '@acme.example'],
    ['dana*', 'dana'],
    ['*acme*', 'acme'],
  ])('becomes a local filter for the part that is known: %s', (value, text) => {
    const kept: Filter = { parameter: 'action_type', mode: 'exclude', values: ['view'] }
    const found = list(v2, kept, email('exclude', value))[0]
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
    ]) {
      expect(list(v2, filter)).toEqual([])
    }
  })
})
