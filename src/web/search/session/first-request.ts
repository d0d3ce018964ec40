/** The first request of a search. */
import { findDataset } from '../../../catalog/index.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ApiRequest } from '../../../query/request/api-request.ts'
import { splitQuery } from '../../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { openWindow, pageSizes, toRequest } from '../engine/window-state.ts'

/** What a search of this query requests first; `undefined` for an unknown dataset, and for a timeline, which asks several logs. */
export function findFirstRequest(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
): ApiRequest | undefined {
  const dataset = findDataset(query.dataset)
  const [first] = splitQuery(query)
  if (!dataset || !first || query.sources) return undefined
  return toRequest(openWindow({ dataset, query: first, timeRange, firstSize: pageSizes.first }))
}
