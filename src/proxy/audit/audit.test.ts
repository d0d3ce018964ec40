import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  accountId,
  answerJson,
  canary,
  createTestProxy,
  emptyPage,
  logPath,
  ownHeaders,
  question,
  zoneId,
} from '../testing/test-proxy.ts'
import { createMemoryQuota } from '../upstream/quota.ts'
import { createAudit } from './audit.ts'
import { createMetrics } from './metrics.ts'

let proxy = createTestProxy()
afterEach(() => {
  proxy.expectNoCanary()
  proxy = createTestProxy()
})

const readLines = () => proxy.lines.map((line) => JSON.parse(line))

describe('the self-audit', () => {
  it('says who read which log of which scope over which time (141)', async () => {
    await proxy.answer(question)
    expect(readLines()).toEqual([
      {
        time: '2026-11-21T12:00:00.000Z',
        requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
        principal: 'anyone',
        route: '/accounts/{account_id}/logs/audit',
        scope: `account:${accountId}`,
        since: '2026-11-01T00:00:00Z',
        before: '2026-11-02T00:00:00Z',
        status: 200,
        upstreamStatus: 200,
        bytes: expect.any(Number),
        ms: expect.any(Number),
        end: 'complete',
      },
    ])
    expect(readLines()[0].bytes).toBeGreaterThan(10)
  })

  it('names zones, the user, and exports', async () => {
    await proxy.answer(`/client/v4/zones/${zoneId}/security-center/insights/audit-log`)
    await proxy.answer('/client/v4/user/audit_logs?export=true')
    await proxy.answer('/client/v4/accounts')
    expect(readLines().map(({ scope, export: exported }) => [scope, exported])).toEqual([
      [`zone:${zoneId}`, undefined],
      ['user', true],
      [undefined, undefined],
    ])
  })

  it('says nothing of filters, cursors, headers and unknown paths (50, 53)', async () => {
    const filters = 'actor_email=who@example.com&actor_ip_address=192.0.2.77&cursor=xyz123'
    await proxy.answer(`${question}&${filters}`)
    await proxy.answer('/somewhere/private?secret=1', { headers: { 'user-agent': 'spy' } })
    await proxy.answer(`${logPath}?since=who@example.com&before=1`)
    await proxy.answer(`/client/v4/accounts/${accountId.replace('0', 'x')}/logs/audit`)
    expect(proxy.lines).toHaveLength(4)
    expect(proxy.lines.join()).not.toMatch(/who@|192\.0|xyz|private|secret|spy|x12345/)
    expect(readLines()[1]).toMatchObject({ route: '(none)', status: 404 })
  })

  it('has the query where the operator wants it, without secrets, headers and refused queries', async () => {
    const env = { CLOUDFLARE_API_TOKEN: canary, AUDIT_QUERIES: '1' }
    proxy = createTestProxy({ env })
    const filters = 'actor_email=who%40example.com&actor_email=b%26c&cursor=xyz123'
    await proxy.answer(`${question}&${filters}`, { headers: { ...ownHeaders, 'x-other': 'spy' } })
    await proxy.answer(`${question}&unknown=private`)
    await proxy.answer('/gumshoe/status?secret=1')
    expect(readLines().map(({ query }) => query)).toEqual([
      'since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z&actor_email=who@example.com&actor_email=b%26c&cursor=xyz123',
      undefined,
      undefined,
    ])
    expect(proxy.lines.join()).not.toMatch(/spy|private|secret=/)
  })

  it('has no credential in the query, in whatever form it was pasted', async () => {
    const env = { CLOUDFLARE_API_TOKEN: canary, AUDIT_QUERIES: '1' }
    proxy = createTestProxy({ env })
    const forms = [
      canary,
      canary.slice(3, 20),
      Buffer.from(canary).toString('base64'),
      Buffer.from(canary).toString('hex'),
      [...canary].join(' '),
    ]
    for (const form of forms) {
      await proxy.answer(`${question}&actor_email=${encodeURIComponent(form)}`)
    }
    const other = `Bearer ${'aB3'.repeat(13)}x`
    await proxy.answer(`${question}&actor_email=${encodeURIComponent(other)}`)
    expect(proxy.lines).toHaveLength(forms.length + 1)
    for (const { query } of readLines()) expect(query).toMatch(/(removed|masked)/)
    expect(proxy.lines.join()).not.toContain('aB3aB3')
  })

  it('stays one line of JSON whatever a client calls its request (52)', async () => {
    const asked = await proxy.ask('/healthz', {
      headers: { 'x-request-id': `\u001b[2J${'x'.repeat(4_000)}`.replace('\u001b', '%1b') },
    })
    const [line] = readLines()
    expect(line.requestId).toBe(asked.headers.get('x-request-id'))
    expect(proxy.lines[0]).not.toMatch(/xxxx|\n|%1b/)
  })

  it('counts repetitions, and how an answer ended', async () => {
    let calls = 0
    proxy = createTestProxy({
      answer: async () =>
        calls++ === 0 ? new Response('', { status: 503 }) : answerJson(emptyPage),
    })
    await proxy.answer(question)
    expect(readLines()[0]).toMatchObject({ retries: 1, status: 200, end: 'complete' })
  })
})

describe('a flood', () => {
  const outcome = { status: 401, bytes: 1, ms: 1, end: 'complete' } as const
  const record = { id: 'x', route: '(none)' }

  it('of requests of nobody known fills no disk, and is counted (134)', () => {
    let nowMs = 0
    const lines: string[] = []
    const metrics = createMetrics()
    const audit = createAudit({ log: (line) => lines.push(line), now: () => nowMs, metrics })
    for (let count = 0; count < 10_000; count++) {
      nowMs = Math.floor(count / 1_000)
      audit(record, outcome)
    }
    expect(lines).toHaveLength(50)
    nowMs = 1_000
    audit(record, outcome)
    expect(lines.slice(50).map((line) => JSON.parse(line))).toMatchObject([
      { leftOut: 9_950 },
      { status: 401 },
    ])
    expect(metrics.format([])).toContain('{route="(none)",status="401"} 10001')
  })

  it('does not take the lines of those who are known', () => {
    const lines: string[] = []
    const audit = createAudit({ log: (line) => lines.push(line), now: () => 0 })
    const limits = { ids: {}, kinds: new Set<never>() }
    for (let count = 0; count < 200; count++) audit(record, outcome)
    const principal = { kind: 'person' as const, name: 'a@example.com', limits, seesAll: true }
    for (let count = 0; count < 200; count++) audit({ ...record, principal }, outcome)
    expect(lines.filter((line) => line.includes('a@example.com'))).toHaveLength(200)
  })
})

describe('the metrics', () => {
  const token = 'metrics-token-0123456789'
  const ask = (headers: Record<string, string> = {}) => proxy.answer('/metrics', { headers })

  it('do not exist unless they are configured', async () => {
    expect((await ask()).status).toBe(404)
  })

  it('count by route and status, and name nobody', async () => {
    proxy = createTestProxy({ env: { CLOUDFLARE_API_TOKEN: canary, METRICS: '1' } })
    await proxy.answer(`${question}&actor_email=who@example.com`)
    await proxy.answer(`${question}&nothing=1`)
    const { status, text, headers } = await ask()
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4'])
    const route = 'route="/accounts/{account_id}/logs/audit"'
    expect(text).toContain(`gumshoe_requests_total{${route},status="200"} 1\n`)
    expect(text).toContain(`gumshoe_requests_total{${route},status="400"} 1\n`)
    expect(text).toContain(`gumshoe_request_seconds_count{${route}} 2\n`)
    expect(text).toMatch(/gumshoe_circuit_open 0\n$/)
    expect(text).not.toMatch(/who@|[0-9a-f]{32}|anyone/)
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(# (HELP|TYPE) |gumshoe_\w+(\{[^}]*(\{account_id\}[^}]*)?\})? [\d.e-]+$)/,
      )
    }
  })

  it('add up bytes and repetitions, and show the quota and the circuit', async () => {
    let status = 500
    const text = JSON.stringify(emptyPage)
    proxy = createTestProxy({
      env: { CLOUDFLARE_API_TOKEN: canary, METRICS: '1' },
      answer: async () => answerJson(text, { status }),
      quota: createMemoryQuota(720, () => 0),
      now: () => 0,
      sleep: async () => undefined,
    })
    await proxy.answer(question)
    status = 200
    await proxy.answer(question)
    const before = (await ask()).text
    expect(before).toContain('gumshoe_upstream_retries_total 2\n')
    expect(before).toContain('gumshoe_quota_used 4\n')
    expect(before).toContain('gumshoe_quota_remaining 716\n')
    const [, bytes] = /gumshoe_response_bytes_total\{route="\/acc[^ ]* (\d+)/.exec(before) ?? []
    expect(Number(bytes)).toBeGreaterThanOrEqual(text.length)
    status = 500
    for (let n = 0; n < 5; n++) await proxy.answer(`${question}&id=e${n}`)
    expect((await ask()).text).toMatch(/gumshoe_circuit_open 1\n$/)
  })

  it('may need a token of their own', async () => {
    proxy = createTestProxy({ env: { CLOUDFLARE_API_TOKEN: canary, METRICS_TOKEN: token } })
    expect((await ask()).status).toBe(401)
    expect((await ask({ authorization: 'Bearer wrong' })).text).toContain('METRICS_TOKEN')
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200)
  })

  describe('with a token', () => {
    let nowMs = 0
    beforeEach(() => {
      nowMs = 1_000
      vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
      proxy = createTestProxy({ env: { CLOUDFLARE_API_TOKEN: canary, METRICS_TOKEN: token } })
    })
    afterEach(() => vi.restoreAllMocks())
    const askFrom = (address: string, bearer?: string) =>
      proxy.answer('/metrics', {
        raw: '/metrics',
        address,
        headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
      })

    it('are not compared with guesses without a pause (L11)', async () => {
      const guesses = Array.from({ length: 5 }, (_, n) => askFrom('192.0.2.1', `guess-${n}`))
      expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(Array(5).fill(401))
      const sixth = await askFrom('192.0.2.1', 'guess-6')
      expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, '1'])
      expect(sixth.text).toContain('METRICS_TOKEN')
      // The right one too, where it was never seen: otherwise guesses would not be slowed down.
      expect((await askFrom('192.0.2.1', token)).status).toBe(429)
      nowMs += 1_000
      expect((await askFrom('192.0.2.1', token)).status).toBe(200)
    })

    it('are shown to another address whatever is guessed, and to one that knows it', async () => {
      expect((await askFrom('192.0.2.1', token)).status).toBe(200)
      for (let n = 0; n < 1_000; n++) await askFrom('192.0.2.1', `guess-${n}`)
      expect((await askFrom('192.0.2.1', 'guess')).status).toBe(429)
      expect((await askFrom('192.0.2.2', token)).status).toBe(200)
      for (let scrape = 0; scrape < 100; scrape++) {
        nowMs += 60_000
        await askFrom('192.0.2.1', 'guess')
        await askFrom('192.0.2.1', 'guess')
        expect((await askFrom('192.0.2.1', token)).status).toBe(200)
      }
    })

    it('are refused without a pause to those who send no token', async () => {
      for (let n = 0; n < 20; n++) expect((await askFrom('192.0.2.1')).status).toBe(401)
      expect((await askFrom('192.0.2.1', token)).status).toBe(200)
    })
  })
})

describe('a log that cannot be written', () => {
  const record = {
    id: 'a'.repeat(32),
    route: '/x',
    principal: { name: 'anyone', kind: 'anyone' },
  } as const
  const outcome = { status: 200, bytes: 1, ms: 1, end: 'complete' } as const

  it('does not stop the proxy; the operator is told, and the lost lines are counted', () => {
    const lines: string[] = []
    const warnings: string[] = []
    const metrics = createMetrics()
    let isFull = true
    const audit = createAudit({
      log: (line) => {
        if (isFull) throw new Error('ENOSPC: no space left on device, write')
        lines.push(line)
      },
      warn: (message) => warnings.push(message),
      now: () => 0,
      metrics,
    })
    audit(record, outcome)
    audit(record, outcome)
    expect(warnings).toEqual([expect.stringContaining('cannot be written (ENOSPC')])
    isFull = false
    audit(record, outcome)
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { time: '1970-01-01T00:00:00.000Z', lost: 2 },
      expect.objectContaining({ route: '/x' }),
    ])
    expect(warnings).toHaveLength(2)
    expect(metrics.format([])).toContain('gumshoe_log_lines_lost_total 2')
  })
})
