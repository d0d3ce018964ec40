/** What the completeness report of the shown search is about. */
import { useMemo } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { SearchSession } from '../session/search-session.ts'
import { type ReportSubject, toReportSubject } from './report.ts'

/**
 * The subject once the time range is known: what was asked in the range `asked`. The list covers the range `reached`, which
 * following extends.
 */
export function useReport(
  query: LogQuery,
  asked: ResolvedTimeRange | undefined,
  reached: ResolvedTimeRange | undefined,
  session: SearchSession | undefined,
  getNow: (() => number) | undefined,
): ReportSubject | undefined {
  return useMemo(
    () =>
      asked && reached && extendRange(toReportSubject(query, asked, getNow?.(), session), reached),
    [query, asked, reached, getNow, session],
  )
}

function extendRange(subjects: ReportSubject, timeRange: ResolvedTimeRange): ReportSubject {
  return subjects.map((each) =>
    each.subject ? { ...each, subject: { ...each.subject, timeRange } } : each,
  )
}
