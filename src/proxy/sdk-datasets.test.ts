/** The official SDK asks for a page of every dataset in every kind of scope, through the proxy. */
import Cloudflare from 'cloudflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasets } from '../catalog/index.ts'
import { hasIds, idScopes, type ScopeKind } from '../catalog/scopes.ts'
import { createEmulator } from '../emulator/app.ts'
import { findScopes } from '../emulator/testing/ask-emulator.ts'
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
    for (const { wireName, requestName = wireName, role, required } of parameters) {
      if (role === 'time') query[requestName] = bounds[wireName as keyof typeof bounds]
      else if (required) throw new Error(`Say here which ${wireName} the emulator knows.`)
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
})
