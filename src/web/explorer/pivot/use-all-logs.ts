/** The logs that a question of one log can be asked of as well. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Scope, Source } from '../../../query/log-query.ts'
import { accountsQuery } from '../../api/list-queries.ts'
import { statusQuery } from '../../api/status-query.ts'
import { getPreferences } from '../../preferences/preferences.ts'
import {
  listKnownOrganizations,
  listKnownSources,
  listScopesAround,
  loadAllLogs,
} from './load-sources.ts'

/** All logs of an account, or of several, and of the organizations that can be read. */
export type LogGroup = {
  /** As far as they are known now, for a link. */
  known: readonly Source[]
  /**
   * Calls back with all of them, and with sentences about those that are missing, unless the page shows something else by
   * then.
   */
  use: (onSources: (sources: readonly Source[], leftOut: readonly string[]) => void) => void
}

/** The logs of the account of a scope, and of all accounts where there are several. */
export type AllLogs = { account: LogGroup; accounts: LogGroup | undefined; accountCount: number }

/** The logs beside those of the scope. Requests nothing before `use` is called, but for the list of accounts. */
export function useAllLogs(scope: Scope): AllLogs {
  const client = useQueryClient()
  const { data: status } = useQuery(statusQuery)
  const { data: accounts = [] } = useQuery(accountsQuery)
  const own = listScopesAround(scope, accounts, getPreferences().lastIds.account)
  const others = accounts.map(({ id }): Scope => ({ kind: 'account', id }))
  const toGroup = (scopes: readonly Scope[]): LogGroup => ({
    known: listKnownSources(client, [...scopes, ...listKnownOrganizations(client)], status),
    use(onSources) {
      const address = window.location.href
      void loadAllLogs(client, scopes).then(({ sources, leftOut }) => {
        if (window.location.href === address) onSources(sources, leftOut)
      })
    },
  })
  return {
    account: toGroup(own),
    accounts: accounts.length > 1 ? toGroup([...own, ...others]) : undefined,
    accountCount: accounts.length,
  }
}
