/** The official SDK as an independent client of the emulator alone: it knows nothing of the catalog. */
import Cloudflare from 'cloudflare'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EmulatorRefusal, type RunningEmulator, startEmulator } from './node.ts'

const range = { since: '2026-11-10T00:00:00Z', before: '2026-11-19T00:00:00Z' }
const env = { PORT: '0', DEMO_ENTRIES: '3000', DEMO_NOW: '2026-11-19T15:20:00Z' }
const apiToken = 'Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY'
let running: RunningEmulator
let client: Cloudflare
let account = ''

beforeAll(async () => {
  running = await startEmulator(env)
  client = new Cloudflare({ baseURL: `${running.origin}/client/v4`, apiToken, maxRetries: 0 })
  for await (const { id } of client.accounts.list()) account ||= id
})

afterAll(() => running.close())

it('gives the SDK one page of v2, since it looks for the cursor elsewhere; by hand, all', async () => {
  const ask = (cursor?: string) =>
    client.accounts.logs.audit.list({
      account_id: account,
      ...range,
      limit: 200,
      ...(cursor !== undefined && { cursor }),
    })
  const first = await ask()
  expect(first.hasNextPage()).toBe(false)
  const ids = new Set<string | undefined>()
  let cursor: string | undefined
  do {
    const page = await ask(cursor)
    for (const { id } of page.result) ids.add(id)
    cursor = (page.result_info as { cursor?: string } | undefined)?.cursor
  } while (cursor)
  const all = running.emulator.entries('account-audit-logs-v2', { kind: 'account', id: account })
  const times = (all as { action: { time: string } }[]).map(({ action }) => action.time)
  const expected = times.filter((time) => time >= range.since && time < range.before)
  expect(ids.size).toBe(expected.length)
})

it('tells the history of an entry, and the families of products', async () => {
  const { result } = await client.accounts.logs.audit.list({ account_id: account, ...range })
  const entry = result.find(({ raw }) => raw?.uri?.includes('/dns_records'))
  const history = await client.accounts.logs.audit.history(entry?.id ?? '', {
    account_id: account,
    action_time: entry?.action?.time ?? '',
    ...range,
  })
  expect(history?.map(({ id }) => id)).toContain(entry?.id)
  const categories = await client.get(`/accounts/${account}/logs/audit/product_categories`)
  expect(JSON.stringify(categories)).toContain('zerotrust')
})

it('answers for v1 of account and user, insights of account and zone, and one insight', async () => {
  let count = 0
  for await (const _ of client.auditLogs.list({ account_id: account, ...range, per_page: 100 })) {
    count++
  }
  expect(count).toBeGreaterThan(100)
  expect((await client.user.auditLogs.list({ per_page: 5 })).result).toHaveLength(5)
  const { auditLogs } = client.securityCenter.insights
  const { result } = await auditLogs.list({ account_id: account, per_page: 1000 })
  const { issue_id: issueId } = result[0] ?? {}
  const ofIssue = await auditLogs.listByInsight(issueId ?? '', { account_id: account })
  expect(ofIssue.result.map(({ issue_id }) => issue_id)).toContain(issueId)
  const zones = await client.zones.list({ account: { id: account } })
  const ofZone = await auditLogs.list({ zone_id: zones.result[0]?.id ?? '' })
  expect(Array.isArray(ofZone.result)).toBe(true)
})

it('verifies tokens, each kind on its own path', async () => {
  expect((await client.user.tokens.verify())?.status).toBe('active')
  const own = client.withOptions({ apiToken: `cfat_${apiToken}` })
  expect((await own.accounts.tokens.verify({ account_id: account }))?.status).toBe('active')
  await expect(own.user.tokens.verify()).rejects.toMatchObject({ status: 401 })
})

it.each([
  [{ HOST: '0.0.0.0' }, 'HOST may only be'],
  [{ PORT: 'x' }, 'PORT is not'],
  [{ DEMO_ENTRIES: '0' }, 'DEMO_ENTRIES is not'],
  [{ DEMO_NOW: 'yesterday' }, 'DEMO_NOW is not'],
])('does not start with %j', async (wrong, message) => {
  const start = startEmulator({ ...env, ...wrong })
  await expect(start).rejects.toThrow(EmulatorRefusal)
  await expect(start).rejects.toThrow(message)
})

it('does not start on a port that is taken', async () => {
  const port = new URL(running.origin).port
  await expect(startEmulator({ ...env, PORT: port })).rejects.toThrow(`Port ${port} is taken`)
})
