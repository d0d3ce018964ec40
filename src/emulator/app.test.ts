import { describe, expect, test } from 'vitest'
import { datasets, endpoints, getDataset } from '../catalog/index.ts'
import { parsePage } from '../cloudflare/page.ts'
import { findScopedPath } from '../query/address/path-meaning.ts'
import type { Scope } from '../query/log-query.ts'
import type { Pair } from '../query/query-string.ts'
import { findEndpointPath } from '../query/request/endpoint-path.ts'
import { toRequestPairs } from '../query/request-pairs.ts'
import { createEmulator } from './app.ts'
import { askEmulator, fillRequired, findScopes } from './testing/ask-emulator.ts'

const hourMs = 3_600_000
const now = () => Date.parse('2026-11-19T15:20:00.000Z')
const create = (options: Partial<Parameters<typeof createEmulator>[0]> = {}) =>
  createEmulator({ seed: 3, entries: 1000, now, ...options })
const everything: Pair[] = [
  ['since', '2026-10-01T00:00:00Z'],
  ['before', '2026-12-01T00:00:00Z'],
]

/** Every log in every scope that the first account and the user have. */
async function findPaths(emulator: ReturnType<typeof create>) {
  const scopes = await findScopes(emulator)
  return datasets.flatMap((dataset) =>
    dataset.scopes.map(({ kind }) => ({
      dataset,
      scope: scopes[kind] as Scope,
      path: findScopedPath(dataset, scopes[kind]) ?? '',
    })),
  )
}

test('unknown paths and malformed ids are answered as the gateway does', async () => {
  for (const path of [
    '/',
    '/nowhere',
    '/accounts/123/logs/audit',
    '/accounts/',
    '/user/audit_logs/x',
  ]) {
    const { status, body } = await askEmulator(create(), path)
    expect(status).toBe(404)
    expect(body.errors).toEqual([
      {
        code: 7003,
        message: `Could not route to /client/v4${path}, perhaps your object identifier is invalid?`,
      },
    ])
  }
})

test('accounts and zones of others are refused', async () => {
  const id = '0'.repeat(32)
  for (const path of [
    `/accounts/${id}/logs/audit`,
    `/accounts/${id}/logs/audit/product_categories`,
    `/accounts/${id}/audit_logs`,
    `/zones/${id}/security-center/insights/audit-log`,
  ]) {
    const pairs = path.endsWith('/audit') ? everything : []
    const { status, body } = await askEmulator(create(), path, pairs)
    expect([status, body.errors[0]?.code]).toEqual([403, 9109])
  }
})

test('only GET is answered, and broken escapes are refused', async () => {
  const { fetch } = create()
  const url = 'https://api.cloudflare.com/client/v4/accounts'
  expect((await fetch(new Request(url, { method: 'POST' }))).status).toBe(405)
  expect((await fetch(new Request(`${url}?name=%E4`))).status).toBe(400)
})

test('every page of every log is one that the judge of pages accepts', async () => {
  const emulator = create()
  for (const { path, dataset, scope } of await findPaths(emulator)) {
    const filled = await fillRequired(emulator, dataset, scope, everything)
    const pairs = toRequestPairs(dataset, filled)
    const { status, text, headers } = await askEmulator(emulator, path, pairs)
    const { page, problem } = parsePage(new TextEncoder().encode(text))
    expect([status, problem]).toEqual([200, undefined])
    expect(page?.entries.length).toBe(page?.spans.length)
    expect(page?.nextCursor !== undefined).toBe(
      dataset.pagination.style === 'cursor' &&
        page?.entries.length === dataset.pagination.defaultSize,
    )
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('cf-ray')).toMatch(/^[0-9a-f]{16}-[A-Z]{3}$/)
    expect(headers.get('ratelimit')).toMatch(/^"default";r=\d+;t=\d+$/)
    expect(headers.get('ratelimit-policy')).toBe('"default";q=1200;w=300')
  }
})

test('the insight log says how many entries a page may hold', async () => {
  const emulator = create()
  const paths = await findPaths(emulator)
  const insight = paths.find(({ dataset }) => dataset.id === 'insight-audit-logs')
  const { body } = await askEmulator(emulator, insight?.path ?? '', [['per_page', '3']])
  expect(body.result_info).toEqual({ count: 3, cursor: expect.any(String), per_page: 3 })
})

test('the same seed gives the same bytes, another seed gives others', async () => {
  const read = async (seed: number) => {
    const emulator = create({ seed })
    const answers = []
    for (const { path } of await findPaths(emulator)) {
      const { text, headers } = await askEmulator(emulator, path, everything)
      answers.push(text, ...headers)
    }
    return JSON.stringify(answers)
  }
  const first = await read(1)
  expect(await read(1)).toBe(first)
  expect(await read(2)).not.toBe(first)
})

test('a later start on the same day gives the same entries', async () => {
  const emulator = create()
  const later = create({ now: () => now() + 3 * hourMs })
  for (const { dataset, scope } of await findPaths(emulator)) {
    const [before, after] = [emulator, later].map(({ entries }) => entries(dataset.id, scope))
    expect(after?.slice(0, before?.length)).toEqual(before)
  }
})

test('about as many entries as asked for lie in the 30 days before the start', async () => {
  const emulator = create({ entries: 5000 })
  const { account } = await findScopes(emulator)
  const entries = emulator.entries('account-audit-logs-v2', account) as {
    action: { time: string }
  }[]
  expect(entries.length).toBeGreaterThanOrEqual(5000)
  expect(entries.length).toBeLessThan(5000 * 1.1)
  const times = entries.map(({ action }) => action.time)
  expect(times[0]?.startsWith('2026-10-20')).toBe(true)
  expect(times).toEqual(times.toSorted())
  expect(Date.parse(times.at(-1) ?? '')).toBeLessThanOrEqual(now())
})

test('entries appear as the clock moves, and not before', async () => {
  let nowMs = now()
  const emulator = create({ now: () => nowMs })
  const paths = await findPaths(emulator)
  const before = paths.map(({ dataset, scope }) => emulator.entries(dataset.id, scope))
  nowMs += 10 * 24 * hourMs
  paths.forEach(({ dataset, scope }, at) => {
    const after = emulator.entries(dataset.id, scope)
    expect(after.length).toBeGreaterThan(before[at]?.length ?? 0)
    expect(after.slice(0, before[at]?.length)).toEqual(before[at])
  })
  nowMs = now()
  paths.forEach(({ dataset, scope }, at) => {
    expect(emulator.entries(dataset.id, scope)).toEqual(before[at])
  })
})

test('what does not exist has no entries', () => {
  const { entries } = create()
  expect(entries('account-audit-logs-v2', { kind: 'account', id: 'none' })).toEqual([])
  expect(entries('account-audit-logs-v2', { kind: 'user' })).toEqual([])
  expect(entries('no-such-log', { kind: 'user' })).toEqual([])
})

test('accounts can be found by name, turned around and paged', async () => {
  const emulator = create()
  const all = await askEmulator(emulator, '/accounts')
  expect(all.body.result.length).toBe(3)
  expect(all.body.result_info).toEqual({
    page: 1,
    per_page: 20,
    total_pages: 1,
    count: 3,
    total_count: 3,
  })
  const named = await askEmulator(emulator, '/accounts', [['name', 'Acme Labs']])
  expect(named.body.result.map(({ name }) => name)).toEqual(['Acme Labs'])
  const turned = await askEmulator(emulator, '/accounts', [['direction', 'desc']])
  expect(turned.body.result).toEqual(all.body.result.toReversed())
  const beyond = await askEmulator(emulator, '/accounts', [['page', '2']])
  expect(beyond.body.result).toEqual([])
})

test('zones can be filtered, ordered and paged', async () => {
  const emulator = create()
  const list = async (pairs: Pair[]) => {
    const pages = ['1', '2'].map((page) =>
      askEmulator(emulator, '/zones', [...pairs, ['per_page', '50'], ['page', page]]),
    )
    const zones = (await Promise.all(pages)).flatMap(({ body }) => body.result)
    return zones as { id: string; name: string; status: string; account: { id: string } }[]
  }
  const all = await list([])
  expect(all.length).toBe(60)
  const accountId = all[0]?.account.id ?? ''
  const matching = (holds: (zone: (typeof all)[number]) => boolean) => all.filter(holds)
  expect(await list([['account.id', accountId]])).toEqual(
    matching(({ account }) => account.id === accountId),
  )
  expect(await list([['status', 'pending']])).toEqual(
    matching(({ status }) => status === 'pending'),
  )
  expect(await list([['name', 'contains:LABS']])).toEqual(
    matching(({ name }) => name.includes('labs')),
  )
  expect(await list([['name', 'starts_with:acme-']])).toEqual(
    matching(({ name }) => name.startsWith('acme-')),
  )
  expect((await list([['name', 'acme.example']])).map(({ name }) => name)).toEqual(['acme.example'])
  expect((await list([['account.name', 'Acme Labs']])).length).toBe(14)
  const either: Pair[] = [
    ['status', 'moved'],
    ['name', 'acme.example'],
  ]
  expect(await list(either)).toEqual([])
  expect((await list([...either, ['match', 'any']])).length).toBe(2)
  const names = all.map(({ name }) => name)
  expect(names).toEqual(names.toSorted())
  expect(await list([['direction', 'desc']])).toEqual(all.toReversed())
  const second = await askEmulator(emulator, '/zones', [
    ['per_page', '5'],
    ['page', '2'],
  ])
  expect(second.body.result).toEqual(all.slice(5, 10))
})

test('the quota is announced, and enforced only when asked to', async () => {
  let nowMs = now()
  const emulator = create({ now: () => nowMs, forms: { enforcesQuota: true } })
  for (let at = 0; at < 1200; at++) await askEmulator(emulator, '/accounts')
  const refused = await askEmulator(emulator, '/accounts')
  expect([refused.status, refused.body.errors[0]?.code]).toEqual([429, 10_429])
  expect(refused.headers.get('retry-after')).toBe('300')
  nowMs += 300_000
  const again = await askEmulator(emulator, '/accounts')
  expect([again.status, again.headers.get('ratelimit')]).toEqual([200, '"default";r=1199;t=300'])
})

test('filters find the entries that appear while the clock runs', async () => {
  let nowMs = Date.parse('2026-11-19T10:00:00.000Z')
  const emulator = createEmulator({ seed: 5, entries: 5000, now: () => nowMs })
  const { account } = await findScopes(emulator)
  const since = new Date(nowMs).toISOString()
  for (const dataset of datasets.slice(0, 2)) {
    const path = findScopedPath(dataset, account) ?? ''
    const ask = async (filters: Pair[]) => {
      const pairs: Pair[] = [['since', since], ['before', '2026-12-01'], ...filters]
      return (await askEmulator(emulator, path, pairs)).body.result
    }
    nowMs = Date.parse(since)
    expect(await ask([])).toEqual([])
    nowMs += 3_600_000
    const fresh = await ask([])
    expect(fresh.length).toBeGreaterThan(2)
    for (const entry of fresh) {
      expect(await ask([['id', String(entry.id)]])).toEqual([entry])
    }
  }
})

test('every endpoint of the catalog is answered', async () => {
  const emulator = create()
  const scopes = await findScopes(emulator)
  const ids = { entry_id: 'f174be97-19b1-40d6-954d-70cd5fbd52db', issue_id: 'x' }
  for (const endpoint of endpoints) {
    const { id, path, scopeKind, parameters } = endpoint
    const filled = scopeKind ? findEndpointPath(endpoint, scopes[scopeKind], ids) : path
    const pairs = parameters
      .filter(({ required }) => required)
      .map(
        ({ wireName }): Pair => [
          wireName,
          wireName === 'before' ? '2026-11-02T00:00:00Z' : '2026-11-01T00:00:00Z',
        ],
      )
    const { status } = await askEmulator(emulator, filled ?? '', pairs)
    // There is no such entry.
    expect([id, status]).toEqual([id, id.endsWith('v2-history') ? 404 : 200])
  }
})

describe('the identity providers of an account', () => {
  const ask = async (name: string, pairs: Pair[] = []) => {
    const emulator = create()
    const { body } = await askEmulator(emulator, '/accounts')
    const account = body.result.find((each) => each.name === name)
    return askEmulator(emulator, `/accounts/${account?.id}/access/identity_providers`, pairs)
  }
  const namesOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.result.map(({ name }) => name)

  test('are several, one with SCIM beside another, or one', async () => {
    expect(namesOf(await ask('Acme Corp'))).toEqual([
      'Okta',
      'Entra ID (contractors)',
      'One-time PIN',
    ])
    expect(namesOf(await ask('Acme Labs'))).toEqual(['Okta', 'One-time PIN'])
    expect(namesOf(await ask('Acme Retail GmbH & Co. KG'))).toEqual(['Okta'])
    expect(namesOf(await ask('Acme Labs', [['scim_enabled', 'true']]))).toEqual(['Okta'])
    const paged = await ask('Acme Corp', [
      ['page', '2'],
      ['per_page', '2'],
    ])
    expect(namesOf(paged)).toEqual(['One-time PIN'])
    expect(paged.body.result_info).toMatchObject({ page: 2, total_pages: 2, total_count: 3 })
  })

  test('are refused for an unknown account, with the page that says what is needed', async () => {
    const path = `/accounts/${'0'.repeat(32)}/access/identity_providers`
    const { status, body } = await askEmulator(create(), path)
    expect(status).toBe(403)
    expect(body.errors[0]).toMatchObject({ documentation_url: expect.stringContaining('identity') })
  })
})

describe('the SCIM log', () => {
  const read = async (pairs: Pair[], forms: Parameters<typeof create>[0] = {}) => {
    const emulator = create(forms)
    const { account } = await findScopes(emulator)
    const dataset = getDataset('access-scim-logs')
    const filled = await fillRequired(emulator, dataset, account, pairs)
    return askEmulator(emulator, findScopedPath(dataset, account) ?? '', filled)
  }

  test('is refused without an identity provider, by name and with the list of them', async () => {
    const emulator = create()
    const { account } = await findScopes(emulator)
    const path = findScopedPath(getDataset('access-scim-logs'), account) ?? ''
    const { status, body } = await askEmulator(emulator, path)
    expect(status).toBe(400)
    expect(body.errors[0]?.message).toMatch(/“idp_id” is required.*access\/identity_providers\.$/)
  })

  test('has the entries of the named providers only, and says how many there are', async () => {
    const all = await read([
      ['per_page', '1000'],
      ['limit', '1000'],
    ])
    const ids = [...new Set(all.body.result.map(({ idp_id: id }) => String(id)))]
    expect(ids).toHaveLength(2)
    const one = await read([
      ['idp_id', ids[0] ?? ''],
      ['per_page', '5'],
      ['limit', '5'],
    ])
    expect(one.body.result).toEqual(
      all.body.result.filter(({ idp_id: id }) => id === ids[0]).slice(0, 5),
    )
    expect(one.body.result_info).toMatchObject({ count: 5, page: 1, per_page: 5 })
  })

  test.each([
    ['answer', 5],
    ['list', 0],
  ] as const)('takes limit for a number of entries of one %s', async (scimLimit, second) => {
    const pairs: Pair[] = [
      ['per_page', '5'],
      ['limit', '5'],
    ]
    const { body } = await read(pairs, { forms: { scimLimit } })
    expect(body.result).toHaveLength(5)
    const next = await read([...pairs, ['page', '2']], { forms: { scimLimit } })
    expect(next.body.result).toHaveLength(second)
    expect((await read([['per_page', '1000']], { forms: { scimLimit } })).body.result).toHaveLength(
      20,
    )
  })
})
