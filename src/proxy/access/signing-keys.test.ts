import { describe, expect, it, vi } from 'vitest'
import { createSigningKey } from '../testing/jwt-front.ts'
import { toProxyRequest } from '../web-edge.ts'
import { createSigningKeys, KeysUnavailable, keyLimits } from './signing-keys.ts'

const { kid, alg, jwk } = await createSigningKey('1', 'ES256')
const header = { alg, kid }
const token = { payload: '', protected: '', signature: '' }
const answerKeys = () => Response.json({ keys: [jwk] })

/** Keys whose fetches the test answers, and a function that asks for the key of a token. */
function create() {
  const fetches: { answer: (response: Response) => void; fail: () => void }[] = []
  const clock = { nowMs: Date.parse('2026-11-21T12:00:00Z') }
  const keys = createSigningKeys({
    url: 'https://login.example.com/keys',
    now: () => clock.nowMs,
    fetchKeys: (_, { signal }) =>
      new Promise((answer, reject) => {
        const fail = () => reject(new Error('no answer'))
        signal?.addEventListener('abort', fail)
        fetches.push({ answer, fail })
      }),
  })
  const stays: Promise<unknown>[] = []
  const stay = { waitUntil: (promise: Promise<unknown>) => void stays.push(promise) }
  const request = toProxyRequest(new Request('https://gumshoe.example/'), stay)
  const ask = async (each = header) => {
    const key = keys.toGetKey(request)({ ...each }, token)
    return Promise.resolve(key).then(
      () => 'found' as const,
      (error) => (error instanceof KeysUnavailable ? error.waitMs : String(error.code)),
    )
  }
  return { ask, fetches, clock, stays, prefetch: keys.prefetch }
}

describe('the keys of a sign-in proxy', () => {
  it('let 32 requests wait for one fetch, and refuse others at once', async () => {
    const { ask, fetches, stays } = create()
    const results: unknown[] = []
    const asked = Array.from({ length: 1_000 }, () => ask().then((each) => results.push(each)))
    await expect.poll(() => results).toHaveLength(1_000 - keyLimits.maxWaiting)
    expect(new Set(results)).toEqual(new Set([1_000]))
    expect([fetches.length, stays.length]).toEqual([1, 1])
    fetches[0]?.answer(answerKeys())
    await Promise.all(asked)
    expect(results.slice(-keyLimits.maxWaiting)).toEqual(Array(keyLimits.maxWaiting).fill('found'))
    // Those who waited are not counted any more.
    expect(await ask()).toBe('found')
  })

  it.each([
    ['fail', (each: { fail: () => void }) => each.fail()],
    ['are refused', (_: object, answer = new Response('', { status: 404 })) => answer],
    ['are no JSON', (_: object, answer = new Response('<html>')) => answer],
    ['are no key set', (_: object, answer = Response.json([])) => answer],
    ['are a redirect', (_: object, answer = new Response(null, { status: 302 })) => answer],
  ])('are not fetched again for 15 s when they %s', async (_, end) => {
    const { ask, fetches, clock } = create()
    const first = ask()
    await expect.poll(() => fetches).toHaveLength(1)
    const [fetching] = fetches
    if (!fetching) throw new Error('Nothing was fetched.')
    const response = end(fetching)
    if (response) fetching.answer(response)
    expect(await first).toBe(15_000)
    clock.nowMs += 14_999
    expect(await ask()).toBe(1)
    expect(fetches).toHaveLength(1)
    clock.nowMs += 1
    const again = ask()
    await expect.poll(() => fetches).toHaveLength(2)
    fetches[1]?.answer(answerKeys())
    expect(await again).toBe('found')
  })

  it('are fetched again after half an hour without a wait, and used for an hour at most', async () => {
    const { ask, fetches, clock, stays } = create()
    const first = ask()
    await expect.poll(() => fetches).toHaveLength(1)
    fetches[0]?.answer(answerKeys())
    expect(await first).toBe('found')
    clock.nowMs += keyLimits.refreshAgeMs - 1
    expect([await ask(), fetches.length]).toEqual(['found', 1])
    clock.nowMs += 1
    expect([await ask(), await ask(), fetches.length]).toEqual(['found', 'found', 2])
    fetches[1]?.fail()
    await Promise.all(stays)
    expect([await ask(), fetches.length]).toEqual(['found', 2])
    clock.nowMs += keyLimits.refreshAgeMs - 1
    expect([await ask(), fetches.length]).toEqual(['found', 3])
    fetches[2]?.fail()
    await Promise.all(stays)
    clock.nowMs += 1
    expect(await ask()).toBe(14_999)
    clock.nowMs += 14_999
    const last = ask()
    await expect.poll(() => fetches).toHaveLength(4)
    fetches[3]?.answer(answerKeys())
    expect(await last).toBe('found')
  })

  it('are found without a wait while an unknown one is looked for', async () => {
    const { ask, fetches, clock } = create()
    const first = ask()
    await expect.poll(() => fetches).toHaveLength(1)
    fetches[0]?.answer(answerKeys())
    await first
    const unknown = { alg, kid: 'unknown' }
    expect([await ask(unknown), fetches.length]).toEqual(['ERR_JWKS_NO_MATCHING_KEY', 1])
    clock.nowMs += keyLimits.cooldownMs
    const forged = ask(unknown)
    await expect.poll(() => fetches).toHaveLength(2)
    expect(await ask()).toBe('found')
    fetches[1]?.answer(answerKeys())
    expect(await forged).toBe('ERR_JWKS_NO_MATCHING_KEY')
  })

  it('may be fetched before the first request', async () => {
    const { ask, fetches, prefetch } = create()
    const fetching = prefetch()
    fetches[0]?.answer(answerKeys())
    expect(await fetching).toBe(true)
    expect([await ask(), fetches.length]).toEqual(['found', 1])
    const failing = create()
    const failed = failing.prefetch()
    failing.fetches[0]?.fail()
    expect(await failed).toBe(false)
  })

  it('stop waiting for a fetch that another request started and that never ends', async () => {
    vi.useFakeTimers()
    try {
      const { ask, fetches } = create()
      const lost = ask()
      await vi.advanceTimersByTimeAsync(keyLimits.timeoutMs + 500)
      expect(await lost).toBe(15_000)
      expect(fetches).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })
})
