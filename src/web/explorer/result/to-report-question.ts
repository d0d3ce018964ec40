/** Says in words what the completeness report answers: the time range and the filters. */
import { findParameter, getDataset } from '../../../catalog/index.ts'
import { groupLocalFilters } from '../../../query/local-filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { toFilterWords, toLocalWords } from '../../filters/draft/filter-words.ts'
import type { ReportQuestion } from '../../search/report/report-question.ts'

/** The question of a query, whose list covers the range. */
export function toReportQuestion(query: LogQuery, timeRange: ResolvedTimeRange): ReportQuestion {
  const dataset = getDataset(query.dataset)
  const filters = query.filters.map(
    (filter) => toFilterWords(filter, findParameter(dataset, filter.parameter)).sentence,
  )
  const local = groupLocalFilters(query.localFilters).map(
    (group) => `${toLocalWords(group, dataset).sentence} (local)`,
  )
  return { timeRange, filters: [...filters, ...local] }
}
