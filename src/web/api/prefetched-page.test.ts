import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiRequest } from '../../query/request/api-request.ts'
import { prefetchPage, takePrefetchedPage } from './prefetched-page.ts'

const toRequest = (since: string): ApiRequest => ({
  path: '/user/audit_logs',
  pairs: [['since', since]],
})

const signals: AbortSignal[] = []
const searchIds: (string | undefined)[] = []

beforeEach(() => {
  signals.length = 0
  searchIds.length = 0
  vi.stubGlobal(
    'fetch',
    async (_: string, { signal, headers }: { signal: AbortSignal; headers: object }) => {
      signals.push(signal)
      searchIds.push(new Headers(headers as HeadersInit).get('x-gumshoe-search') ?? undefined)
      return new Response('page')
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

describe('a prefetched page', () => {
  it('is taken over once, by an equal request', async () => {
    const searchId = prefetchPage(toRequest('2026-11-01'))
    const { signal } = new AbortController()
    const answer = await takePrefetchedPage(toRequest('2026-11-01'), searchId, signal)
    expect(new TextDecoder().decode(answer?.bytes)).toBe('page')
    expect(takePrefetchedPage(toRequest('2026-11-01'), searchId, signal)).toBeUndefined()
    expect(signals).toHaveLength(1)
  })

  it('is discarded when something else is requested first', () => {
    const searchId = prefetchPage(toRequest('2026-11-01'))
    const { signal } = new AbortController()
    expect(takePrefetchedPage(toRequest('2026-11-02'), searchId, signal)).toBeUndefined()
    expect(signals[0]?.aborted).toBe(true)
    expect(takePrefetchedPage(toRequest('2026-11-01'), searchId, signal)).toBeUndefined()
  })

  it('is aborted with the request that took it over', () => {
    const searchId = prefetchPage(toRequest('2026-11-01'))
    const search = new AbortController()
    takePrefetchedPage(toRequest('2026-11-01'), searchId, search.signal)
    search.abort()
    expect(signals[0]?.aborted).toBe(true)
  })

  it('is sent under the id of its search, and taken over by no other', () => {
    const searchId = prefetchPage(toRequest('2026-11-01'))
    expect(searchIds).toEqual([searchId])
    expect(searchId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const { signal } = new AbortController()
    expect(takePrefetchedPage(toRequest('2026-11-01'), crypto.randomUUID(), signal)).toBeUndefined()
    expect(signals[0]?.aborted).toBe(true)
  })
})
