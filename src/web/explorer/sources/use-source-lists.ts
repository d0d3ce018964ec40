/** The lists from which the sources of a timeline are chosen: accounts, organizations, zones, and values of required filters. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { datasets } from '../../../catalog/index.ts'
import { type IdScopeKind, idScopes, singleScopes } from '../../../catalog/scopes.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import {
  listRequiredFilters,
  type RequiredFilter,
} from '../../../query/required/required-filter.ts'
import type { FindValues } from '../../../query/timeline/choose-sources.ts'
import {
  accountsQuery,
  type ListedValue,
  type NamedScope,
  scopesQuery,
  valuesQuery,
} from '../../api/list-queries.ts'
import { toIdEnds } from '../../ui/text/id-text.ts'

/** Zones are listed for at most this many accounts; those of others are reached by a pasted id. */
const maxParents = 10

const requiredFilters: readonly RequiredFilter[] = datasets.flatMap(listRequiredFilters)

/** The values of the required filters of these accounts, as far as they are loaded. */
export function useRequiredValues(accounts: readonly Scope[]): {
  findListed: (filter: RequiredFilter, scope: Scope) => readonly ListedValue[] | undefined
  findValues: FindValues
  isLoading: boolean
} {
  const wanted = accounts.flatMap((scope) => requiredFilters.map((filter) => ({ filter, scope })))
  const lists = useQueries({
    queries: wanted.map(({ filter, scope }) => valuesQuery(filter.valueList, scope)),
  })
  const findListed = (filter: RequiredFilter, scope: Scope) =>
    lists[
      wanted.findIndex(
        (each) => each.filter === filter && JSON.stringify(each.scope) === JSON.stringify(scope),
      )
    ]?.data
  return {
    findListed,
    findValues: (filter, scope) => findListed(filter, scope)?.map(({ value }) => value),
    isLoading: lists.some(({ isLoading }) => isLoading),
  }
}

/** The organizations that the credential may list; none while `isOn` is false. */
export function useOrganizations(isOn: boolean): readonly NamedScope[] {
  const { data } = useQuery({ ...scopesQuery('organization'), enabled: isOn, retry: false })
  return data ?? []
}

/** The scopes of a kind that lie within these accounts; none while `isOn` is false. */
export function useNestedScopes(
  kind: IdScopeKind,
  accounts: readonly Scope[],
  isOn: boolean,
): { listed: readonly NamedScope[]; isLoading: boolean } {
  const parents = accounts.flatMap((scope) => ('id' in scope ? scope.id : []))
  const lists = useQueries({
    queries: parents
      .slice(0, maxParents)
      .map((id) => ({ ...scopesQuery(kind, id), enabled: isOn, retry: false })),
  })
  return {
    listed: lists.flatMap(({ data }) => data ?? []),
    isLoading: lists.some(({ isLoading }) => isLoading),
  }
}

/** Names the scopes of sources; a scope that is not listed is named by the ends of its id. */
export function useScopeNames(sources: readonly Source[]): (scope: Scope) => string {
  const kinds = new Set(sources.map(({ scope }) => scope.kind))
  const { data: accounts = [] } = useQuery(accountsQuery)
  const organizations = useOrganizations(kinds.has('organization'))
  const parents = accounts.map(({ id }): Scope => ({ kind: 'account', id }))
  const zones = useNestedScopes('zone', parents, kinds.has('zone')).listed
  const listed: Partial<Record<IdScopeKind, readonly NamedScope[]>> = {
    account: accounts,
    organization: organizations,
    zone: zones,
  }
  return (scope) => {
    if (!('id' in scope)) return singleScopes[scope.kind].name
    return listed[scope.kind]?.find(({ id }) => id === scope.id)?.name ?? toIdEnds(scope.id)
  }
}

/** The words of a kind of scope before a name, for kinds other than accounts. */
export function toKindPrefix(scope: Scope): string {
  return 'id' in scope && scope.kind !== 'account' ? `${idScopes[scope.kind].label} ` : ''
}
