/** The first request of a search, for whoever asks it before the search runs. */
import { findDataset } from '../../catalog/index.ts'
import type { ApiRequest } from '../../query/api-request.ts'
import type { LogQuery } from '../../query/log-query.ts'
import { splitQuery } from '../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { addStretch, createPlan } from './search-plan.ts'
import { findRequest } from './window-state.ts'

/** What a search of this query asks first; `undefined` for a log that nobody knows. */
export function findFirstRequest(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
): ApiRequest | undefined {
  const dataset = findDataset(query.dataset)
  const [first, ...others] = splitQuery(query)
  if (!dataset || !first) return undefined
  const parts = { dataset, queries: [first, ...others] as const, timeRange }
  const [strand] = addStretch(createPlan(parts), parts, Number.POSITIVE_INFINITY).strands
  return strand && findRequest(strand.window)
}
