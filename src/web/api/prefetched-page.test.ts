import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiRequest } from '../../query/request/api-request.ts'
import { prefetchPage, takePrefetchedPage } from './prefetched-page.ts'

const toRequest = (since: string): ApiRequest => ({
  path: '/user/audit_logs',
  pairs: [['since', since]],
})

const signals: AbortSignal[] = []

beforeEach(() => {
  signals.length = 0
  vi.stubGlobal('fetch', async (_: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal)
    return new Response('page')
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('a prefetched page', () => {
  it('is taken over once, by an equal request', async () => {
    prefetchPage(toRequest('2026-11-01'))
    const { signal } = new AbortController()
    const answer = await takePrefetchedPage(toRequest('2026-11-01'), signal)
    expect(new TextDecoder().decode(answer?.bytes)).toBe('page')
    expect(takePrefetchedPage(toRequest('2026-11-01'), signal)).toBeUndefined()
    expect(signals).toHaveLength(1)
  })

  it('is discarded when something else is requested first', () => {
    prefetchPage(toRequest('2026-11-01'))
    const { signal } = new AbortController()
    expect(takePrefetchedPage(toRequest('2026-11-02'), signal)).toBeUndefined()
    expect(signals[0]?.aborted).toBe(true)
    expect(takePrefetchedPage(toRequest('2026-11-01'), signal)).toBeUndefined()
  })

  it('is aborted with the request that took it over', () => {
    prefetchPage(toRequest('2026-11-01'))
    const search = new AbortController()
    takePrefetchedPage(toRequest('2026-11-01'), search.signal)
    search.abort()
    expect(signals[0]?.aborted).toBe(true)
  })
})
