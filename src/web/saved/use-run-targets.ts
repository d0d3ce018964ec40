/** The scopes in which saved queries and starters run: the last used ones of this mode, else the first listed. */
import { useQuery } from '@tanstack/react-query'
import { datasets } from '../../catalog/index.ts'
import type { IdScopeKind } from '../../catalog/scopes.ts'
import { withTimeZone } from '../../query/address/screen-state.ts'
import { formatUrl } from '../../query/address/url-codec.ts'
import type { IdScope, LogQuery, Scope } from '../../query/log-query.ts'
import {
  findStarter,
  listStarterScopes,
  type Starter,
  toStarterQuery,
} from '../../query/starters/starter.ts'
import { accountsQuery, type NamedScope, scopesQuery } from '../api/list-queries.ts'
import { statusQuery } from '../api/status-query.ts'
import { useMode } from '../api/use-mode.ts'
import { useIsFirstLoadOver } from '../first-load/first-load.ts'
import { findFirstScope } from '../preferences/first-scope.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { toIdEnds } from '../ui/text/id-text.ts'

/** The scopes in which queries run, their names, and the addresses of starters in them. */
export type RunTargets = {
  accountId: string | undefined
  /** The id of the scope of a kind: that of the page, else the last used one, else the first listed one. */
  findId: (kind: IdScopeKind) => string | undefined
  isDemo: boolean
  /** The name of a scope if it was listed, else the start and end of its id. */
  getName: (id: string) => string
  /**
   * The address of a starter; `undefined` while no account is known, or not all of them for a starter that asks all
   * accounts.
   */
  toStarterAddress: (starter: Starter) => string | undefined
  /** The one of these starters that gives a query, if any. */
  findStarterOf: (query: LogQuery, starters: readonly Starter[]) => Starter | undefined
}

/** `scope` and `shownZone` are the scope and the time zone of the current page, if it shows a log. */
export function useRunTargets(scope?: Scope, shownZone?: string): RunTargets {
  const isFirstLoadOver = useIsFirstLoadOver()
  // On the page of a log the account is known, so the list must not delay the first entries.
  const needsAccounts = scope === undefined || isFirstLoadOver
  const { data: accounts = [] } = useQuery({ ...accountsQuery, enabled: needsAccounts })
  const { data: organizations = [] } = useQuery({
    ...scopesQuery('organization'),
    enabled: useMayReadOrganizations() && isFirstLoadOver,
  })
  const { data: status } = useQuery({ ...statusQuery, enabled: false })
  const logs = status?.datasets ?? []
  const currentMode = useMode()
  const { lastIds, mode, timeZone } = usePreferences()
  const usedIds = mode === currentMode ? lastIds : {}
  const listed: Readonly<Partial<Record<IdScopeKind, readonly NamedScope[]>>> = {
    account: accounts,
    organization: organizations,
  }
  const findId = (kind: IdScopeKind) => {
    if (scope && 'id' in scope && scope.kind === kind) return scope.id
    return usedIds[kind] ?? listed[kind]?.[0]?.id
  }
  return {
    accountId: findId('account'),
    findId,
    isDemo: currentMode === 'demo',
    getName: (id) => accounts.find((account) => account.id === id)?.name ?? toIdEnds(id),
    toStarterAddress(starter) {
      const ids = scope && 'id' in scope ? { ...usedIds, [scope.kind]: scope.id } : usedIds
      const kinds = { scopes: listStarterScopes(starter) }
      const target = findFirstScope(kinds, undefined, ids, listed)
      if (!target || (starter.isInAllAccounts && accounts.length === 0)) return undefined
      const otherAccounts = accounts
        .map(({ id }): IdScope => ({ kind: 'account', id }))
        .filter(({ id }) => !('id' in target) || id !== target.id)
      const query = toStarterQuery(starter, target, { otherAccounts, logs })
      return withTimeZone(formatUrl(query), shownZone ?? timeZone)
    },
    findStarterOf: (query, starters) => findStarter(query, starters, logs),
  }
}

/** Whether the check of the credential found an organization; most credentials have none. */
function useMayReadOrganizations(): boolean {
  const { data: status } = useQuery({ ...statusQuery, enabled: false })
  // Before the check every log counts as readable.
  const isChecked = status?.mode === 'demo' || (status?.token ?? null) !== null
  if (!isChecked) return false
  return datasets
    .filter(({ scopes }) => scopes.some(({ kind }) => kind === 'organization'))
    .some(({ id }) => {
      const state = status?.datasets.find((dataset) => dataset.id === id)
      return state?.readable === true && state.reason === undefined
    })
}
