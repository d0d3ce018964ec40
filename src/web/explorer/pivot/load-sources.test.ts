import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { statusPath } from '../../../contract/paths.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { Scope } from '../../../query/log-query.ts'
import { statusQuery } from '../../api/status-query.ts'
import {
  listKnownOrganizations,
  listKnownSources,
  listOrganizations,
  listScopesAround,
  loadAllLogs,
  loadSources,
} from './load-sources.ts'

const toId = (digit: string) => digit.repeat(32)
const account: Scope = { kind: 'account', id: toId('a') }
const zone: Scope = { kind: 'zone', id: toId('c') }
const accounts = [
  { id: toId('a'), name: 'Acme' },
  { id: toId('b'), name: 'Labs' },
]

afterEach(() => vi.unstubAllGlobals())

it('takes the account of the log, or else the last one, or the first', () => {
  const last: Scope = { kind: 'account', id: toId('b') }
  expect(listScopesAround(account, accounts, last.id)).toEqual([account])
  expect(listScopesAround(zone, accounts, last.id)).toEqual([zone, last])
  expect(listScopesAround({ kind: 'user' }, accounts, undefined)).toEqual([account])
  expect(listScopesAround({ kind: 'user' }, accounts, toId('f'))).toEqual([account])
  expect(listScopesAround({ kind: 'user' }, [], last.id)).toEqual([])
})

const listScim = (texts: readonly string[]) => texts.filter((text) => text.includes('scim'))

it('reads the identity providers before it lists the logs', async () => {
  const client = new QueryClient()
  const provider = { id: 'idp-1', name: 'Okta', type: 'okta', scim_config: { enabled: true } }
  const body = { success: true, errors: [], messages: [], result: [provider] }
  vi.stubGlobal('fetch', async () => Response.json(body))
  expect(listScim(listKnownSources(client, [account], undefined).map(formatSource))).toEqual([])
  const loaded = await loadSources(client, [account])
  const scim = `accounts/${toId('a')}/access/logs/scim/updates?idp_id=idp-1`
  expect(listScim(loaded.map(formatSource))).toEqual([scim])
  expect(listKnownSources(client, [account], undefined)).toEqual(loaded)
})

it('leaves a log out whose list cannot be read', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ success: false, errors: [] }, { status: 403 }))
  const loaded = await loadSources(new QueryClient(), [account])
  expect(loaded).toHaveLength(5)
  expect(listScim(loaded.map(formatSource))).toEqual([])
})

it('lists the organizations only where their log can be read', async () => {
  const client = new QueryClient()
  const fetch = vi.fn(async () =>
    Response.json({
      ...{ success: true, errors: [], messages: [] },
      result: [{ id: toId('d'), name: 'Group' }],
    }),
  )
  vi.stubGlobal('fetch', fetch)
  const setReadable = (readable: boolean) =>
    client.setQueryData(statusQuery.queryKey, {
      ...{ mode: 'demo', now: '2026-11-21T12:00:00Z', version: '1', clockAheadMs: 0 },
      datasets: [{ id: 'organization-audit-logs-v2', readable }],
    })
  setReadable(false)
  expect(await listOrganizations(client)).toEqual([])
  expect(fetch).not.toHaveBeenCalled()
  setReadable(true)
  expect(listKnownOrganizations(client)).toEqual([])
  const organizations = await listOrganizations(client)
  expect(organizations).toEqual([{ kind: 'organization', id: toId('d') }])
  expect(listKnownOrganizations(client)).toEqual(organizations)
  const texts = (await loadSources(client, [account, ...organizations])).map(formatSource)
  expect(texts).toContain(`organizations/${toId('d')}/logs/audit`)
})

it('reads the status first where it is not known', async () => {
  const paths: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    paths.push(path)
    if (path !== statusPath) {
      const result = [{ id: toId('d'), name: 'Group' }]
      return Response.json({ success: true, errors: [], messages: [], result })
    }
    return Response.json({
      ...{ mode: 'demo', now: '2026-11-21T12:00:00Z', version: '1' },
      datasets: [{ id: 'organization-audit-logs-v2', readable: true }],
    })
  })
  const organizations = await listOrganizations(new QueryClient())
  expect(organizations).toEqual([{ kind: 'organization', id: toId('d') }])
  expect(paths[0]).toBe(statusPath)
})

it('rejects where the status cannot be read', async () => {
  vi.stubGlobal('fetch', async () => Response.json({}, { status: 500 }))
  await expect(listOrganizations(new QueryClient())).rejects.toThrow()
})

it('rejects where the organizations cannot be listed', async () => {
  const client = new QueryClient()
  client.setQueryData(statusQuery.queryKey, {
    ...{ mode: 'demo', now: '2026-11-21T12:00:00Z', version: '1', clockAheadMs: 0 },
    datasets: [{ id: 'organization-audit-logs-v2', readable: true }],
  })
  vi.stubGlobal('fetch', async () => Response.json({ success: false, errors: [] }, { status: 403 }))
  await expect(listOrganizations(client)).rejects.toThrow()
  const { sources, leftOut } = await loadAllLogs(client, [account])
  expect(sources.length).toBeGreaterThan(0)
  expect(leftOut).toEqual([expect.stringContaining('organizations could not be read')])
})
