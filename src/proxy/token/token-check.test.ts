import { describe, expect, it } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../../emulator/app.ts'
import type { EmulatorToken } from '../../emulator/credentials.ts'
import { validatePairs } from '../../query/validate-query.ts'
import { type Environment, parseConfig } from '../config/config.ts'
import { findRoute } from '../routes/route-table.ts'
import { answerJson, canary, emptyPage, expectNoCanary } from '../testing/test-proxy.ts'
import { createFetchUpstream } from '../upstream/fetch-upstream.ts'
import { createUnlimitedQuota } from '../upstream/quota.ts'
import { printTokenReport } from './print-token-report.ts'
import { checkToken } from './token-check.ts'
import { formatTokenReport, type TokenReport } from './token-report.ts'
import { createTokenWatch } from './token-watch.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const now = () => nowMs

function createTools(
  fetch: (request: Request) => Promise<Response>,
  env: Environment = { CLOUDFLARE_API_TOKEN: canary },
) {
  const parsed = parseConfig(env)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const calls: Request[] = []
  const upstream = createFetchUpstream((request) => {
    calls.push(request)
    return fetch(request)
  })
  return {
    config: { ...parsed.config, version: '0' },
    upstream,
    now,
    quota: createUnlimitedQuota(),
    calls,
  }
}

function createApi(token: Partial<EmulatorToken>, forms?: EmulatorOptions['forms']) {
  const tokens = [{ kind: 'user' as const, secret: canary, ...token }]
  const emulator = createEmulator({ seed: 1, entries: 50, now, tokens, ...(forms && { forms }) })
  return emulator.fetch
}

const states = ({ logs }: TokenReport) => logs.map(({ state }) => state)
const answer = (status: number, code: number) => async () =>
  answerJson({ success: false, errors: [{ code, message: 'x' }] }, { status })

describe('the check of the credential', () => {
  it('finds a user’s token active, and all logs readable', async () => {
    const tools = createTools(createApi({}))
    const report = await checkToken(tools)
    expect(report.state).toBe('active-user-token')
    expect(states(report)).toEqual(Array(7).fill('readable'))
    expect(report.checkedAt).toBe('2026-11-21T12:00:00.000Z')
  })

  it('finds an account’s own token by the other path, and names what it lacks', async () => {
    const report = await checkToken(createTools(createApi({ kind: 'account' })))
    expect(report.state).toBe('active-account-token')
    expect(states(report)).toEqual([
      'readable',
      'readable',
      'unreadable',
      'readable',
      'unknown',
      'readable',
      'readable',
    ])
    expect(report.logs[2]?.reason).toMatch(/\(code 10000\)\. It needs: A user-owned token/)
  })

  it.each([
    ['a user’s token', { kind: 'user' as const }, /^[0-9a-f]{32}$/],
    ['an account’s own token', { kind: 'account' as const }, /^[0-9a-f]{32}$/],
    ['an expired token', { status: 'expired' as const }, undefined],
  ])('knows the id of %s by the answer to its verification', async (_, token, id) => {
    const { tokenId } = await checkToken(createTools(createApi(token)))
    expect(tokenId).toEqual(id && expect.stringMatching(id))
  })

  it.each([7, null, '', 'a b', 'x'.repeat(65)])(
    'takes no other value than an id: %j',
    async (id) => {
      const result = { status: 'active', id }
      const report = await checkToken(createTools(async () => answerJson({ ...emptyPage, result })))
      expect(report.state).toBe('active-user-token')
      expect(report).not.toHaveProperty('tokenId')
    },
  )

  it('says what the log of an organization needs where no organization is known', async () => {
    const report = await checkToken(createTools(createApi({ kind: 'account' })))
    expect(report.logs[4]).toEqual({
      id: 'organization-audit-logs-v2',
      state: 'unknown',
      reason: expect.stringMatching(
        /^It could not be checked: no organization is known\. It needs: An Enterprise organization .*Super Administrators\. With one, name its id in the address\.$/,
      ),
      hasNoScope: true,
    })
  })

  it('names the missing permission of an organization that may not be read', async () => {
    const tools = createTools(createApi({ lacks: ['organization'] }))
    const report = await checkToken(tools)
    expect(states(report)).toEqual([
      ...Array(4).fill('readable'),
      'unreadable',
      'readable',
      'readable',
    ])
    expect(report.logs[4]?.reason).toMatch(/\(code 10000\)\. It needs: An Enterprise organization/)
    const lists = tools.calls
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname.endsWith('/organizations'))
    expect(lists.map(({ search }) => search)).toEqual(['?page_size=5'])
  })

  it('tries the SCIM log with an identity provider, and says what the list of them needs', async () => {
    const tools = createTools(createApi({}))
    const report = await checkToken(tools)
    const asked = tools.calls.map(({ url }) => new URL(url))
    const list = asked.filter(({ pathname }) => pathname.endsWith('/identity_providers'))
    const log = asked.filter(({ pathname }) => pathname.endsWith('/scim/updates'))
    expect([list.length, log.length]).toEqual([1, 1])
    expect(log[0]?.searchParams.get('idp_id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(report.logs[6]).toEqual({ id: 'access-scim-logs', state: 'readable' })

    const api = createApi({})
    const refused = await checkToken(
      createTools((request) =>
        request.url.endsWith('/identity_providers') ? answer(403, 10000)() : api(request),
      ),
    )
    expect(refused.logs[6]).toEqual({
      id: 'access-scim-logs',
      state: 'unknown',
      reason: expect.stringMatching(/That list needs: Access: Organizations, .*paste an id\.$/),
      hasNoScope: true,
    })
  })

  it('names the missing permission', async () => {
    const env = { CLOUDFLARE_API_TOKEN: canary, CLOUDFLARE_ACCOUNT_IDS: 'a'.repeat(32) }
    const report = await checkToken(createTools(createApi({ lacks: ['account'] }), env))
    expect(report.logs[0]).toEqual({
      id: 'account-audit-logs-v2',
      state: 'unreadable',
      reason: 'The credential may not read it (code 10000). It needs: Account Settings Read.',
    })
    expect(report.logs[2]?.reason).toContain('ALLOW_USER_LOG=1')
    expect(report.logs[5]?.reason).toMatch(/It needs: Access: Audit Logs Read\.$/)
  })

  it.each([
    ['an expired token', { status: 'expired' as const }, 'inactive'],
    ['a token that is not known', { secret: 'another-token-of-the-right-length' }, 'refused'],
  ])('finds %s out, and asks for no log with it', async (_, token, state) => {
    const tools = createTools(createApi(token), {
      CLOUDFLARE_API_TOKEN: canary,
      CLOUDFLARE_ACCOUNT_IDS: 'a'.repeat(32),
    })
    const report = await checkToken(tools)
    expect(report.state).toBe(state)
    expect(states(report)).toEqual(Array(7).fill('unreadable'))
    expect(tools.calls.every(({ url }) => url.endsWith('/tokens/verify'))).toBe(true)
  })

  it('tries the logs where a key cannot be verified', async () => {
    const env = { CLOUDFLARE_EMAIL: 'a@example.com', CLOUDFLARE_API_KEY: canary }
    const report = await checkToken(createTools(createApi({ kind: 'key' }), env))
    expect([report.state, ...states(report)]).toEqual(['key', ...Array(7).fill('readable')])
  })

  it.each<[string, (request: Request) => Promise<Response>, string, string]>([
    ['no network', () => Promise.reject(new Error('ENOTFOUND api')), 'unreachable', 'unknown'],
    [
      'a name that is not found',
      () => Promise.reject(Object.assign(new Error('ENOTFOUND api'), { code: 'ENOTFOUND' })),
      'name-unknown',
      'unknown',
    ],
    [
      'a certificate that is not trusted',
      () => Promise.reject(Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' })),
      'untrusted',
      'unknown',
    ],
    ['an error of the API', answer(503, 0), 'unknown', 'unknown'],
    ['a limit of requests', answer(429, 10429), 'unknown', 'unknown'],
    ['a page of HTML', async () => new Response('<html>'), 'unknown', 'unknown'],
  ])('claims nothing after %s', async (_, fetch, state, log) => {
    const report = await checkToken(createTools(fetch))
    expect([report.state, ...states(report)]).toEqual([state, ...Array(7).fill(log)])
    expect(JSON.stringify(report)).not.toContain('ENOTFOUND')
  })

  it('does not take a key for checked without a network', async () => {
    const env = { CLOUDFLARE_EMAIL: 'a@example.com', CLOUDFLARE_API_KEY: canary }
    const report = await checkToken(createTools(() => Promise.reject(new Error('x')), env))
    expect(report.state).toBe('unreachable')
  })

  it('does not call a log unreadable that it tried in some of many accounts', async () => {
    const result = Array.from({ length: 5 }, (_, index) => ({ id: `${index}`.repeat(32) }))
    const report = await checkToken(
      createTools(async ({ url }) => {
        if (url.endsWith('/verify'))
          return answerJson({ ...emptyPage, result: { status: 'active' } })
        if (/\/(accounts|zones)\?/.test(url)) return answerJson({ ...emptyPage, result })
        return answer(403, 10000)()
      }),
    )
    expect(states(report)).toEqual([
      'unknown',
      'unknown',
      'unreadable',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ])
    expect(report.logs[0]?.reason).toBe(
      'The credential may not read it where that was tried (code 10000). It needs: Account Settings Read.',
    )
    expect(report.logs[3]?.reason).toMatch(
      /Account Security Center Insights Read \(account\), or Zone Settings Read \(zone\)\.$/,
    )
  })

  it('takes its questions from the quota, and asks none without it', async () => {
    const tools = createTools(createApi({}))
    const lanes: string[] = []
    const take = async (lane: string) => {
      lanes.push(lane)
      return { granted: false, waitMs: 1, isCoolOff: false } as const
    }
    const report = await checkToken({ ...tools, quota: { ...tools.quota, take } })
    expect([report.state, ...states(report)]).toEqual(['not-asked', ...Array(7).fill('unknown')])
    expect(report).toMatchObject({
      isInterrupted: true,
      words: expect.stringContaining('own quota'),
    })
    expect(new Set(lanes)).toEqual(new Set(['bulk']))
    expect(tools.calls).toEqual([])
  })

  it('asks only what the API knows, by GET, and repeats no secret', async () => {
    const tools = createTools(createApi({}))
    const text = formatTokenReport(await checkToken(tools), (id) => id)
    for (const { url, method } of tools.calls) {
      const { origin, pathname, search } = new URL(url)
      expect([method, origin]).toEqual(['GET', 'https://api.cloudflare.com'])
      const path = pathname.replace('/client/v4', '')
      if (path.endsWith('/tokens/verify')) continue
      const pairs = [...new URLSearchParams(search)] as [string, string][]
      const endpoint = findRoute(path)?.route.endpoint
      expect(endpoint && validatePairs(endpoint, pairs)).toEqual([])
    }
    expectNoCanary([text])
    expect(text.split('\n')).toHaveLength(8)
    expect(text).toContain('account-audit-logs-v2: can be read.')
  })
})

describe('the watch over it', () => {
  it('asks again after a minute when the API was out of reach, and not before', async () => {
    let clock = 0
    let calls = 0
    const tools = createTools(async () => {
      calls++
      throw new Error('no network')
    })
    const watch = createTokenWatch({ ...tools, now: () => clock })
    watch.refresh()
    watch.refresh()
    await watch.check()
    expect(calls).toBe(1)
    clock = 59_000
    watch.refresh()
    expect(calls).toBe(1)
    clock = 60_000
    watch.refresh()
    await expect.poll(() => calls).toBe(2)
  })

  it('asks again after five minutes when only a scope was missing, as of organizations', async () => {
    let clock = nowMs
    const { fetch } = createEmulator({ seed: 1, entries: 50, now })
    const tools = createTools(({ url }) =>
      url.includes('/organizations?')
        ? Promise.resolve(answerJson(emptyPage))
        : fetch(new Request(url, { headers: { authorization: `Bearer ${canary}` } })),
    )
    const watch = createTokenWatch({ ...tools, now: () => clock })
    const report = await watch.check()
    expect(states(report)).toEqual([
      ...Array(4).fill('readable'),
      'unknown',
      'readable',
      'readable',
    ])
    const count = tools.calls.length
    clock += 299_000
    await watch.refresh()
    expect(tools.calls).toHaveLength(count)
    clock += 1_000
    await watch.refresh()
    expect(tools.calls.length).toBeGreaterThan(count)
  })

  it('leaves a report alone in which everything can be read', async () => {
    let clock = nowMs
    const tools = createTools(createApi({}))
    const watch = createTokenWatch({ ...tools, now: () => clock })
    await watch.check()
    const count = tools.calls.length
    clock += 86_400_000
    watch.refresh()
    expect(tools.calls).toHaveLength(count)
  })

  it('keeps what it found when its own quota leaves no request to ask again', async () => {
    let clock = Date.parse('2026-11-21T12:00:00Z')
    let left = Number.POSITIVE_INFINITY
    const tools = createTools(createApi({ lacks: ['account'] }))
    const take = async () => {
      if (left-- > 0) return { granted: true } as const
      return { granted: false, waitMs: 1_000, isCoolOff: false } as const
    }
    const watch = createTokenWatch({
      ...tools,
      quota: { ...tools.quota, take },
      now: () => clock,
    })
    const first = await watch.check()
    expect(states(first)).toContain('unreadable')
    for (const requests of [0, 1, 2]) {
      left = requests
      clock += 300_000
      await watch.refresh()
      expect(watch.report()).toEqual(first)
    }
    left = Number.POSITIVE_INFINITY
    clock += 300_000
    await watch.refresh()
    expect(watch.report()).toEqual({ ...first, checkedAt: new Date(clock).toISOString() })
  })

  it('tells of the network when it is back', async () => {
    let isBack = false
    const api = createApi({})
    const fetch = (request: Request) => (isBack ? api(request) : Promise.reject(new Error('gone')))
    const told: string[] = []
    await printTokenReport(
      createTokenWatch(createTools(fetch)),
      (text) => told.push(text),
      async () => {
        isBack = true
      },
    )
    expect(told[0]).toContain('could not be reached')
    expect(told[1]).toMatch(/^The token is active/)
  })
})
