/**
 * Chooses the sources of a timeline. A chosen source may lack a filter that its log requires: then it means all values that
 * the API lists, and `completeSources` adds them.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets, getDataset } from '../../catalog/index.ts'
import { hasIds, idScopeKinds, idScopes } from '../../catalog/scopes.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { maxSources } from '../address/source-text.ts'
import type { Filter, Scope, Source } from '../log-query.ts'
import { listRequiredFilters, type RequiredFilter } from '../required/required-filter.ts'

/** Whether two scopes are the same account, zone, organization or user. */
export function isSameScope(one: Scope, other: Scope): boolean {
  return toScopeKey(one) === toScopeKey(other)
}

/** Whether two sources are the same log in the same scope, also for other values of a required filter. */
export function isSameLog(one: Source, other: Source): boolean {
  return one.dataset === other.dataset && isSameScope(one.scope, other.scope)
}

/**
 * All logs that can be read in a scope. Those of an account include the logs that have no scope to choose, such as that of
 * the user.
 */
export function listLogsIn(
  scope: Scope,
  isReadable: (dataset: Dataset) => boolean,
): readonly Source[] {
  return datasets.filter(isReadable).flatMap(({ id, scopes }): Source[] => {
    const kinds = scopes.map(({ kind }) => kind)
    if (kinds.includes(scope.kind)) return [{ dataset: id, scope }]
    if (scope.kind !== 'account') return []
    return kinds.filter((kind) => !hasIds(kind)).map((kind) => ({ dataset: id, scope: { kind } }))
  })
}

/** The sources without some, or with them; none is there twice. */
export function setSources(
  chosen: readonly Source[],
  changed: readonly Source[],
  isOn: boolean,
): readonly Source[] {
  if (!isOn) return chosen.filter((source) => !changed.some((each) => isSameLog(each, source)))
  const added = changed.filter((source) => !chosen.some((each) => isSameLog(each, source)))
  return [...chosen, ...added]
}

/** How many of these logs are chosen. */
export function findShare(
  chosen: readonly Source[],
  logs: readonly Source[],
): 'all' | 'some' | 'none' {
  const count = logs.filter((log) => chosen.some((each) => isSameLog(each, log))).length
  if (count === 0) return 'none'
  return count === logs.length ? 'all' : 'some'
}

/** The sources with another account: the same of its logs as of the other accounts, or all where none are chosen. */
export function addAccount(
  chosen: readonly Source[],
  logs: readonly Source[],
  account: Scope,
): readonly Source[] {
  const ofAccounts = chosen.filter(({ scope }) => scope.kind === account.kind)
  const wanted = logs.filter(
    ({ dataset, scope }) =>
      isSameScope(scope, account) && ofAccounts.some((each) => each.dataset === dataset),
  )
  return setSources(chosen, wanted.length > 0 ? wanted : logs, true)
}

/** The sources with all logs of these scopes, whichever were chosen of other scopes. */
export function addAllLogs(
  chosen: readonly Source[],
  scopes: readonly Scope[],
  isReadable: (dataset: Dataset) => boolean,
): readonly Source[] {
  return scopes.reduce(
    (before, scope) => setSources(before, listLogsIn(scope, isReadable), true),
    chosen,
  )
}

/** The sources without those of a scope. */
export function removeScope(chosen: readonly Source[], scope: Scope): readonly Source[] {
  return chosen.filter((source) => !isSameScope(source.scope, scope))
}

/** The values of a required filter that the API lists for a scope; `undefined` where they are not known. */
export type FindValues = (filter: RequiredFilter, scope: Scope) => readonly string[] | undefined

/** The sources that can be read, each with the filters that its log requires, and those that lack a value. */
export function completeSources(
  chosen: readonly Source[],
  findValues: FindValues,
): { sources: readonly Source[]; incomplete: readonly Source[] } {
  const sources: Source[] = []
  const incomplete: Source[] = []
  for (const source of chosen) {
    const filters = listRequiredFilters(getDataset(source.dataset)).map((required): Filter => {
      const given = source.filters?.find(({ parameter }) => parameter === required.wireName)
      const values = given?.values ?? findValues(required, source.scope) ?? []
      return { parameter: required.wireName, mode: 'include', values }
    })
    if (filters.some(({ values }) => values.length === 0)) incomplete.push(source)
    else sources.push(filters.length > 0 ? { ...source, filters } : source)
  }
  return { sources, incomplete }
}

/** The sources in the order of their scopes, and within a scope in that of the logs; those beyond the maximum are apart. */
export function limitSources(sources: readonly Source[]): {
  sources: readonly Source[]
  leftOut: readonly Source[]
} {
  const scopeKeys = [...new Set(sources.map(({ scope }) => toScopeKey(scope)))]
  const ids = datasets.map(({ id }) => id)
  const sorted = sources.toSorted(
    (one, other) =>
      scopeKeys.indexOf(toScopeKey(one.scope)) - scopeKeys.indexOf(toScopeKey(other.scope)) ||
      ids.indexOf(one.dataset) - ids.indexOf(other.dataset),
  )
  return { sources: sorted.slice(0, maxSources), leftOut: sorted.slice(maxSources) }
}

/** The scopes of sources in words: the name of one, or counts, such as `2 accounts, 1 zone`. */
export function formatScopes(sources: readonly Source[], toName: (scope: Scope) => string): string {
  const scopes = [...new Map(sources.map(({ scope }) => [toScopeKey(scope), scope])).values()]
  const withId = scopes.filter((scope) => 'id' in scope)
  const [only, ...others] = withId.length > 0 ? withId : scopes
  if (!only) return 'No logs'
  if (others.length === 0) return toName(only)
  return idScopeKinds
    .flatMap((kind) => {
      const ofKind = withId.filter((scope) => scope.kind === kind)
      const [first] = ofKind
      if (!first) return []
      if (ofKind.length > 1) return `${ofKind.length} ${idScopes[kind].pluralLabel}`
      return kind === 'account' ? toName(first) : `1 ${idScopes[kind].label}`
    })
    .join(', ')
}

function toScopeKey(scope: Scope): string {
  return 'id' in scope ? `${scope.kind} ${scope.id}` : scope.kind
}

/** The logs of sources in words: `All logs` where each log of every account is one, or their number. */
export function formatLogs(sources: readonly Source[]): string {
  const accounts = sources.map(({ scope }) => scope).filter(({ kind }) => kind === 'account')
  const wanted = accounts.flatMap((account) => listLogsIn(account, () => true))
  if (accounts.length > 0 && findShare(sources, wanted) === 'all') return timeline.title
  return sources.length === 1 ? '1 log' : `${sources.length} logs`
}
