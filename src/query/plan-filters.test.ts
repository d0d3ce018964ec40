import { describe, expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { createQuery, type Filter, type LogQuery } from './log-query.ts'
import { listLocalFilters, planFilters } from './plan-filters.ts'
import { formatApiRequest, toFirstRequests } from './request/api-request.ts'
import { findRequestsProblem } from './split-query.ts'
import { toUnsentLine } from './typed/unsent-filters.ts'

const dataset = getDataset('access-authentication-logs')
const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const range = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
const email = (mode: Filter['mode'], ...names: string[]): Filter => ({
  parameter: 'email',
  mode,
  values: names.map((name) => `${name}@x.example`),
})
const ask = (...filters: Filter[]): LogQuery => ({ ...createQuery(dataset.id, scope), filters })
const requestsOf = (query: LogQuery) =>
  toFirstRequests(query, range).map((request) => formatApiRequest(request).split('direction=')[1])
const localOf = (name: string) => ({
  kind: 'field',
  pointer: '/user_email',
  mode: 'exclude',
  text: `${name}@x.example`,
  isExact: true,
})

describe('a log that includes or excludes by one value', () => {
  it('is asked for what it can do alone, by whole values', () => {
    const query = ask(email('exclude', 'ann'))
    expect(requestsOf(query)).toEqual([
      'desc&email=ann@x.example&emailOp=neq&email_exact=true&limit=1000',
    ])
    expect(listLocalFilters(query)).toBe(query.localFilters)
    expect(planFilters(dataset, query.filters).sent).toBe(query.filters)
  })

  it('is asked for the include, and the exclude beside it is local', () => {
    const query = ask(email('exclude', 'bob'), email('include', 'ann', 'bob'))
    expect(requestsOf(query)).toEqual([
      'desc&email=ann@x.example&emailOp=eq&email_exact=true&limit=1000',
      'desc&email=bob@x.example&emailOp=eq&email_exact=true&limit=1000',
    ])
    expect(listLocalFilters(query)).toEqual([localOf('bob')])
    expect(toUnsentLine(query)).toBe('Not asked of the API: -email:bob@x.example')
  })

  it('is asked for the first exclude, and the others are local', () => {
    const query = ask(email('exclude', 'ann', 'bob', 'eve'))
    expect(requestsOf(query)).toEqual([
      'desc&email=ann@x.example&emailOp=neq&email_exact=true&limit=1000',
    ])
    expect(listLocalFilters(query)).toEqual([localOf('bob'), localOf('eve')])
    expect(findRequestsProblem(dataset, query.filters)).toBeUndefined()
  })
})

it('refuses what neither the API nor Gumshoe can apply, by name', () => {
  const parameters = dataset.parameters.map(({ field, ...rest }) => rest)
  const filters = [email('exclude', 'ann', 'bob')]
  expect(planFilters({ parameters }, filters).refused).toBe(filters[0])
  expect(findRequestsProblem({ parameters }, filters)).toContain('one value of “email” at a time')
})

it('sends all of a filter that repeats', () => {
  const v2 = getDataset('account-audit-logs-v2')
  const filters: Filter[] = [
    { parameter: 'action_type', mode: 'include', values: ['create'] },
    { parameter: 'action_type', mode: 'exclude', values: ['view', 'login'] },
  ]
  expect(planFilters(v2, filters)).toEqual({ sent: filters, unsent: [], refused: undefined })
})
