/** A link that shows a colleague the same entries: with the fixed times of this search instead of a relative range. */

import { withoutSeal } from '../../../query/address/screen-state.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import { formatUrl, type ScreenState } from '../../../query/address/url-codec.ts'
import { withoutSealFilters } from '../../../query/local/seal-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** The absolute URL of a query with fixed times, with a fingerprint of the result only where one is given. */
export function toFrozenLink(
  query: LogQuery,
  screen: ScreenState,
  timeRange: ResolvedTimeRange | undefined,
  seal?: Seal,
): string {
  const frozen = toFrozenQuery(query, timeRange)
  return (
    window.location.origin + formatUrl(frozen, { ...withoutSeal(screen), ...(seal && { seal }) })
  )
}

/** The query with the fixed times of its search, without what only the fingerprint of an opened link can tell. */
export function toFrozenQuery(query: LogQuery, timeRange: ResolvedTimeRange | undefined): LogQuery {
  const asked = withoutSealFilters(query)
  return timeRange ? { ...asked, timeRange: { kind: 'absolute', ...timeRange } } : asked
}
