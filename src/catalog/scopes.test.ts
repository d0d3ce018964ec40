import { expect, it } from 'vitest'
import { scopeLists } from './auxiliary-endpoints.ts'
import { findParameter } from './index.ts'
import { formatPath, toPathPattern } from './path-ids.ts'
import {
  allScopeKinds,
  formatAlternatives,
  hasIds,
  idScopeKinds,
  idScopes,
  idScopesInWords,
  scopeKinds,
  singleScopeKinds,
  singleScopes,
} from './scopes.ts'

it('tells kinds with ids from kinds without', () => {
  expect(idScopeKinds).toEqual(['account', 'zone', 'organization'])
  expect(singleScopeKinds).toEqual(['user'])
  expect(allScopeKinds.filter(hasIds)).toEqual(idScopeKinds)
})

it('gives no name twice: variables, settings and grants tell kinds apart', () => {
  const names = [
    ...idScopeKinds.flatMap((kind) => {
      const { variable, allowList, grant, list } = idScopes[kind]
      return [variable, allowList, `grant ${grant.prefix}`, list.path]
    }),
    ...singleScopeKinds.flatMap((kind) => {
      const { allowSwitch, grant } = singleScopes[kind]
      return [allowSwitch, `grant ${grant.word}`]
    }),
  ]
  expect(new Set(names).size).toBe(names.length)
})

it.each(idScopeKinds)(
  'lists the scopes of kind %s where it says, by the filter that it says',
  (kind) => {
    const { path, within } = idScopes[kind].list
    const endpoint = scopeLists[kind]
    expect(endpoint.path).toBe(path)
    expect(endpoint.lists).toBe(kind)
    if (within) expect(findParameter(endpoint, within.parameter)).toBeDefined()
  },
)

it('names the settings that the README names', () => {
  expect(scopeKinds.account.allowList).toBe('CLOUDFLARE_ACCOUNT_IDS')
  expect(scopeKinds.zone.allowList).toBe('CLOUDFLARE_ZONE_IDS')
  expect(scopeKinds.user.allowSwitch).toBe('ALLOW_USER_LOG')
  expect(scopeKinds.organization.allowList).toBe('CLOUDFLARE_ORGANIZATION_IDS')
  expect(idScopesInWords).toBe('accounts, zones or organizations')
  expect(formatAlternatives(['account', 'zone'])).toBe('account or zone')
})

it('builds no path and no pattern from a variable that it does not know', () => {
  expect(() => toPathPattern('/galaxies/{galaxy_id}')).toThrow(
    'no pattern for {galaxy_id}; add one',
  )
  expect(() => toPathPattern('/x/{constructor}')).toThrow('no pattern for {constructor}')
  expect(() => formatPath('/zones/{zone_id}', { account_id: 'x' })).toThrow('no id for {zone_id}')
})
