/** How the proxy treats upstream: group F of the security study, by its numbers, on a clock of the tests' own. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AbortSignalLike } from '../http/abort-source.ts'
import {
  accountId,
  answerJson,
  createTestProxy,
  emptyPage,
  namedAccess,
  ownHeaders,
  question,
  type TestOptions,
} from '../testing/test-proxy.ts'
import { createMemoryQuota, createUnlimitedQuota, type Quota } from './quota.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  vi.setSystemTime('2026-11-21T12:00:00Z')
})
afterEach(() => {
  vi.useRealTimers()
})

/** A sleep that the fake timers move. */
const sleep = (ms: number, signal: AbortSignalLike) =>
  new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(new Error('aborted'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort)
  })

function createProxy(options: TestOptions = {}) {
  return createTestProxy({ now: Date.now, sleep, random: () => 0.5, ...options })
}

const failure = (status: number, headers: Record<string, string> = {}) =>
  answerJson({ success: false, errors: [{ code: 1, message: 'x' }] }, { status, headers })
const success = () => answerJson(emptyPage)

/** Gives one answer after the other, the last one again and again; an error is thrown. */
function answers(...list: (() => Response | Error)[]) {
  let at = 0
  return async () => {
    const answer = list[Math.min(at++, list.length - 1)]?.()
    if (answer instanceof Response) return answer
    throw answer ?? new Error('no answer')
  }
}

/** Waits on the fake clock until a promise settles. */
async function settle<T>(promise: Promise<T>, maxMs = 120_000): Promise<T> {
  let isSettled = false
  promise.then(
    () => (isSettled = true),
    () => (isSettled = true),
  )
  for (let ms = 0; !isSettled && ms < maxMs; ms += 50) await vi.advanceTimersByTimeAsync(50)
  return promise
}

const otherQuestion = (n: number) => `${question}&id=entry-${n}`

describe('a limit of upstream', () => {
  it('93: after a 429 nobody asks for as long as it said; then all goes on', async () => {
    const quota = createMemoryQuota(720, Date.now)
    const answer = answers(() => failure(429, { 'retry-after': '7' }), success)
    const proxy = createProxy({ answer, quota })
    const first = await settle(proxy.answer(question))
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7'])
    const second = await settle(proxy.answer(otherQuestion(1)))
    expect([second.status, second.body.errors[0].code]).toEqual([429, 990030])
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(5)
    expect(proxy.calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(7_000)
    expect((await settle(proxy.answer(otherQuestion(2)))).status).toBe(200)
    expect(proxy.calls).toHaveLength(2)
  })

  it('93: a short pause is waited out for the client', async () => {
    const quota = createMemoryQuota(720, Date.now)
    const answer = answers(() => failure(429, { 'retry-after': '3' }), success)
    const proxy = createProxy({ answer, quota })
    await settle(proxy.answer(question))
    expect((await settle(proxy.answer(otherQuestion(1)))).status).toBe(200)
  })

  it.each([
    ['soon', 60],
    ['7, 9', 60],
    ['', 60],
    ['Sat, 21 Nov 2026 12:00:05 GMT', 5],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 1],
  ])('94, 95: Retry-After “%s” is a pause of %i s', async (value, seconds) => {
    const quota = createMemoryQuota(720, Date.now)
    const proxy = createProxy({
      answer: async () => failure(429, value === '' ? {} : { 'retry-after': value }),
      quota,
    })
    const answer = await proxy.answer(question)
    expect(answer.headers.get('retry-after')).toBe(String(seconds))
  })

  it('96: when little is left, long runs pause and people go on until nothing is', async () => {
    const quota = createMemoryQuota(720, Date.now)
    const headers = { ratelimit: '"default";r=3;t=300' }
    const proxy = createProxy({ answer: async () => answerJson(emptyPage, { headers }), quota })
    await proxy.answer(question)
    const bulk = { headers: { ...ownHeaders, 'x-gumshoe-lane': 'bulk' } }
    const long = await settle(proxy.answer(otherQuestion(1), bulk))
    expect([long.status, long.body.errors[0].code]).toEqual([429, 990032])
    expect((await settle(proxy.answer(otherQuestion(2)))).status).toBe(200)
  })

  it('says in its status how much is left, and how long it waits', async () => {
    const quota = createMemoryQuota(720, Date.now)
    const answer = async () => failure(429, { 'retry-after': '60' })
    const proxy = createProxy({ answer, quota })
    expect((await proxy.answer('/gumshoe/status')).body.quota).toEqual({
      used: 0,
      mayBeMore: false,
      limit: 720,
      remaining: 720,
      resetsAt: null,
      coolOffUntil: null,
    })
    await proxy.answer(question)
    expect((await proxy.answer('/gumshoe/status')).body.quota).toMatchObject({
      used: 1,
      limit: 720,
      remaining: 0,
      coolOffUntil: '2026-11-21T12:01:00.000Z',
    })
  })
})

describe('a passing failure', () => {
  const reset = () => new TypeError('fetch failed')

  it.each([500, 502, 503, 504, 520, 521, 522, 523, 524, 408])(
    '97: %i twice, then success: the client sees the success',
    async (status) => {
      const answer = answers(
        () => failure(status),
        () => failure(status),
        success,
      )
      const proxy = createProxy({ answer })
      const startedMs = Date.now()
      expect((await settle(proxy.answer(question))).status).toBe(200)
      expect(proxy.calls).toHaveLength(3)
      expect(Date.now() - startedMs).toBeLessThanOrEqual(1_500)
      expect(JSON.parse(proxy.lines.at(-1) ?? '')).toMatchObject({ status: 200, retries: 2 })
    },
  )

  it('97: a connection that breaks twice before the headers, too', async () => {
    const proxy = createProxy({ answer: answers(reset, reset, success) })
    expect((await settle(proxy.answer(question))).status).toBe(200)
    expect(proxy.calls).toHaveLength(3)
  })

  it('97: three times is the end, and the client learns of it', async () => {
    const proxy = createProxy({ answer: async () => failure(503) })
    expect((await settle(proxy.answer(question))).status).toBe(503)
    expect(proxy.calls).toHaveLength(3)
  })

  it.each([400, 401, 403, 404, 422, 429])('98: a %i is not repeated', async (status) => {
    const proxy = createProxy({ answer: async () => failure(status) })
    expect((await settle(proxy.answer(question))).status).toBe(status)
    expect(proxy.calls).toHaveLength(1)
  })

  it('99: fifty clients while upstream is down cost little more than a call each', async () => {
    const proxy = createProxy({ answer: async () => failure(503) })
    const all = Array.from({ length: 50 }, (_, n) => proxy.answer(otherQuestion(n)))
    for (const answer of await settle(Promise.all(all))) expect(answer.status).toBe(503)
    expect(proxy.calls.length).toBeLessThanOrEqual(50 + 15)
  })
})

describe('an upstream that keeps failing', () => {
  it('100: is left alone for 15 s, then probed by one request', async () => {
    let isDown = true
    const proxy = createProxy({ answer: async () => (isDown ? failure(503) : success()) })
    for (let n = 0; n < 5; n++) await settle(proxy.answer(otherQuestion(n)))
    const calls = proxy.calls.length
    const refused = await settle(proxy.answer(question))
    expect([refused.status, refused.body.errors[0].code]).toEqual([503, 990061])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10)
    expect(proxy.calls).toHaveLength(calls)
    expect((await proxy.answer('/gumshoe/status')).body.circuit.state).toBe('open')

    await vi.advanceTimersByTimeAsync(15_000)
    isDown = false
    const probes = [1, 2, 3].map((n) => proxy.answer(otherQuestion(n)))
    const statuses = (await settle(Promise.all(probes))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 503, 503])
    expect(proxy.calls).toHaveLength(calls + 1)
    expect((await proxy.answer('/gumshoe/status')).body.circuit.state).toBe('closed')
  })
})

describe('what is not upstream’s fault', () => {
  it('a client that goes away does not open the circuit', async () => {
    const proxy = createProxy({ answer: () => new Promise(() => undefined) })
    for (let n = 0; n < 6; n++) {
      const client = new AbortController()
      const asked = proxy.answer(otherQuestion(n), { signal: client.signal })
      await vi.advanceTimersByTimeAsync(10)
      client.abort()
      expect((await asked).status).toBe(499)
    }
    expect((await proxy.answer('/gumshoe/status')).body.circuit.state).toBe('closed')
  })

  it('a quota that is used up does not use up the probe', async () => {
    let isDown = true
    let isGranted = true
    const quota: Quota = {
      ...createUnlimitedQuota(),
      take: async () =>
        isGranted ? { granted: true } : { granted: false, waitMs: 60_000, isCoolOff: false },
    }
    const proxy = createProxy({
      answer: async () => (isDown ? failure(503) : success()),
      quota,
    })
    for (let n = 0; n < 5; n++) await settle(proxy.answer(otherQuestion(n)))
    await vi.advanceTimersByTimeAsync(15_000)
    isDown = false
    isGranted = false
    expect((await settle(proxy.answer(question))).status).toBe(429)
    isGranted = true
    expect((await settle(proxy.answer(question))).status).toBe(200)
  })

  it.each([
    ['waits', { granted: false, waitMs: 4_000, isCoolOff: false } as const],
    ['does not answer', undefined],
  ])(
    'a deadline that passes while the quota %s says nothing against upstream',
    async (_, answer) => {
      const take = () => (answer ? answer : new Promise<never>(() => undefined))
      const deadlines = { totalMs: 3_000 }
      const proxy = createProxy({ quota: { ...createUnlimitedQuota(), take }, deadlines })
      for (let n = 0; n < 6; n++) {
        const { status, headers } = await settle(proxy.answer(otherQuestion(n)))
        expect([status, headers.get('retry-after')]).toEqual(answer ? [429, '4'] : [504, null])
      }
      const { circuit } = (await settle(proxy.answer('/gumshoe/status'))).body
      expect([circuit.state, proxy.calls]).toEqual(['closed', []])
    },
  )

  it('a quota that cannot be asked is an own error, and upstream is not asked without it', async () => {
    const take = () => Promise.reject(new Error('no object'))
    const proxy = createProxy({ quota: { ...createUnlimitedQuota(), take } })
    const answer = await settle(proxy.answer(question))
    expect([answer.status, answer.body.errors[0].code]).toEqual([500, 990040])
    expect(proxy.calls).toEqual([])
  })

  it('a quota that cannot be told of an answer does not cost the answer', async () => {
    const report = () => Promise.reject(new Error('no object'))
    const proxy = createProxy({ quota: { ...createUnlimitedQuota(), report } })
    expect((await settle(proxy.answer(question))).status).toBe(200)
  })
})

it('an answer that is asked for again is let go', async () => {
  let isCancelled = false
  const endless = () =>
    new Response(
      new ReadableStream({
        cancel: () => {
          isCancelled = true
        },
      }),
      { status: 503 },
    )
  const proxy = createProxy({ answer: answers(endless, success) })
  expect((await settle(proxy.answer(question))).status).toBe(200)
  expect(isCancelled).toBe(true)
})

describe('identical questions at the same time', () => {
  it('135: share one call, each gets the whole answer', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const page = { ...emptyPage, result: [{ id: 'a', text: 'x'.repeat(100_000) }] }
    const proxy = createProxy({
      answer: async () => {
        await gate
        return answerJson(page)
      },
    })
    const all = Array.from({ length: 200 }, () => proxy.answer(question))
    await vi.advanceTimersByTimeAsync(10)
    open()
    for (const answer of await settle(Promise.all(all))) expect(answer.body).toEqual(page)
    expect(proxy.calls).toHaveLength(1)
    await proxy.answer(question)
    expect(proxy.calls).toHaveLength(2)
  })

  it('135: share a failure, which is not kept', async () => {
    const answer = answers(() => failure(400), success)
    const proxy = createProxy({ answer })
    const both = [proxy.answer(question), proxy.answer(question)]
    const statuses = (await Promise.all(both)).map(({ status }) => status)
    expect(statuses).toEqual([400, 400])
    expect((await proxy.answer(question)).status).toBe(200)
  })

  it('go on when one who asked goes away, and stop with the last', async () => {
    let upstream: AbortSignal | undefined
    const proxy = createProxy({
      answer: (request) => {
        upstream = request.signal
        return new Promise(() => undefined)
      },
    })
    const clients = [new AbortController(), new AbortController()]
    const both = clients.map(({ signal }) => proxy.answer(question, { signal }))
    await vi.advanceTimersByTimeAsync(10)
    clients[0]?.abort()
    await vi.advanceTimersByTimeAsync(10)
    expect(upstream?.aborted).toBe(false)
    clients[1]?.abort()
    await vi.advanceTimersByTimeAsync(10)
    expect(upstream?.aborted).toBe(true)
    for (const { status } of await Promise.all(both)) expect(status).toBe(499)
  })

  it('do not go on for somebody who had gone before', async () => {
    const client = new AbortController()
    client.abort()
    const proxy = createProxy({ answer: () => new Promise(() => undefined) })
    expect((await settle(proxy.answer(question, { signal: client.signal }))).status).toBe(499)
  })

  it('are told apart by every part of the question', async () => {
    const proxy = createProxy()
    const other = question.replace(accountId, 'f'.repeat(32))
    const paths = [question, other, `${question}&limit=10`, otherQuestion(1)]
    await Promise.all(paths.map((path) => proxy.answer(path)))
    expect(proxy.calls).toHaveLength(4)
  })

  it('are asked for everybody and for every lane by itself', async () => {
    const proxy = createProxy({ access: namedAccess })
    const askers: Record<string, string>[] = [
      { 'x-name': 'alice' },
      { 'x-name': 'bob' },
      { 'x-name': 'bob', 'x-gumshoe-lane': 'bulk' },
    ]
    const all = askers.map((each) =>
      proxy.answer(question, { headers: { ...ownHeaders, ...each } }),
    )
    await Promise.all(all)
    expect(proxy.calls).toHaveLength(3)
  })
})

describe('the quota among several', () => {
  it('is taken in the name and in the lane of whoever asks', async () => {
    const taken: (string | undefined)[][] = []
    const quota: Quota = {
      ...createUnlimitedQuota(),
      take: async (...words) => {
        taken.push(words)
        return { granted: true }
      },
    }
    const proxy = createProxy({ access: namedAccess, quota })
    const lane = { 'x-gumshoe-lane': 'bulk' }
    await proxy.answer(otherQuestion(1), { headers: { ...ownHeaders, 'x-name': 'ann' } })
    await proxy.answer(otherQuestion(2), { headers: { ...ownHeaders, 'x-name': 'bob', ...lane } })
    const [first, second] = taken
    expect(taken).toHaveLength(2)
    expect(first?.[0]).toBe('interactive')
    expect(second?.[0]).toBe('bulk')
    expect(first?.[1]).toContain('ann')
    expect(second?.[1]).toContain('bob')
  })

  it('132: whoever reads in bulk without pause does not keep others from their answers', async () => {
    const quota = createMemoryQuota(720, Date.now)
    const proxy = createProxy({ access: namedAccess, quota })
    // A client may call itself a person; the lane is its own word.
    const hog = (n: number) =>
      proxy.answer(otherQuestion(n), { headers: { ...ownHeaders, 'x-name': 'hog' } })
    const hogged = Array.from({ length: 250 }, (_, n) => hog(n))
    await vi.advanceTimersByTimeAsync(3_000)
    const startedMs = Date.now()
    const headers = { ...ownHeaders, 'x-name': 'person' }
    for (let n = 0; n < 5; n++) {
      expect((await settle(proxy.answer(otherQuestion(n), { headers }))).status).toBe(200)
    }
    expect(Date.now() - startedMs).toBeLessThanOrEqual(10_000)
    const statuses = (await settle(Promise.all(hogged))).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
  })
})
