/**
 * A toy kind of scope and a toy dataset pass through address, validation, proxy, emulator, manual, filter
 * builder and search. The kind is one entry of a table, the dataset one file and one name in a list; what
 * else has to be said, the compiler asks for.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addToyAnswers, addToyDataset, addToyScopeKind } from './catalog/testing/add-toy.ts'
import { createToyOverlay } from './catalog/testing/create-toy-overlay.ts'
import type { Pair } from './query/query-string.ts'

const overlay = createToyOverlay()
afterAll(overlay.remove)

const team = 'T0001'
const logPath = `/teams/${team}/logins`
const time = 'since=2026-11-02T00:00:00Z&before=2026-11-02T01:00:00Z'
const requestTime = 'since=2026-11-02T00:00:00Z&until=2026-11-02T01:00:00Z'

describe('the compiler', () => {
  it('asks what a new kind of scope and a new dataset do, and for nothing else', async () => {
    addToyScopeKind(overlay)
    addToyDataset(overlay)
    expect(await overlay.findBrokenFiles()).toEqual([
      'catalog/auxiliary-endpoints.ts',
      'emulator/answer-request.ts',
      'emulator/credentials.ts',
      'emulator/data/world.ts',
      'emulator/testing/ask-emulator.ts',
    ])
    addToyAnswers(overlay)
    expect(await overlay.findBrokenFiles()).toEqual([])
  }, 180_000)
})

describe('the toy', () => {
  const load = async () => ({
    ...(await overlay.load<typeof import('./catalog/index.ts')>('catalog/index.ts')),
    ...(await overlay.load<typeof import('./query/address/url-codec.ts')>(
      'query/address/url-codec.ts',
    )),
    ...(await overlay.load<typeof import('./query/request/api-request.ts')>(
      'query/request/api-request.ts',
    )),
    ...(await overlay.load<typeof import('./query/validate-query.ts')>('query/validate-query.ts')),
    ...(await overlay.load<typeof import('./query/plan-filters.ts')>('query/plan-filters.ts')),
    ...(await overlay.load<typeof import('./query/split-query.ts')>('query/split-query.ts')),
    ...(await overlay.load<typeof import('./emulator/app.ts')>('emulator/app.ts')),
    ...(await overlay.load<typeof import('./proxy/testing/test-proxy.ts')>(
      'proxy/testing/test-proxy.ts',
    )),
  })
  let toy: Awaited<ReturnType<typeof load>>
  const now = () => Date.parse('2026-11-21T12:00:00Z')
  const createEmulator = () => toy.createEmulator({ seed: 1, entries: 50, now })
  const createProxy = (env: Record<string, string> = {}, emulator = createEmulator()) =>
    toy.createTestProxy({
      env: { CLOUDFLARE_API_TOKEN: toy.canary, ...env },
      answer: (request) => emulator.fetch(new Request(request.url)),
    })
  beforeAll(async () => {
    toy = await load()
  })

  it('is well declared', async () => {
    const { checkDataset } = await overlay.load<typeof import('./catalog/define-dataset.ts')>(
      'catalog/define-dataset.ts',
    )
    for (const id of ['toy-logins', 'toy-moves']) {
      expect(() => checkDataset(toy.getDataset(id))).not.toThrow()
    }
  })

  it('has an address, which says before and .not', () => {
    const search = `?${time}&email.not=eve@toys.example`
    const parsed = toy.parseUrl(logPath, search)
    expect(parsed?.problems).toEqual([])
    expect(parsed?.query.scope).toEqual({ kind: 'team', id: team })
    expect(parsed && toy.formatUrl(parsed.query)).toBe(`${logPath}${search}`)
    expect(toy.parseUrl('/teams/0001/logins', search)).toBeUndefined()
    // One of both is sent, the other applied to loaded entries.
    const both = toy.parseUrl(logPath, `${search}&email=ann@toys.example`)
    expect(both?.problems).toEqual([])
    if (!both) throw new Error('no query')
    expect(toy.splitQuery(both.query).map(({ filters }) => filters)).toEqual([
      [{ parameter: 'email', mode: 'include', values: ['ann@toys.example'] }],
    ])
    expect(toy.listLocalFilters(both.query)).toEqual([
      {
        kind: 'field',
        pointer: '/email',
        mode: 'exclude',
        text: 'eve@toys.example',
        isExact: true,
      },
    ])
    expect(toy.parseUrl(logPath, '?until=2026-11-02T00:00:00Z')?.problems[0]?.kind).toBe(
      'unknown-parameter',
    )
  })

  it('is asked in the words of its API', () => {
    const parsed = toy.parseUrl(logPath, `?${time}&email.not=eve@toys.example`)
    if (!parsed) throw new Error('no query')
    const range = { since: '2026-11-02T00:00:00Z', before: '2026-11-02T01:00:00Z' }
    const request = toy.toApiRequest(parsed.query, range, { size: 1000 })
    expect(toy.formatApiRequest(request)).toBe(
      `${logPath}?${requestTime}&direction=desc&email=eve@toys.example&email_op=neq&limit=1000`,
    )
    expect(toy.validatePairs(toy.getDataset('toy-logins'), request.pairs)).toEqual([])
  })

  it('is pasted as it was asked', async () => {
    const { parsePastedRequest } = await overlay.load<
      typeof import('./query/pasted/pasted-request.ts')
    >('query/pasted/pasted-request.ts')
    const { createQuery } =
      await overlay.load<typeof import('./query/log-query.ts')>('query/log-query.ts')
    const base = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })
    const url = `https://api.cloudflare.com/client/v4${logPath}?${requestTime}&email=eve@toys.example&email_op=neq`
    const read = parsePastedRequest(url, base, 'localhost')
    if (!read || read.refused !== undefined) throw new Error('not read')
    expect(read.problems).toEqual([])
    expect(read.query.timeRange).toMatchObject({ before: '2026-11-02T01:00:00Z' })
    expect(read.query.filters).toEqual([
      { parameter: 'email', mode: 'exclude', values: ['eve@toys.example'] },
    ])
  })

  it('passes the proxy to the emulator, and is refused in words of the API', async () => {
    const proxy = createProxy()
    const question = `/client/v4${logPath}?${requestTime}&email=eve@toys.example&email_op=neq&limit=1000`
    const { status, body } = await proxy.answer(question)
    expect(status).toBe(200)
    expect(proxy.calls[0]?.url).toBe(`https://api.cloudflare.com${question}`)
    const emails = body.result.map(({ email }: { email: string }) => email)
    expect(emails).toHaveLength(240)
    expect(emails).not.toContain('eve@toys.example')
    expect(proxy.lines[0]).toContain(`team:${team}`)
    expect((await proxy.answer(`/client/v4${logPath}?${time}`)).body.errors[0].message).toContain(
      'Write “until”',
    )
    expect((await proxy.answer(`/client/v4/teams/nope/logins?${requestTime}`)).status).toBe(404)
  })

  it('obeys allow-lists and grants', async () => {
    const question = `/client/v4${logPath}?${requestTime}`
    const statusUnder = async (env: Record<string, string>) =>
      (await createProxy(env).answer(question)).status
    expect(await statusUnder({ CLOUDFLARE_ACCOUNT_IDS: 'a'.repeat(32) })).toBe(404)
    expect(await statusUnder({ CLOUDFLARE_TEAM_IDS: 'T0002' })).toBe(404)
    expect(await statusUnder({ CLOUDFLARE_TEAM_IDS: 'T0002,T0001' })).toBe(200)
    expect(() => createProxy({ CLOUDFLARE_TEAM_IDS: 'x' })).toThrow(
      'CLOUDFLARE_TEAM_IDS is not a list of ids',
    )
    const { body } = await createProxy({ CLOUDFLARE_TEAM_IDS: 'T0002' }).answer('/client/v4/teams')
    expect(body.result).toEqual([{ id: 'T0002', name: 'T0002' }])
    const { findGrantedLimits, parseAccessPolicy } = await overlay.load<
      typeof import('./proxy/config/access-policy.ts')
    >('proxy/config/access-policy.ts')
    const parsed = parseAccessPolicy('{"a@b.c": ["team:T0001"]}')
    const limits =
      'policy' in parsed && findGrantedLimits(parsed.policy, { email: 'a@b.c', groups: [] })
    expect(limits ? limits.ids : undefined).toEqual({ team: new Set([team]) })
  })

  it('has its permission tried, and its state shown', async () => {
    const { checkToken } = await overlay.load<typeof import('./proxy/token/token-check.ts')>(
      'proxy/token/token-check.ts',
    )
    const { createFetchUpstream } = await overlay.load<
      typeof import('./proxy/upstream/fetch-upstream.ts')
    >('proxy/upstream/fetch-upstream.ts')
    const { createUnlimitedQuota } =
      await overlay.load<typeof import('./proxy/upstream/quota.ts')>('proxy/upstream/quota.ts')
    const { parseConfig } =
      await overlay.load<typeof import('./proxy/config/config.ts')>('proxy/config/config.ts')
    const config = parseConfig({ CLOUDFLARE_API_TOKEN: toy.canary })
    if ('problems' in config) throw new Error('no configuration')
    const { fetch } = createEmulator()
    const report = await checkToken({
      config: { ...config.config, version: '0' },
      upstream: createFetchUpstream(fetch),
      now,
      quota: createUnlimitedQuota(),
    })
    expect(report.logs.find(({ id }) => id === 'toy-logins')).toEqual({
      id: 'toy-logins',
      state: 'readable',
    })
  })

  it('is described by the manual and offered by the filter builder', async () => {
    const { writeMarkdown } = await overlay.load<typeof import('./reference/write-markdown.ts')>(
      'reference/write-markdown.ts',
    )
    const manual = writeMarkdown(toy.datasets, toy.auxiliaryEndpoints)
    expect(manual).toContain('- **Team:** `GET /teams/{team_id}/logins`. Permission: Toys Read.')
    expect(manual).toContain('The API calls it until.')
    expect(manual).toContain('The API excludes by email_op=neq.')
    const { listMatchingSubjects } = await overlay.load<
      typeof import('./web/filters/editor/list-matching-subjects.ts')
    >('web/filters/editor/list-matching-subjects.ts')
    const names = listMatchingSubjects(toy.getDataset('toy-logins'), '').flatMap(({ items }) =>
      items.map(({ name }) => name),
    )
    expect(names).toContain('email')
    expect(names).not.toContain('email_op')
  })

  it('asks for a required filter by its list, and is refused without it', async () => {
    const { findMissingFilter } = await overlay.load<
      typeof import('./query/required/required-filter.ts')
    >('query/required/required-filter.ts')
    const path = `/teams/${team}/moves`
    const without = toy.parseUrl(path, '?range=2d')
    expect(without?.problems).toEqual([])
    const missing = without && findMissingFilter(without.query)
    expect(missing?.valueList).toMatchObject({ label: 'box', permission: 'Boxes Read' })
    const complete = toy.parseUrl(path, '?range=2d&box=b1&box=b2')
    expect(complete && findMissingFilter(complete.query)).toBeUndefined()

    const proxy = createProxy()
    const refused = await proxy.answer(`/client/v4${path}`)
    expect(refused.status).toBe(400)
    expect(refused.body.errors[0].message).toBe(
      '“box” is required. This log is read for one box or several: add box=… with an id from /teams/{team_id}/boxes.',
    )
    expect(proxy.calls).toEqual([])
    const { body } = await proxy.answer(`/client/v4${path}?box=b1&per_page=5`)
    expect(body.result.map(({ box }: { box: string }) => box)).toEqual(Array(5).fill('b1'))

    // Only the declared fields of an item are passed on, where the team is allowed.
    const list = `/client/v4/teams/${team}/boxes`
    expect((await proxy.answer(list)).body.result).toEqual([
      { code: 'b1', title: 'Red box', color: 'red', lid: { open: true } },
      { code: 'b2', title: 'Blue box', color: 'blue' },
    ])
    const limited = createProxy({ CLOUDFLARE_TEAM_IDS: 'T0002' })
    expect((await limited.answer(list)).status).toBe(404)
    expect(limited.calls).toEqual([])

    const { writeMarkdown } = await overlay.load<typeof import('./reference/write-markdown.ts')>(
      'reference/write-markdown.ts',
    )
    const manual = writeMarkdown(toy.datasets, toy.auxiliaryEndpoints)
    expect(manual).toContain('`box` (required)')
    expect(manual).toContain('/teams/{team_id}/boxes lists the values.')
    expect(manual).toContain('### `GET /teams/{team_id}/boxes`')
  })

  async function search(since: string, before: string, direction: 'desc' | 'asc' = 'desc') {
    const { createSearch } = await overlay.load<
      typeof import('./web/search/session/create-search.ts')
    >('web/search/session/create-search.ts')
    const { createColumnEntryStore } = await overlay.load<
      typeof import('./web/store/column-entry-store.ts')
    >('web/store/column-entry-store.ts')
    const dataset = toy.getDataset('toy-logins')
    const query = { ...toy.parseUrl(logPath, '')?.query, direction } as NonNullable<
      ReturnType<typeof toy.parseUrl>
    >['query']
    const emulator = createEmulator()
    const source = '0'
    const store = createColumnEntryStore([{ id: source, dataset }])
    const requests: Pair[][] = []
    const running = createSearch({
      sources: [{ id: source, dataset, queries: [query] }],
      direction,
      timeRange: { since, before },
      store,
      clock: { now, sleep: async () => undefined, untilOnline: async () => undefined },
      async requestPage(request, _lane, chain) {
        requests.push([...request.pairs])
        const answer = await emulator.fetch(
          new Request(`https://api.cloudflare.com/client/v4${toy.formatApiRequest(request)}`),
        )
        const staged = await store.stage(await answer.arrayBuffer(), chain, source)
        if (staged.problem) throw new Error(staged.problem.kind)
        return { staged, requestId: undefined }
      },
    })
    for (let tries = 0; tries < 400 && running.getState().status !== 'finished'; tries++) {
      running.loadMore()
      await new Promise<void>((resolve) => {
        const check = () => running.getState().status !== 'loading' && resolve()
        running.subscribe(check)
        check()
      })
    }
    const rows = await store.rows(0, store.size().stored)
    return { state: running.getState(), times: rows.map(({ time }) => time), requests }
  }

  it.each(['desc', 'asc'] as const)(
    'is read whole by shorter and shorter times, %s',
    async (direction) => {
      const { state, times, requests } = await search(
        '2026-11-01T00:00:00Z',
        '2026-11-02T00:00:00Z',
        direction,
      )
      expect(state).toMatchObject({ status: 'finished', verdict: 'complete' })
      expect(times).toHaveLength(8640)
      const sorted = [...times].sort()
      expect(times).toEqual(direction === 'asc' ? sorted : sorted.reverse())
      expect(requests.length).toBeLessThan(40)
    },
  )

  it('does not count as whole where more entries share a second than one answer holds', async () => {
    const { state, times } = await search('2026-11-03T11:00:00Z', '2026-11-03T13:00:00Z')
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown' })
    expect(state.reason).toContain('More than 1000 entries share a time')
    // One of the 720 sign-ins every 10 s is in that second.
    expect(times).toHaveLength(1000 + 720 - 1)
  })
})
