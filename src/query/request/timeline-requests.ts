/** Formats the requests of a timeline for each of its logs: as curl commands, and as a list to read. */
import { getDataset } from '../../catalog/index.ts'
import { toRoleKey } from '../../catalog/timeline/timeline-role.ts'
import { formatSource } from '../address/source-text.ts'
import type { LogQuery } from '../log-query.ts'
import { countRequests } from '../split-query.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import { planTimeline, type SourcePlan } from '../timeline/plan-timeline.ts'
import type { RoleFilter } from '../timeline/timeline-query.ts'
import { toTimelineQuery } from '../timeline/to-timeline-query.ts'
import { formatTypedFilter } from '../typed/typed-query.ts'
import { toUnsentLine } from '../typed/unsent-filters.ts'
import { type ApiRequest, formatApiRequest, toFirstRequests } from './api-request.ts'
import { toQuietLine } from './curl-command.ts'

/** How many requests bring the first pages of all logs that are asked. */
export function countTimelineRequests(query: LogQuery): number {
  return listPlans(query).reduce(
    (sum, { source, ...plan }) =>
      plan.query ? sum + countRequests(getDataset(source.dataset), plan.query.filters) : sum,
    0,
  )
}

/**
 * The commands for the first pages of all logs, one per line. Before those of a log, a line without effect says which
 * filters are not in them, or why the log is not asked.
 */
export function toTimelineCurlLines(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  toCommand: (request: ApiRequest) => string,
): string {
  return listPlans(query)
    .flatMap((plan) => [
      ...listRemarks(plan).map(toQuietLine),
      ...(plan.query ? toFirstRequests(plan.query, timeRange).map(toCommand) : []),
    ])
    .join('\n')
}

/** The requests of each log, below a line that names it; remarks are indented. */
export function formatTimelineRequests(query: LogQuery, timeRange: ResolvedTimeRange): string {
  return listPlans(query)
    .map((plan) =>
      [
        `${getDataset(plan.source.dataset).title} (in=${formatSource(plan.source)})`,
        ...(plan.query ? toFirstRequests(plan.query, timeRange) : []).map(
          (request) => `  GET /client/v4${formatApiRequest(request)}`,
        ),
        ...listRemarks(plan).map((remark) => `  ${remark}`),
      ].join('\n'),
    )
    .join('\n\n')
}

function listPlans(query: LogQuery): readonly SourcePlan[] {
  return planTimeline(toTimelineQuery(query))
}

/** What the requests of a log do not carry, or why there are none. */
function listRemarks(plan: SourcePlan): readonly string[] {
  const name = formatSource(plan.source)
  if (plan.isHidden) return [`Not asked: ${name}, because it is hidden`]
  if (!plan.query) {
    return [`Not asked: ${name}, because it does not record ${listKeys(plan.cannotContain)}`]
  }
  const unsent = toUnsentLine(plan.query)
  const { roleFilters, unchecked } = plan
  return [
    ...(unsent === undefined ? [] : [unsent]),
    ...(roleFilters.length > 0
      ? [`Matched after loading, in ${name}: ${roleFilters.map(formatRoleFilter).join(' ')}`]
      : []),
    ...(unchecked.length > 0
      ? [`Not checked, because ${name} does not record it: ${listKeys(unchecked)}`]
      : []),
  ]
}

function listKeys(roles: readonly RoleFilter['role'][]): string {
  return roles.map(toRoleKey).join(', ')
}

/** A filter by role as the search bar of a timeline reads it. */
function formatRoleFilter({ role, mode, values }: RoleFilter): string {
  return formatTypedFilter({ parameter: toRoleKey(role), mode, values })
}
