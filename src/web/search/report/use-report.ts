/** What the completeness report of the shown search is about, for the parts that show it; the first row needs none of it. */
import { useMemo } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { SearchSession } from '../session/search-session.ts'
import { type ReportSubject, toReportSubject } from './report.ts'

/** A search of which a report can be made. */
export type Reported = {
  query: LogQuery
  /** The range that was asked, and that of the list, which following extends. */
  asked: ResolvedTimeRange
  reached: ResolvedTimeRange
  /** The present by the proxy's clock, when the search began to be shown. */
  nowMs: number | undefined
  session: SearchSession | undefined
}

/** The subject of the report; the same for the same object. */
export function useReport(reported: Reported | undefined): ReportSubject | undefined {
  return useMemo(() => reported && toShownSubject(reported), [reported])
}

/** What was asked, with the range of the list. */
export function toShownSubject({ query, asked, reached, nowMs, session }: Reported): ReportSubject {
  return toReportSubject(query, asked, nowMs, session).map((each) =>
    each.subject ? { ...each, subject: { ...each.subject, timeRange: reached } } : each,
  )
}

/** Whether a log that the list shows was asked, so that there is something to report. */
export function hasSubject(report: ReportSubject | undefined): boolean {
  return report?.some(({ subject }) => subject) ?? false
}
