/** Converts the query of a timeline's page, whose filters are named by keys, to the question by roles. */
import { findRole } from '../../catalog/timeline/timeline-role.ts'
import type { Filter, LogQuery } from '../log-query.ts'
import type { RoleFilter, TimelineQuery } from './timeline-query.ts'

/** The question of a query whose dataset is the timeline. Throws for a filter that is not by a role. */
export function toTimelineQuery(query: LogQuery): TimelineQuery {
  const { sources = [], hiddenSources, timeRange, direction, localFilters } = query
  return {
    sources,
    ...(hiddenSources && { hiddenSources }),
    timeRange,
    direction,
    filters: query.filters.map(toRoleFilter),
    localFilters,
  }
}

function toRoleFilter({ parameter, mode, values }: Filter): RoleFilter {
  const role = findRole(parameter)
  if (!role) throw new RangeError(`A timeline has no filter ${parameter}.`)
  return { role, mode, values }
}
