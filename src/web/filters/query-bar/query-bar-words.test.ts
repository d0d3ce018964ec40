import { describe, expect, it } from 'vitest'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import { listQueryWords, toDestination } from './query-bar-words.ts'

const account = { kind: 'account', id: 'a'.repeat(32) } as const
const v2 = createQuery('account-audit-logs-v2', account)

describe('a question in words', () => {
  it('names time, order, filters in force, local and off', () => {
    const query: LogQuery = {
      ...v2,
      direction: 'asc',
      filters: [{ parameter: 'action_type', mode: 'exclude', values: ['view', 'login'] }],
      localFilters: [
        {
          kind: 'field',
          pointer: '/raw/user_agent',
          mode: 'include',
          text: 'curl',
          isExact: false,
        },
      ],
      disabledFilters: [{ parameter: 'zone_id', mode: 'include', values: ['z'] }],
    }
    expect(listQueryWords(query, 'UTC')).toEqual([
      'Last 24 hours',
      'oldest first',
      'Action type is none of: view, login',
      'User agent contains curl (local)',
      'Zone id is z (off)',
    ])
  })

  it('counts the requests that it takes', () => {
    const filters: LogQuery['filters'] = [
      { parameter: 'actor.email', mode: 'include', values: ['a', 'b', 'c'] },
    ]
    const query = { ...createQuery('account-audit-logs-v1', account), filters }
    expect(listQueryWords(query, 'UTC').at(-1)).toBe('in 3 requests')
  })

  it('says where it goes when that is another log or scope', () => {
    const v1 = createQuery('account-audit-logs-v1', account)
    const other = createQuery('account-audit-logs-v2', { kind: 'account', id: 'b'.repeat(32) })
    const user = createQuery('user-audit-logs-v1', { kind: 'user' })
    expect(toDestination({ ...v2, direction: 'asc' }, v2)).toBe('')
    expect(toDestination(v1, v2)).toBe('Account audit log v1')
    expect(toDestination(other, v2)).toBe(`Account audit log v2 of account ${'b'.repeat(32)}`)
    expect(toDestination(user, v2)).toBe('User audit log v1 of the user of this credential')
  })
})
