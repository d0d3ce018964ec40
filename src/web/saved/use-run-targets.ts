/** Where saved queries and starters run: the last used account of this mode, else the first readable. */
import { useQuery } from '@tanstack/react-query'
import { getDataset } from '../../catalog/index.ts'
import type { IdScopeKind } from '../../catalog/scopes.ts'
import { formatUrl } from '../../query/address/url-codec.ts'
import type { Scope } from '../../query/log-query.ts'
import { type Starter, toStarterQuery } from '../../query/starters/starter.ts'
import { accountsQuery, type NamedScope } from '../api/list-queries.ts'
import { useMode } from '../api/use-mode.ts'
import { useIsFirstLoadOver } from '../first-load/first-load.ts'
import { findFirstScope } from '../preferences/first-scope.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { toIdEnds } from '../ui/text/id-text.ts'
import { withTimeZone } from './saved-query.ts'

/** The scopes at hand, their names, and the address of a starter in them. */
export type RunTargets = {
  accountId: string | undefined
  /** The id of the scope of a kind: that of the page, else the last one used, else the first listed. */
  idOf: (kind: IdScopeKind) => string | undefined
  isDemo: boolean
  /** What a scope is called where it was listed, else the ends of its id. */
  nameOf: (id: string) => string
  /** `undefined` while no account is known. */
  toStarterAddress: (starter: Starter) => string | undefined
}

/** `scope` and `shownZone` are those of the page at hand, if it reads something. */
export function useRunTargets(scope?: Scope, shownZone?: string): RunTargets {
  const isFirstLoadOver = useIsFirstLoadOver()
  // Beside entries the account is known without the list, which must not be asked for before they are there.
  const isAsked = scope === undefined || isFirstLoadOver
  const { data: accounts = [] } = useQuery({ ...accountsQuery, enabled: isAsked })
  const modeNow = useMode()
  const { lastIds, mode, timeZone } = usePreferences()
  const known = mode === modeNow ? lastIds : {}
  const listed: Readonly<Partial<Record<IdScopeKind, readonly NamedScope[]>>> = {
    account: accounts,
  }
  const idOf = (kind: IdScopeKind) => {
    if (scope && 'id' in scope && scope.kind === kind) return scope.id
    return known[kind] ?? listed[kind]?.[0]?.id
  }
  return {
    accountId: idOf('account'),
    idOf,
    isDemo: modeNow === 'demo',
    nameOf: (id) => accounts.find((each) => each.id === id)?.name ?? toIdEnds(id),
    toStarterAddress(starter) {
      const ids = scope && 'id' in scope ? { ...known, [scope.kind]: scope.id } : known
      const place = findFirstScope(getDataset(starter.dataset), undefined, ids, listed)
      return place && withTimeZone(formatUrl(toStarterQuery(starter, place)), shownZone ?? timeZone)
    },
  }
}
