/**
 * With allow-lists, whatever none of them allows is refused. Every endpoint of the catalog is tried, so one
 * that is added is tried as well.
 */
import { describe, expect, it } from 'vitest'
import { type Endpoint, endpoints } from '../../catalog/index.ts'
import { formatPath, type PathVariable } from '../../catalog/path-ids.ts'
import { hasIds, idScopeKinds, idScopes, singleScopeKinds } from '../../catalog/scopes.ts'
import { formatQueryString, type Pair } from '../../query/query-string.ts'
import { createOpenAccess } from '../access/access.ts'
import { findGrantedLimits, parseAccessPolicy } from '../config/access-policy.ts'
import {
  accountId,
  answerJson,
  createTestProxy,
  ownHeaders,
  zoneId,
} from '../testing/test-proxy.ts'
import { allowsEndpoint, noLimits, type ScopeLimits } from './scope-limits.ts'

const ids: Record<PathVariable, string> = {
  account_id: accountId,
  zone_id: zoneId,
  organization_id: '00112233445566778899aabbccddeeff',
  entry_id: 'f174be97-19b1-40d6-954d-70cd5fbd52db',
  issue_id: '9g_Z-1',
}
const foreignId = 'eeeeeeeeeeeeeeee0000000000000000'

/** A path with the values that the endpoint requires. */
function toQuestion({ path, parameters, lists }: Endpoint): string {
  const required: Pair[] = parameters
    .filter((parameter) => parameter.required)
    .map(({ wireName }) => [
      wireName,
      wireName === 'before' ? '2026-11-02T00:00:00Z' : '2026-11-01T00:00:00Z',
    ])
  const within = lists && idScopes[lists].list.within
  const parent: Pair[] = within
    ? [[within.parameter, ids[idScopes[within.kind].variable as PathVariable]]]
    : []
  return `/client/v4${formatPath(path, ids)}?${formatQueryString([...required, ...parent])}`
}

/** A limited proxy whose upstream lists a scope of each kind, and one more scope that no list contains. */
function createLimited(limits: ScopeLimits) {
  const item = (id: string) => ({ id, name: id, account: { id: accountId } })
  const result = [...Object.values(ids), foreignId].map(item)
  return createTestProxy({
    access: createOpenAccess(limits),
    answer: async () =>
      answerJson({ success: true, errors: [], result, result_info: { total_pages: 1 } }),
  })
}

const named = endpoints.map((endpoint) => [endpoint.id, endpoint] as const)
const emptyOf = (kinds: readonly (typeof idScopeKinds)[number][]): ScopeLimits => ({
  ids: Object.fromEntries(kinds.map((kind) => [kind, new Set<string>()])),
  kinds: new Set(),
})

const nothingAllowed: [string, ScopeLimits][] = [
  ...idScopeKinds.map((kind): [string, ScopeLimits] => [
    `an empty list of ${idScopes[kind].pluralLabel}`,
    emptyOf([kind]),
  ]),
  ['empty lists of all kinds', emptyOf(idScopeKinds)],
  ['an access policy without grants', getLimits([])],
  ...idScopeKinds.map((kind): [string, ScopeLimits] => [
    `a list of ${idScopes[kind].pluralLabel} without the one asked for`,
    { ids: { [kind]: new Set([foreignId]) }, kinds: new Set() },
  ]),
]

function getLimits(grants: string[]): ScopeLimits {
  const parsed = parseAccessPolicy(JSON.stringify({ 'a@b.c': grants }))
  const limits =
    'policy' in parsed && findGrantedLimits(parsed.policy, { email: 'a@b.c', groups: [] })
  if (!limits) throw new Error('not a policy')
  return limits
}

describe.each(nothingAllowed)('under %s', (_, limits) => {
  it.each(named)('%s is refused, or lists nothing but what is allowed', async (_id, endpoint) => {
    const proxy = createLimited(limits)
    const { status, body } = await proxy.answer(toQuestion(endpoint))
    if (endpoint.lists === undefined) {
      expect(status).toBe(404)
      expect(proxy.calls).toHaveLength(0)
      return
    }
    const own = limits.ids[endpoint.lists] ?? new Set()
    if (status === 200) {
      expect(body.result.every(({ id }: { id: string }) => own.has(id))).toBe(true)
      const { total_count: count, total_size: size } = body.result_info
      expect(count ?? size).toBe(body.result.length)
    } else expect(status).toBe(404)
  })
})

describe.each(nothingAllowed)('the witness under %s', (_, limits) => {
  it('has a record of nothing', async () => {
    const proxy = createLimited(limits)
    const searchId = '0b8c1d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d'
    const init = { headers: { ...ownHeaders, 'x-gumshoe-search': searchId } }
    for (const endpoint of endpoints) await proxy.answer(toQuestion(endpoint), init)
    const { body } = await proxy.answer('/gumshoe/witness/records', init)
    expect(body).toMatchObject({ records: [], heads: [], dropped: 0, isKnown: false })
  })
})

describe('an endpoint', () => {
  it.each(named)(
    '%s is answered when the scope that it reads is allowed, and only then',
    async (_, endpoint) => {
      const { scopeKind, lists } = endpoint
      const kind = scopeKind ?? lists
      const limits: ScopeLimits = {
        ids: hasIds(kind)
          ? { [kind]: new Set([ids[idScopes[kind].variable as PathVariable]]) }
          : { account: new Set() },
        kinds: new Set(singleScopeKinds.filter((each) => each === kind)),
      }
      for (const each of [limits, noLimits]) {
        expect((await createLimited(each).answer(toQuestion(endpoint))).status).toBe(200)
      }
      for (const other of idScopeKinds.filter((each) => each !== kind)) {
        const foreign = createLimited({
          ids: { [other]: new Set(Object.values(ids)) },
          kinds: new Set(),
        })
        const { status, body } = await foreign.answer(toQuestion(endpoint))
        if (scopeKind === undefined) expect(body.result ?? []).toEqual([])
        else expect(status).toBe(404)
      }
    },
  )

  it('is refused when it declares no scope that a list could allow, or one of an unknown kind', () => {
    const limits = emptyOf(['account'])
    const undeclared = {} as Endpoint
    const unknown = { scopeKind: 'galaxy' } as unknown as Endpoint
    expect(allowsEndpoint(limits, undeclared, {})).toBe(false)
    expect(allowsEndpoint(limits, undeclared, { account_id: accountId })).toBe(false)
    expect(() => allowsEndpoint(limits, unknown, {})).toThrow()
  })

  it('is refused when its path names a second scope that is not allowed', () => {
    const limits: ScopeLimits = { ids: { account: new Set([accountId]) }, kinds: new Set(['user']) }
    const both = { account_id: accountId, zone_id: zoneId }
    expect(allowsEndpoint(limits, { scopeKind: 'account' }, both)).toBe(false)
    expect(allowsEndpoint(limits, { scopeKind: 'user' }, { account_id: foreignId })).toBe(false)
    expect(allowsEndpoint(limits, { lists: 'zone' }, { account_id: foreignId })).toBe(false)
  })
})

describe('every endpoint', () => {
  it.each(named)(
    '%s names the scope in its path that it says to read',
    (_, { path, scopeKind }) => {
      const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const scopes = idScopeKinds.filter((kind) => variables.includes(idScopes[kind].variable))
      expect(scopes).toEqual(scopeKind !== undefined && hasIds(scopeKind) ? [scopeKind] : [])
    },
  )
})
