/** What a report answers, in words. */
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** The range of the list, and a sentence for each filter that is in use; without any, all entries were asked for. */
export type ReportQuestion = { timeRange: ResolvedTimeRange; filters: readonly string[] }

/** The filters as one text. */
export function toQuestionWords({ filters }: ReportQuestion): string {
  return filters.length === 0 ? 'all entries, no filter' : filters.join('; ')
}
