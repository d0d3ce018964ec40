import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { formatSource } from '../../../query/address/source-text.ts'
import type { Scope } from '../../../query/log-query.ts'
import { listKnownSources, listScopesAround, loadSources } from './load-sources.ts'

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
