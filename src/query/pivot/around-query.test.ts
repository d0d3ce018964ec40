import { expect, it } from 'vitest'
import { createQuery, type Scope } from '../log-query.ts'
import { toAroundQuery } from './around-query.ts'

const account: Scope = { kind: 'account', id: 'a'.repeat(32) }
const sources = [{ dataset: 'account-audit-logs-v2', scope: account }]

it('asks all logs for everything of the minutes around an entry', () => {
  expect(toAroundQuery('2026-11-20T10:00:00Z', { kind: 'user' }, sources)).toEqual({
    ...createQuery('timeline', account),
    sources,
    timeRange: {
      kind: 'absolute',
      since: '2026-11-20T09:55:00.000Z',
      before: '2026-11-20T10:05:00.000Z',
    },
  })
  expect(toAroundQuery('yesterday', account, sources)).toBeUndefined()
})
