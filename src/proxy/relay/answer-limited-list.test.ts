import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Access } from '../access/access.ts'
import type { Environment } from '../config/config.ts'
import {
  accountId,
  answerJson,
  canary,
  createTestProxy,
  otherAccountId,
  ownHeaders,
  type TestOptions,
  zoneId,
} from '../testing/test-proxy.ts'

const accountsPath = '/client/v4/accounts'
const zonesPath = `/client/v4/zones?account.id=${accountId}`
const toId = (index: number) => index.toString(16).padStart(32, '0')

/** Every tenth of 500 accounts is allowed, so that no upstream page has all, and 450 to 499 none. */
const allowed = Array.from({ length: 45 }, (_, index) => toId(index * 10))
const every = Array.from({ length: 500 }, (_, index) => ({ id: toId(index), name: `n${index}` }))
const env: Environment = {
  CLOUDFLARE_API_TOKEN: canary,
  CLOUDFLARE_ACCOUNT_IDS: [...allowed, accountId].join(),
  CLOUDFLARE_ZONE_IDS: zoneId,
}

type Info = Record<string, unknown>

/** An upstream with these items, paged as the API does; `info` adds to its `result_info`. */
function pageItems(items: readonly unknown[], info: Info = {}): TestOptions['answer'] {
  return async ({ url }) => {
    const { searchParams } = new URL(url)
    const [page, size] = ['page', 'per_page'].map((name) => Number(searchParams.get(name)))
    const at = ((page ?? 0) - 1) * (size ?? 0)
    const result = items.slice(at, at + (size ?? 0))
    const totals = { total_count: items.length, total_pages: Math.ceil(items.length / (size ?? 1)) }
    return answerJson({
      success: true,
      errors: [],
      messages: ['to nobody'],
      result,
      result_info: { page, per_page: size, count: result.length, ...totals, ...info },
    })
  }
}

function createLimited(answer: TestOptions['answer'], options: TestOptions = {}) {
  return createTestProxy({ env, ...(answer && { answer }), ...options })
}

const idsOf = (body: { result: { id: string }[] }) => body.result.map(({ id }) => id)

afterEach(() => {
  vi.useRealTimers()
})

describe('a list of a limited proxy', () => {
  it.each<[string, string[], number, number]>([
    ['', allowed.slice(0, 20), 1, 20],
    ['?page=2', allowed.slice(20, 40), 2, 20],
    ['?page=3&per_page=20', allowed.slice(40), 3, 20],
    ['?per_page=50&page=1', allowed, 1, 50],
    ['?page=9&per_page=5', allowed.slice(40, 45), 9, 5],
    ['?page=999999999', [], 999_999_999, 20],
  ])('is paged by what is allowed alone (%s)', async (query, ids, page, perPage) => {
    const proxy = createLimited(pageItems(every))
    const { status, body, text } = await proxy.answer(`${accountsPath}${query}`)
    expect(status).toBe(200)
    expect(idsOf(body)).toEqual(ids)
    expect(body.result_info).toEqual({
      page,
      per_page: perPage,
      total_pages: Math.ceil(45 / perPage),
      count: ids.length,
      total_count: 45,
    })
    expect(text).not.toMatch(/nobody|500/)
    proxy.expectNoCanary()
  })

  it('is read whole, fifty items at a time, whatever page was asked for', async () => {
    const proxy = createLimited(pageItems(every))
    await proxy.answer(`${accountsPath}?page=2&per_page=5`)
    expect(proxy.calls.map(({ url }) => new URL(url).search)).toEqual(
      Array.from({ length: 10 }, (_, index) => `?page=${index + 1}&per_page=50`),
    )
    expect(proxy.calls.every(({ headers }) => headers.has('authorization'))).toBe(true)
    expect(proxy.lines).toHaveLength(1)
  })

  it('keeps to the account that was asked for', async () => {
    const zones = [
      { id: zoneId, name: 'ours.example', account: { id: accountId } },
      { id: toId(1), name: 'hidden.example', account: { id: accountId } },
    ]
    const proxy = createLimited(pageItems(zones))
    const { body } = await proxy.answer(`${zonesPath}&per_page=5`)
    expect(body.result).toEqual([zones[0]])
    expect(body.result_info.total_count).toBe(1)
    expect(proxy.calls.map(({ url }) => new URL(url).search)).toEqual([
      `?account.id=${accountId}&page=1&per_page=50`,
    ])
  })

  it.each<[string, string, string]>([
    ['a name', `${accountsPath}?name=Secret`, 'name'],
    ['an order', `${accountsPath}?direction=desc`, 'direction'],
    ['a name of zones', `${zonesPath}&name=contains:x`, 'name'],
    ['the name of an account', `${zonesPath}&account.name=x`, 'account.name'],
    ['a state', `${zonesPath}&status=active`, 'status'],
    ['an order of zones', `${zonesPath}&order=name`, 'order'],
    ['a direction of zones', `${zonesPath}&direction=asc`, 'direction'],
    ['a match', `${zonesPath}&match=any`, 'match'],
    ['a type', `${zonesPath}&type=full`, 'type'],
    ['an account twice', `${zonesPath}&account.id=${otherAccountId}`, 'account.id'],
    ['no account', '/client/v4/zones', 'account.id'],
    ['an account of accounts', `${accountsPath}?account.id=${accountId}`, 'account.id'],
  ])('refuses %s, and names it', async (_, path, name) => {
    const proxy = createLimited(pageItems(every))
    const { status, body } = await proxy.answer(path)
    expect([status, body.errors[0].code]).toEqual([400, 990003])
    expect(body.errors[0].message).toContain(`“${name}”`)
    expect(proxy.calls).toEqual([])
  })

  it('may be filtered where there are no limits', async () => {
    const proxy = createLimited(pageItems(every), { env: { CLOUDFLARE_API_TOKEN: canary } })
    expect((await proxy.answer(`${accountsPath}?name=n1&page=2`)).status).toBe(200)
    expect(proxy.calls.map(({ url }) => new URL(url).search)).toEqual(['?name=n1&page=2'])
  })

  it('ends when upstream repeats its first page for ever', async () => {
    const first = every.slice(0, 50)
    const proxy = createLimited(async () =>
      answerJson({ success: true, result: first, result_info: { total_pages: 99 } }),
    )
    expect(idsOf((await proxy.answer(accountsPath)).body)).toEqual(allowed.slice(0, 5))
    expect(proxy.calls).toHaveLength(2)
  })

  it('goes on to an empty page when upstream does not say how many there are', async () => {
    const proxy = createLimited(pageItems(every, { total_pages: null }))
    expect((await proxy.answer(accountsPath)).body.result_info.total_count).toBe(45)
    expect(proxy.calls).toHaveLength(11)
  })

  describe('of organizations', () => {
    const path = '/client/v4/organizations'
    const limits = { CLOUDFLARE_API_TOKEN: canary, CLOUDFLARE_ORGANIZATION_IDS: allowed.join() }
    /** An upstream that continues by a token, as the list of organizations does. */
    const continued: TestOptions['answer'] = async ({ url }) => {
      const { searchParams } = new URL(url)
      const at = Number(searchParams.get('page_token')?.slice('from '.length) ?? 0)
      const end = at + Number(searchParams.get('page_size'))
      const next = end < every.length && { next_page_token: `from ${end}` }
      const info = { ...next, total_size: every.length }
      return answerJson({ success: true, result: every.slice(at, end), result_info: info })
    }

    it('is read whole by its tokens, and given in pages with tokens of its own', async () => {
      const proxy = createLimited(continued, { env: limits })
      const first = await proxy.answer(`${path}?page_size=40`)
      expect(idsOf(first.body)).toEqual(allowed.slice(0, 40))
      expect(first.body.result_info).toEqual({ next_page_token: '2', total_size: 45 })
      expect(proxy.calls.map(({ url }) => new URL(url).search)).toEqual([
        '?page_size=50',
        ...Array.from({ length: 9 }, (_, at) => `?page_token=from%20${50 * (at + 1)}&page_size=50`),
      ])
      const rest = await proxy.answer(`${path}?page_size=40&page_token=2`)
      expect(idsOf(rest.body)).toEqual(allowed.slice(40))
      expect(rest.body.result_info).toEqual({ total_size: 45 })
      const byDefault = await proxy.answer(path)
      expect(idsOf(byDefault.body)).toEqual(allowed.slice(0, 10))
    })

    it.each([
      ['a name', 'name.contains=Secret', 'name.contains'],
      ['an account', `containing.account=${accountId}`, 'containing.account'],
      ['a token that is from elsewhere', 'page_token=from%2050', 'page_token'],
      ['a page number', 'page=2', 'page'],
    ])('refuses %s, and names it', async (_, query, name) => {
      const proxy = createLimited(continued, { env: limits })
      const { status, body } = await proxy.answer(`${path}?${query}`)
      expect([status, body.errors[0].code]).toEqual([400, 990003])
      expect(body.errors[0].message).toContain(`“${name}”`)
      expect(proxy.calls).toEqual([])
    })
  })

  it('reads forty pages at most', async () => {
    const warn = vi.spyOn(process, 'emitWarning')
    const many = Array.from({ length: 5_000 }, (_, index) => ({ id: toId(index) }))
    const proxy = createLimited(pageItems(many))
    expect((await proxy.answer(accountsPath)).status).toBe(200)
    expect(proxy.calls).toHaveLength(40)
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  const list = (result: string, rest = '') => `{"success":true,"result":${result}${rest}}`
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`

  it.each<[string, string]>([
    ['an item nested too deeply', list(`[{"id":"${accountId}","x":${deep}}]`)],
    ['nested too deeply itself', `{"success":true,"result":{"a":${deep}}}`],
    ['no list', list('{"id":1}')],
    ['nothing', list('null')],
    ['a text', '"x"'],
    ['cut short', list(`[{"id":"${accountId}"`).slice(0, -1)],
    ['not UTF-8', 'latin'],
    ['of strange counts', list('[]', ',"result_info":[]')],
    ['no success', '{"success":false,"result":[]}'],
    ['longer than is read', list(`["${'x'.repeat(4 * 1_048_576)}"]`)],
  ])('that upstream gives as %s is unusable, not unreachable', async (_, text) => {
    const bytes = text === 'latin' ? new Uint8Array([0x22, 0xff, 0x22]) : text
    const headers = { 'content-type': 'application/json' }
    const proxy = createLimited(async () => new Response(bytes, { headers }))
    const { status, body } = await proxy.answer(accountsPath)
    expect([status, body.errors[0].code]).toEqual([502, 990053])
  })

  it.each<[string, () => Response, number, number]>([
    [
      'a failure',
      () => answerJson({ success: false, errors: [{ code: 9109 }] }, { status: 403 }),
      403,
      9109,
    ],
    ['HTML', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), 502, 990052],
    ['a part', () => answerJson({ success: true, result: [] }, { status: 206 }), 502, 990053],
    [
      'a coding that is not undone',
      () => answerJson({ success: true, result: [] }, { headers: { 'content-encoding': 'zstd' } }),
      502,
      990056,
    ],
  ])('is whole or an error when a later page is %s', async (_, answerLater, status, code) => {
    const answer = pageItems(every)
    const proxy = createLimited(async (request) =>
      request.url.includes('?page=3&') || !answer ? answerLater() : answer(request),
    )
    const { status: answered, body } = await proxy.answer(accountsPath)
    expect([answered, body.errors[0].code]).toEqual([status, code])
    expect(proxy.calls).toHaveLength(3)
    expect(JSON.parse(proxy.lines[0] ?? '').status).toBe(status)
  })

  it('has one total deadline for all pages', async () => {
    const answer = pageItems(every, { total_pages: null })
    // Time passes only while a page is waited for.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const slow: TestOptions['answer'] = async (request) => {
      await vi.advanceTimersByTimeAsync(30)
      return answer ? answer(request) : answerJson({})
    }
    const proxy = createLimited(slow, { deadlines: { headersMs: 5_000, totalMs: 100 } })
    const { status, body } = await proxy.answer(accountsPath)
    expect([status, body.errors[0].code]).toEqual([504, 990060])
    expect(proxy.calls.length).toBeGreaterThan(1)
    expect(proxy.calls.length).toBeLessThan(6)
  })

  it('gives each page its own time to come', async () => {
    const answer = pageItems(every)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const slow: TestOptions['answer'] = async (request) => {
      await vi.advanceTimersByTimeAsync(150)
      return answer ? answer(request) : answerJson({})
    }
    const proxy = createLimited(slow, { deadlines: { headersMs: 200 } })
    expect((await proxy.answer(accountsPath)).status).toBe(200)
    expect(proxy.calls).toHaveLength(10)
  })

  it.each([
    ['a page', () => new Promise<Response>(() => undefined)],
    [
      'the body of a page',
      async () =>
        new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } }),
    ],
  ])('is given up when the client goes away or time passes during %s', async (_, answerLater) => {
    const answer = pageItems(every)
    const stuck: TestOptions['answer'] = (request) =>
      request.url.includes('?page=2&') || !answer ? answerLater() : answer(request)
    const client = new AbortController()
    const proxy = createLimited(stuck)
    const answered = proxy.answer(accountsPath, { signal: client.signal })
    await expect.poll(() => proxy.calls).toHaveLength(2)
    client.abort()
    expect((await answered).status).toBe(499)
    expect(proxy.calls[1]?.signal.aborted).toBe(true)
    const late = createLimited(stuck, { deadlines: { headersMs: 20 } })
    expect((await late.answer(accountsPath)).status).toBe(504)
    expect(late.calls).toHaveLength(2)
  })
})

describe('a list that was read', () => {
  const startMs = Date.parse('2026-11-21T12:00:00Z')
  const setOf = (ids: readonly string[]) => ({
    ids: { account: new Set(ids) },
    kinds: new Set<never>(),
  })

  /** Lets in whom the headers name, with the accounts that they name. */
  const headerAccess: Access = {
    identify: async ({ headers }) => ({
      principal: {
        kind: headers.get('x-kind') === 'service' ? 'service' : 'person',
        name: headers.get('x-name') ?? 'alice',
        limits: setOf((headers.get('x-accounts') ?? allowed.join()).split(',')),
        seesAll: false,
      },
    }),
  }

  function createClocked(answer = pageItems(every), options: TestOptions = {}) {
    const clock = { nowMs: startMs }
    const proxy = createLimited(answer, {
      access: headerAccess,
      now: () => clock.nowMs,
      ...options,
    })
    const ask = (who: Record<string, string> = {}, path = accountsPath) =>
      proxy.answer(path, { headers: { ...ownHeaders, ...who } })
    return { proxy, clock, ask }
  }

  it('is kept for a minute, for all its pages', async () => {
    const { proxy, clock, ask } = createClocked()
    const first = await ask()
    expect(proxy.calls).toHaveLength(10)
    const again = await ask()
    expect(again.body).toEqual(first.body)
    expect(idsOf((await ask({}, `${accountsPath}?page=3`)).body)).toEqual(allowed.slice(40))
    clock.nowMs += 59_999
    expect((await ask()).body).toEqual(first.body)
    expect(proxy.calls).toHaveLength(10)
    clock.nowMs += 1
    expect((await ask()).body).toEqual(first.body)
    expect(proxy.calls).toHaveLength(20)
    // A clock that was set back makes nothing last longer.
    clock.nowMs -= 3_600_000
    await ask()
    expect(proxy.calls).toHaveLength(30)
  })

  it('states no rate limit when nothing was asked upstream', async () => {
    const answer = pageItems(every)
    const { ask } = createClocked(async (request) => {
      const response = await (answer?.(request) ?? answerJson({}))
      response.headers.set('ratelimit', '"default";r=50;t=30')
      return response
    })
    expect((await ask()).headers.get('ratelimit')).toBe('"default";r=50;t=30')
    expect((await ask()).headers.has('ratelimit')).toBe(false)
  })

  it('is read once for requests at the same time', async () => {
    const { proxy, ask } = createClocked()
    const answers = await Promise.all([ask(), ask({}, `${accountsPath}?page=2`), ask()])
    expect(answers.map(({ body }) => idsOf(body).length)).toEqual([20, 20, 20])
    expect(proxy.calls).toHaveLength(10)
  })

  it('goes on being read when the first of several clients goes away, and ends with the last', async () => {
    const release: (() => void)[] = []
    const answer = pageItems(every)
    const { proxy } = createClocked(async (request) => {
      await new Promise<void>((resolve) => release.push(resolve))
      return answer ? answer(request) : answerJson({})
    })
    const [one, two] = [new AbortController(), new AbortController()]
    const asked = [one, two].map(({ signal }) => proxy.answer(accountsPath, { signal }))
    await expect.poll(() => release).toHaveLength(1)
    one.abort()
    const timer = setInterval(() => release.splice(0).forEach((each) => void each()), 1)
    expect((await asked[1])?.status).toBe(200)
    clearInterval(timer)
    expect(proxy.calls).toHaveLength(10)
  })

  it('is never that of another principal, or of other limits', async () => {
    const { proxy, ask } = createClocked()
    const [first = '', second = ''] = allowed
    expect(idsOf((await ask({ 'x-name': 'alice', 'x-accounts': first })).body)).toEqual([first])
    expect(idsOf((await ask({ 'x-name': 'bob', 'x-accounts': second })).body)).toEqual([second])
    expect(idsOf((await ask({ 'x-name': 'alice', 'x-accounts': second })).body)).toEqual([second])
    expect(proxy.calls).toHaveLength(30)
    await ask({ 'x-name': 'carol', 'x-accounts': first })
    await ask({ 'x-name': 'carol', 'x-accounts': first, 'x-kind': 'service' })
    expect(proxy.calls).toHaveLength(50)
    await ask({ 'x-name': 'alice', 'x-accounts': first })
    expect(proxy.calls).toHaveLength(50)
  })

  it('is one for each parent, and one for each kind', async () => {
    const zones = [accountId, otherAccountId].map((id, index) => ({
      id: index === 0 ? zoneId : toId(7),
      account: { id },
    }))
    const proxy = createLimited(
      async (request) => {
        const parent = new URL(request.url).searchParams.get('account.id')
        return (
          pageItems(zones.filter(({ account }) => account.id === parent))?.(request) ??
          answerJson({})
        )
      },
      {
        env: {
          CLOUDFLARE_API_TOKEN: canary,
          CLOUDFLARE_ZONE_IDS: [zoneId, toId(7)].join(),
        },
      },
    )
    for (const id of [accountId, otherAccountId, accountId]) {
      const { body } = await proxy.answer(`/client/v4/zones?account.id=${id}`)
      expect(body.result.map(({ account }: { account: { id: string } }) => account.id)).toEqual([
        id,
      ])
    }
    expect((await proxy.answer(accountsPath)).body.result).toEqual([])
    expect(proxy.calls.filter(({ url }) => url.includes('/zones'))).toHaveLength(2)
  })

  it('is not kept when it failed, or was cut', async () => {
    const answer = pageItems(every)
    let failsAt = '?page=3&'
    const { proxy, ask } = createClocked(async (request) =>
      failsAt !== '' && request.url.includes(failsAt)
        ? answerJson({ success: false, errors: [{ code: 9109 }] }, { status: 403 })
        : (answer?.(request) ?? answerJson({})),
    )
    expect((await ask()).status).toBe(403)
    expect((await ask()).status).toBe(403)
    expect(proxy.calls).toHaveLength(6)
    const both = await Promise.all([ask(), ask()])
    expect(both.map(({ status, body }) => [status, body.errors[0].code])).toEqual([
      [403, 9109],
      [403, 9109],
    ])
    expect(proxy.calls).toHaveLength(9)
    failsAt = ''
    expect((await ask()).status).toBe(200)
  })
})
