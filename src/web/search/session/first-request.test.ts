import { expect, it } from 'vitest'
import { createQuery } from '../../../query/log-query.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import {
  createWorld,
  startEmulatedSearch,
  waitUntilIdle,
} from '../testing/start-emulated-search.ts'
import { findFirstRequest } from './first-request.ts'

it.each(['desc', 'asc'] as const)('is what a search requests first: %s', async (direction) => {
  const world = await createWorld()
  const scope = { kind: 'account', id: world.accountId } as const
  const query = { ...createQuery('account-audit-logs-v2', scope), direction }
  const before = new Date(world.clock.nowMs).toISOString()
  const timeRange = { since: '2026-11-01T00:00:00.000Z', before }
  const first = findFirstRequest(query, timeRange)
  if (!first) throw new Error('It has a request.')
  const started = startEmulatedSearch(world, query, timeRange)
  started.search.loadMore()
  await waitUntilIdle(started)
  expect(started.requests[0]).toBe(`interactive ${formatApiRequest(first)}`)
})

it('is none of a timeline, which is no log of the API', () => {
  const scope = { kind: 'account', id: 'a'.repeat(32) } as const
  const timeRange = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }
  const query = { ...createQuery('timeline', scope), sources: [] }
  expect(findFirstRequest(query, timeRange)).toBeUndefined()
})
