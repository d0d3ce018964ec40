/** Describes a typed or pasted query in words before it runs. */
import { findParameter, getDataset } from '../../../catalog/index.ts'
import { singleScopes } from '../../../catalog/scopes.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { LocalFilter, LogQuery, Scope } from '../../../query/log-query.ts'
import { planFilters } from '../../../query/plan-filters.ts'
import { countRequests } from '../../../query/split-query.ts'
import { toFilterWords, toLocalWords } from '../draft/filter-words.ts'
import { toRangeLabel } from '../time/time-range-words.ts'

/** The log and scope of `next` if they differ from those of `current`, else empty. */
export function toDestination(next: LogQuery, current: LogQuery): string {
  const { title } = getDataset(next.dataset)
  const isSameScope = JSON.stringify(next.scope) === JSON.stringify(current.scope)
  if (next.dataset === current.dataset && isSameScope) return ''
  return isSameScope ? title : `${title} of ${toScopeWords(next.scope)}`
}

/** Time range, order and filters of a query, each as a sentence without full stop. */
export function listQueryWords(query: LogQuery, timeZone: string): readonly string[] {
  const dataset = getDataset(query.dataset)
  const toSentence = (filter: LogQuery['filters'][number]) =>
    toFilterWords(filter, findParameter(dataset, filter.parameter)).sentence
  const toLocalSentences = (filters: readonly LocalFilter[]) =>
    groupLocalFilters(filters).map((group) => toLocalWords(group, dataset).sentence)
  const requests = countRequests(dataset, query.filters)
  const { sent, unsent } = planFilters(dataset, query.filters)
  return [
    toRangeLabel(query.timeRange, timeZone),
    ...(query.direction === 'asc' ? ['oldest first'] : []),
    ...sent.map(toSentence),
    ...unsent.map((filter) => `${toSentence(filter)} (local)`),
    ...toLocalSentences(query.localFilters).map((sentence) => `${sentence} (local)`),
    ...toLocalSentences(query.disabledLocalFilters).map((sentence) => `${sentence} (local, off)`),
    ...query.disabledFilters.map((filter) => `${toSentence(filter)} (off)`),
    ...(requests > 1 ? [`in ${requests} requests`] : []),
  ]
}

function toScopeWords(scope: Scope): string {
  return 'id' in scope ? `${scope.kind} ${scope.id}` : singleScopes[scope.kind].name.toLowerCase()
}
