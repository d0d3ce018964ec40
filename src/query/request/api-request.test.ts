import { describe, expect, it } from 'vitest'
import { createQuery, type LogQuery, type Scope } from '../log-query.ts'
import { formatApiRequest, type PageAddress, toApiRequest } from './api-request.ts'

const id = '0123456789abcdef0123456789abcdef'
const account: Scope = { kind: 'account', id }
const timeRange = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }

const requestOf = (query: LogQuery, page: PageAddress) =>
  formatApiRequest(toApiRequest(query, timeRange, page))

describe('toApiRequest', () => {
  it('asks audit log v2 with includes and excludes, a limit and then the cursor', () => {
    const query: LogQuery = {
      ...createQuery('account-audit-logs-v2', account),
      filters: [
        { parameter: 'action_type', mode: 'include', values: ['create', 'delete'] },
        { parameter: 'actor_email', mode: 'exclude', values: ['a+b@example.com'] },
      ],
    }
    const first =
      `/accounts/${id}/logs/audit?since=2026-11-01T00:00:00.000Z&before=2026-11-02T00:00:00.000Z` +
      '&direction=desc&action_type=create&action_type=delete&actor_email.not=a%2Bb@example.com&limit=1000'
    expect(requestOf(query, { size: 1000 })).toBe(first)
    expect(requestOf(query, { size: 1000, cursor: 'Zm9v==' })).toBe(`${first}&cursor=Zm9v%3D%3D`)
  })

  it('asks account audit log v1 by page number, from 1', () => {
    const query: LogQuery = {
      ...createQuery('account-audit-logs-v1', account),
      filters: [
        { parameter: 'actor.ip', mode: 'include', values: ['198.51.100.0/24'] },
        { parameter: 'hide_user_logs', mode: 'include', values: ['true'] },
      ],
      direction: 'asc',
    }
    const common =
      `/accounts/${id}/audit_logs?since=2026-11-01T00:00:00.000Z&before=2026-11-02T00:00:00.000Z` +
      '&direction=asc&actor.ip=198.51.100.0/24&hide_user_logs=true&per_page=500'
    expect(requestOf(query, { size: 500 })).toBe(`${common}&page=1`)
    expect(requestOf(query, { size: 500, pageNumber: 3 })).toBe(`${common}&page=3`)
  })

  it('asks the user audit log without an id in the path', () => {
    expect(requestOf(createQuery('user-audit-logs-v1', { kind: 'user' }), { size: 100 })).toBe(
      '/user/audit_logs?since=2026-11-01T00:00:00.000Z&before=2026-11-02T00:00:00.000Z' +
        '&direction=desc&per_page=100&page=1',
    )
  })

  it.each([
    ['account', 'accounts'],
    ['zone', 'zones'],
  ] as const)('asks the insight log of an %s with order instead of direction', (kind, head) => {
    const query: LogQuery = {
      ...createQuery('insight-audit-logs', { kind, id }),
      filters: [{ parameter: 'field_changed', mode: 'include', values: ['status'] }],
    }
    expect(requestOf(query, { size: 25, cursor: 'c' })).toBe(
      `/${head}/${id}/security-center/insights/audit-log` +
        '?since=2026-11-01T00:00:00.000Z&before=2026-11-02T00:00:00.000Z' +
        '&order=desc&field_changed=status&per_page=25&cursor=c',
    )
  })

  it('sends the time that was resolved, not the one that was written', () => {
    const query = createQuery('account-audit-logs-v2', account)
    const { pairs } = toApiRequest(query, timeRange, { size: 1 })
    expect(pairs.slice(0, 2)).toEqual(Object.entries(timeRange))
    expect(pairs.map(([key]) => key)).not.toContain('range')
  })

  it.each([
    ['dataset', createQuery('toaster', account)],
    ['scope', createQuery('user-audit-logs-v1', account)],
  ])('throws for a %s that does not exist', (_, query) => {
    expect(() => toApiRequest(query, timeRange, { size: 1 })).toThrow(/^No path for dataset/)
  })
})

describe('formatApiRequest', () => {
  it('writes no question mark without parameters', () => {
    expect(formatApiRequest({ path: '/accounts', pairs: [] })).toBe('/accounts')
  })
})
