/** The official SDK asks for a page of every dataset in every kind of scope, through the proxy. */
import Cloudflare from 'cloudflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../catalog/index.ts'
import { hasIds, idScopes, type ScopeKind } from '../catalog/scopes.ts'
import { createEmulator } from '../emulator/app.ts'
import { fillRequired, findScopes } from '../emulator/testing/ask-emulator.ts'
import type { Scope } from '../query/log-query.ts'
import { type RunningServer, startServer } from './node.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const emulator = createEmulator({ seed: 1, entries: 20_000, now: () => nowMs })
const launchKey = 'the-launch-key-that-stays-here'
let server: RunningServer
let client: Cloudflare
let scopes: Record<ScopeKind, Scope>

beforeAll(async () => {
  server = await startServer({
    launchKey,
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'the-token-of-the-proxy-0123456789abcdef' },
    now: () => nowMs,
    log: () => undefined,
    assets: { find: () => undefined },
    upstream: emulator.fetch,
  })
  client = new Cloudflare({
    baseURL: `${server.origin}/client/v4`,
    apiToken: launchKey,
    defaultHeaders: { 'x-gumshoe': '1' },
    maxRetries: 0,
  })
  scopes = await findScopes(emulator)
})

afterAll(() => server.close())

/** A page, or for a log without pages its list. */
type Listed = { result: readonly unknown[] } | readonly unknown[]
type Resource = { list: (...given: unknown[]) => Promise<Listed> }

function getResource(path: string): Resource {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], client) as Resource
}

const cases = datasets.flatMap((dataset) =>
  dataset.scopes.map(({ kind }) => ({ id: dataset.id, kind, dataset })),
)

describe('the official SDK', () => {
  it.each(cases)('lists $id of the $kind', async ({ dataset, kind }) => {
    const { sdkResource = '', pagination, parameters } = dataset
    const size = 5
    const query: Record<string, unknown> = { [pagination.sizeParameter]: size }
    const bounds = { since: '2026-01-01T00:00:00Z', before: '2026-11-21T00:00:00Z' }
    for (const { wireName, requestName = wireName, role, required, valueList } of parameters) {
      if (role === 'time') query[requestName] = bounds[wireName as keyof typeof bounds]
      else if (required && !valueList) throw new Error(`Say which ${wireName} there is.`)
    }
    for (const [name, value] of await fillRequired(emulator, dataset, scopes[kind], [])) {
      query[name] = [...((query[name] as string[] | undefined) ?? []), value]
    }
    const { list } = getResource(sdkResource)
    const scope = scopes[kind]
    const id = 'id' in scope ? scope.id : undefined
    // A resource either takes the id of its scope first, or among the parameters.
    const given =
      list.length > 2
        ? [id, query]
        : [{ ...query, ...(hasIds(kind) && { [idScopes[kind].variable]: id }) }]
    const listed = await list.apply(getResource(sdkResource), given)
    const entries = 'result' in listed ? listed.result : listed
    const ofEmulator = emulator.entries(dataset.id, scope) as readonly Record<string, unknown>[]
    expect(entries.length).toBe(Math.min(size, ofEmulator.length))
    expect(entries.length).toBeGreaterThan(0)
    expect(ofEmulator).toEqual(expect.arrayContaining([...entries]))
    for (const entry of entries) expect(dataset.entrySchema.safeParse(entry).success).toBe(true)
  })

  it('lists the identity providers, without their configurations', async () => {
    const { account } = scopes
    const names: string[] = []
    for await (const provider of client.zeroTrust.identityProviders.list({
      account_id: 'id' in account ? account.id : '',
    })) {
      expect(provider.config).toBeUndefined()
      expect(JSON.stringify(provider)).not.toContain('client')
      names.push(`${provider.name} ${provider.type} ${provider.scim_config?.enabled}`)
    }
    expect(names).toEqual([
      'Okta okta true',
      'Entra ID (contractors) azureAD true',
      'One-time PIN onetimepin false',
    ])
  })

  it('reads the SCIM log page by page', async () => {
    const { account } = scopes
    const dataset = getDataset('access-scim-logs')
    const required = await fillRequired(emulator, dataset, account, [])
    const ids = required.map(([, id]) => id)
    const found: unknown[] = []
    for await (const update of client.zeroTrust.access.logs.scim.updates.list({
      account_id: 'id' in account ? account.id : '',
      idp_id: ids,
      resource_type: ['GROUP'],
      status: ['FAILURE'],
      until: '2026-11-21T00:00:00Z',
      per_page: 5,
    })) {
      found.push(update)
    }
    const all = emulator.entries(dataset.id, account) as Record<string, string>[]
    const wanted = all.filter(
      (entry) =>
        entry.resource_type === 'GROUP' &&
        entry.status === 'FAILURE' &&
        (entry.logged_at ?? '') < '2026-11-21',
    )
    expect(wanted.length).toBeGreaterThan(5)
    expect(found).toEqual(JSON.parse(JSON.stringify(wanted.toReversed())))
  })
})
