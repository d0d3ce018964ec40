/** What the loaded entries of a search can say about what came later. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { Verdict } from '../../../query/verdict.ts'
import type { UndoneClaim } from '../../findings/undone/undone-words.ts'

/** The claim; `verdict` is that of the entries that were searched by the rules. */
export function toUndoneClaim(
  { filters, hiddenSources = [] }: Pick<LogQuery, 'filters' | 'hiddenSources'>,
  timeRange: ResolvedTimeRange | undefined,
  { verdict, nowMs, timeZone }: { verdict: Verdict; nowMs: number; timeZone: string },
): UndoneClaim {
  return {
    verdict,
    nowMs,
    timeZone,
    beforeMs: timeRange && findEpochMs(timeRange.before),
    hasFilters: filters.length + hiddenSources.length > 0,
  }
}
