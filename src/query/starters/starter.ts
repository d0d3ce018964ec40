/** Predefined queries (“starters”) without a scope, each with advice for reading its result. */
import { getDataset } from '../../catalog/index.ts'
import type { ScopeKind } from '../../catalog/scopes.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { formatUrl } from '../address/url-codec.ts'
import type { Filter, LocalFilter, LogQuery, Scope } from '../log-query.ts'
import { keepRequired } from '../required/required-filter.ts'
import { type KnownLogs, listSourcesFor } from '../timeline/list-sources-for.ts'

/** A query without a scope, and advice for reading its result. */
export type Starter = {
  id: string
  /** The heading under which it is listed. */
  group: string
  title: string
  /** Says what to look for in the result, in one or two sentences. */
  hint: string
  /** A log, or the timeline, which asks all logs of an account. */
  dataset: string
  /** Asks the logs of all accounts; for the timeline only. */
  isInAllAccounts?: boolean
  /** A relative range, such as `30d`. */
  range: string
  filters: readonly Filter[]
  localFilters?: readonly LocalFilter[]
}

/** An include filter for a wire name with these values. */
export function include(parameter: string, ...values: string[]): Filter {
  return { parameter, mode: 'include', values }
}

/** An exclude filter for a wire name with these values. */
export function exclude(parameter: string, ...values: string[]): Filter {
  return { parameter, mode: 'exclude', values }
}

/** A local filter for entries that contain a text at a JSON Pointer. */
export function has(pointer: string, text: string): LocalFilter {
  return { kind: 'field', pointer, mode: 'include', text, isExact: false }
}

/** The kinds of scope in which a starter can be asked. */
export function listStarterScopes({ dataset }: Starter): readonly { kind: ScopeKind }[] {
  return dataset === timelineId ? [{ kind: 'account' }] : getDataset(dataset).scopes
}

/** What a timeline is made of beside its starter: the other accounts, and what the proxy says of each log. */
export type StarterContext = {
  otherAccounts?: readonly Scope[]
  logs?: KnownLogs['datasets']
}

/**
 * The query of a starter in a scope of a kind that `listStarterScopes` lists. A timeline asks the logs that can be read;
 * without `logs`, all of them.
 */
export function toStarterQuery(
  starter: Starter,
  scope: Scope,
  { otherAccounts = [], logs = [] }: StarterContext = {},
): LogQuery {
  const { dataset, range, filters, localFilters = [], isInAllAccounts } = starter
  const timeRange = { kind: 'relative', range } as const
  const accounts = isInAllAccounts ? [scope, ...otherAccounts] : [scope]
  return {
    dataset,
    scope,
    ...(dataset === timelineId && {
      sources: listSourcesFor(accounts, { datasets: logs }).sources,
    }),
    timeRange,
    filters,
    localFilters,
    direction: 'desc',
    disabledFilters: [],
    disabledLocalFilters: [],
  }
}

/**
 * The starter that gives this query in its scope and with these logs, with any values of the filters that the log requires; `undefined` when
 * none of them does.
 */
export function findStarter(
  query: LogQuery,
  starters: readonly Starter[],
  logs?: KnownLogs['datasets'],
): Starter | undefined {
  const required = keepRequired(getDataset(query.dataset), query.filters)
  const filters = query.filters.filter((filter) => !required.includes(filter))
  const asked: LogQuery = { ...query, filters }
  const candidates = starters.filter(
    (starter) => starter.dataset === query.dataset && hasFilters(starter) === hasFilters(asked),
  )
  if (candidates.length === 0) return undefined
  const address = formatUrl(asked)
  const [scope = query.scope, ...otherAccounts] = listAccounts(query)
  const context = { otherAccounts, ...(logs && { logs }) }
  return candidates.find(
    (starter) => formatUrl(toStarterQuery(starter, scope, context)) === address,
  )
}

/** The accounts whose logs a timeline asks, once each. */
function listAccounts({ sources = [] }: LogQuery): readonly Scope[] {
  const accounts = sources.flatMap(({ scope }) => (scope.kind === 'account' ? [scope] : []))
  return [...new Map(accounts.map((account) => [account.id, account])).values()]
}

function hasFilters({ filters, localFilters = [] }: Pick<Starter, 'filters' | 'localFilters'>) {
  return filters.length > 0 || localFilters.length > 0
}
