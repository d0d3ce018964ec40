import { afterEach, expect, it, vi } from 'vitest'
import { askSession, fetchOwn } from './api-client.ts'
import { endSession, openSession } from './session.ts'

/** Nobody answers; only aborting the request ends it. */
function hangUp() {
  const { timeout } = AbortSignal
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 5))
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal(
    'fetch',
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  )
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('a proxy that does not answer in time is a failure like any other', async () => {
  hangUp()
  expect(await openSession(askSession, 'key')).toEqual({ kind: 'unreachable' })
  expect(await endSession(askSession)).toEqual({ kind: 'unreachable' })
})

it('a request that is not wanted any more rejects with the reason for that', async () => {
  hangUp()
  const wanted = new AbortController()
  const asked = fetchOwn('/gumshoe/status', wanted.signal)
  wanted.abort('left')
  await expect(asked).rejects.toBe('left')
})
