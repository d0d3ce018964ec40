import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiRequest } from '../../query/api-request.ts'
import { askEarly, takeEarly } from './prefetched-page.ts'

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

describe('an answer that was asked for early', () => {
  it('is taken over once by whoever requests the same', async () => {
    askEarly(toRequest('2026-11-01'))
    const { signal } = new AbortController()
    const answer = await takeEarly(toRequest('2026-11-01'), signal)
    expect(new TextDecoder().decode(answer?.bytes)).toBe('page')
    expect(takeEarly(toRequest('2026-11-01'), signal)).toBeUndefined()
    expect(signals).toHaveLength(1)
  })

  it('is given up when something else is requested first', () => {
    askEarly(toRequest('2026-11-01'))
    const { signal } = new AbortController()
    expect(takeEarly(toRequest('2026-11-02'), signal)).toBeUndefined()
    expect(signals[0]?.aborted).toBe(true)
    expect(takeEarly(toRequest('2026-11-01'), signal)).toBeUndefined()
  })

  it('ends with the request that took it over', () => {
    askEarly(toRequest('2026-11-01'))
    const search = new AbortController()
    takeEarly(toRequest('2026-11-01'), search.signal)
    search.abort()
    expect(signals[0]?.aborted).toBe(true)
  })
})
