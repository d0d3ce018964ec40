/** Where saved queries and starters run: the last used account of this mode, else the first readable. */
import { useQuery } from '@tanstack/react-query'
import { getDataset } from '../../catalog/index.ts'
import type { Scope } from '../../query/log-query.ts'
import { type Starter, toStarterQuery } from '../../query/starter.ts'
import { formatUrl } from '../../query/url-codec.ts'
import { accountsQuery } from '../api/list-queries.ts'
import { useMode } from '../api/use-mode.ts'
import { useIsFirstLoadOver } from '../first-load/first-load.ts'
import { findFirstScope } from '../preferences/first-scope.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { toIdEnds } from '../ui/id-text.ts'
import { withTimeZone } from './with-time-zone.ts'

/** The account at hand, its name, and the address of a starter in it. */
export type RunPlaces = {
  accountId: string | undefined
  isDemo: boolean
  /** What an account is called, or the ends of its id. */
  nameOf: (accountId: string) => string
  /** `undefined` while no account is known. */
  toStarterAddress: (starter: Starter) => string | undefined
}

/** `scope` and `shownZone` are those of the page at hand, if it reads something. */
export function useRunPlaces(scope?: Scope, shownZone?: string): RunPlaces {
  const isFirstLoadOver = useIsFirstLoadOver()
  // Beside entries the account is known without the list, which must not be asked for before they are there.
  const isAsked = scope === undefined || isFirstLoadOver
  const { data: accounts = [] } = useQuery({ ...accountsQuery, enabled: isAsked })
  const modeNow = useMode()
  const { lastIds, mode, timeZone } = usePreferences()
  const known = mode === modeNow ? lastIds : {}
  const accountId = scope?.kind === 'account' ? scope.id : (known.account ?? accounts[0]?.id)
  return {
    accountId,
    isDemo: modeNow === 'demo',
    nameOf: (id) => accounts.find((each) => each.id === id)?.name ?? toIdEnds(id),
    toStarterAddress(starter) {
      const ids = accountId === undefined ? {} : { account: accountId }
      const place = findFirstScope(getDataset(starter.dataset), undefined, ids, [])
      return place && withTimeZone(formatUrl(toStarterQuery(starter, place)), shownZone ?? timeZone)
    },
  }
}
