/** Opens another log, or a timeline over all logs, with the filters of the present query that it can have. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import type { Scope } from '../../../query/log-query.ts'
import { toLogQuery } from '../../../query/timeline/to-log-query.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { translateQuery } from '../../../query/translate-query.ts'
import { accountsQuery } from '../../api/list-queries.ts'
import { getPreferences } from '../../preferences/preferences.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { noteSwitch, type Switched } from '../notices/switch-note.ts'
import { listScopesAround, loadAllLogs } from '../pivot/load-sources.ts'
import { findOrListScope } from './find-or-list-scope.ts'

/** The gesture of the menu of logs. The page says which filters were dropped. */
export function useSwitchLog(
  { query, setQuery }: Pick<LogQueryControl, 'query' | 'setQuery'>,
  dataset: Dataset,
): (next: Dataset) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: accounts = [] } = useQuery(accountsQuery)

  /** All logs of the scopes of the present query, and those of the organizations. */
  async function toAllLogs(): Promise<Switched> {
    const { lastIds } = getPreferences()
    const own: readonly Scope[] = query.sources?.map(({ scope }) => scope) ?? [query.scope]
    const isOfAccount = own.some(({ kind }) => kind === 'account')
    const others = isOfAccount ? [] : listScopesAround(query.scope, accounts, lastIds.account)
    const scopes = [...own, ...others]
    const { sources, leftOut } = await loadAllLogs(client, scopes)
    return { ...toTimeline(query, sources), leftOut }
  }

  async function toLog(next: Dataset): Promise<Switched | undefined> {
    const source = query.sources?.find((each) => each.dataset === next.id)
    if (source) return toLogQuery(query, source)
    const { lastIds } = getPreferences()
    const scope = await findOrListScope(client, next, query.scope, { lastIds, accounts })
    if (!scope) return undefined
    return query.sources
      ? toLogQuery(query, { dataset: next.id, scope })
      : translateQuery(query, dataset, next, scope)
  }

  return async (next) => {
    const address = window.location.href
    const converted = next.id === timelineId ? await toAllLogs() : await toLog(next)
    // Meanwhile the page may show another query.
    if (window.location.href !== address) return
    if (!converted) {
      navigate('/', { state: { wanted: next.id } })
      return
    }
    noteSwitch(converted)
    setQuery(converted.query)
  }
}
