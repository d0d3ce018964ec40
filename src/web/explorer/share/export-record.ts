/** The facts and records of a search that an export states: of one log, or of each log of a timeline. */
import { getDataset } from '../../../catalog/index.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { formatCoverage } from '../../../query/coverage/format-coverage.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { planFilters } from '../../../query/plan-filters.ts'
import { formatApiRequest, toFirstRequests } from '../../../query/request/api-request.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type {
  ExportedLog,
  ExportedLogs,
  SearchFacts,
  SearchRecord,
  TimelineRecord,
} from '../../export/export-source.ts'
import { getSource } from '../../search/engine/ledger.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { type Report, type ReportSubject, toReport } from '../../search/report/report.ts'
import { type LedgerAccount, toLedgerRecord } from '../../search/screen/format-ledger.ts'
import { toLateFacts } from '../../search/screen/late-words.ts'
import { listReachWords } from '../../search/screen/list-reach-words.ts'
import type { SessionSource, SessionSources } from '../../search/session/session-sources.ts'
import { getSharedNames } from '../../store/names/shared-names.ts'

/** The logs of the entries; `names` has the names of accounts, zones and organizations that were listed. */
export function listExportedLogs(
  [first, ...others]: SessionSources,
  names: ReadonlyMap<string, string>,
): ExportedLogs {
  const toLog = ({ id, dataset, source: { scope }, origin }: SessionSource): ExportedLog => {
    const scopeName =
      'id' in scope
        ? (names.get(scope.id) ?? getSharedNames(scope).get().nameOf(scope.id))
        : undefined
    return { id, dataset, scope, ...(origin && { origin }), ...(scopeName && { scopeName }) }
  }
  return [toLog(first), ...others.map(toLog)]
}

/** What facts and record are made of. */
export type RecordedSearch = {
  query: LogQuery
  /** The link to the query with fixed times. */
  link: string
  timeRange: ResolvedTimeRange
  report: ReportSubject
  logs: ExportedLogs
  sources: SessionSources
  /** What the search asked, where a wider question than this one was read; by default `sources` in `timeRange`. */
  wider?: WiderRead | undefined
  state: SearchState
}

/** The logs of a wider question, and the time range that was read. */
export type WiderRead = { sources: SessionSources; timeRange: ResolvedTimeRange }

/** The facts of the search at this moment. */
export function toSearchFacts({
  timeRange,
  report,
  logs,
  state,
}: Pick<RecordedSearch, 'timeRange' | 'report' | 'logs' | 'state'>): SearchFacts {
  const { verdict, loaded, shown, pairsShown, conflicting, mayStillChangeSince } = state
  const ledgers = logs.map(({ id }) => getSource(state.ledger, id))
  const late = toLateFacts(state, {
    lateReadings: ledgers.flatMap(({ lateReadings }) => lateReadings),
    arrivedLate: ledgers.reduce((sum, { arrivedLate }) => sum + arrivedLate, 0),
  })
  const overall = toReport(report, state)
  return {
    verdict,
    loaded,
    shown: shown + pairsShown,
    pairsShown,
    conflicting,
    mayStillChangeSince,
    late,
    because: overall.because,
    timeRange,
    ...(overall.sources.some(({ account }) => account && listReachWords(account).length > 0) && {
      mayLackOlder: true,
    }),
    ...(report.some(({ isHidden }) => isHidden) && { hidesLogs: true }),
    ...(logs[0].origin && {
      verdicts: Object.fromEntries(ledgers.map(({ id, verdict: own }) => [id, own])),
    }),
  }
}

/** The record of the search for the manifest. */
export function toSearchRecord(search: RecordedSearch): SearchRecord {
  const { query, report, state } = search
  const { sources } = toReport(report, state)
  if (query.sources) return toTimelineRecord(search, sources)
  const account = sources[0]?.account
  if (!account) throw new RangeError('The search has no record of its log.')
  return { question: toQuestion(search), ...toRecordedAccount(account) }
}

/** The query with fixed times, as a link and member by member. */
function toQuestion({ query, link, timeRange }: RecordedSearch) {
  const { dataset, scope, direction, filters, localFilters } = query
  const unsent = query.sources ? [] : planFilters(getDataset(dataset), filters).unsent
  return {
    link,
    log: getDataset(dataset).title,
    dataset,
    ...(query.sources
      ? { in: query.sources.map(formatSource), hidden: query.hiddenSources ?? [] }
      : { scope }),
    timeRange,
    direction,
    filters,
    localFilters,
    // The API was not asked for these; they were applied to loaded entries.
    ...(unsent.length > 0 && { unsentFilters: unsent }),
    ...(query.timeRange.kind === 'relative' && { askedAs: `range=${query.timeRange.range}` }),
  }
}

/** What was asked of each log and came of it, which of them are hidden, and the logs that were not asked. */
function toTimelineRecord(search: RecordedSearch, reports: Report['sources']): TimelineRecord {
  const { logs, sources } = search
  return {
    question: toQuestion(search),
    sources: sources.map(({ id, dataset, source, query, roleFilters }, index) => {
      const report = reports.find((each) => each.id === id)
      return {
        in: id,
        dataset: dataset.id,
        log: dataset.title,
        isHidden: report?.isHidden ?? false,
        scope: source.scope,
        scopeName: logs[index]?.scopeName ?? null,
        filters: query.filters,
        // The API was asked without these, or only narrows by them; they were applied to loaded entries.
        filtersAfterLoading: roleFilters,
        notes: report?.notes ?? [],
        retries: report?.state?.retries ?? 0,
        failure: report?.state?.failure ?? null,
        ...(report?.account && toRecordedAccount(report.account)),
      }
    }),
    notAsked: reports.flatMap(({ id, source, log, unasked, isHidden }) => {
      const isUnread = isHidden && !sources.some((each) => each.id === id)
      const because = unasked ?? (isUnread ? 'It is hidden.' : undefined)
      const { dataset, scope } = source
      return because === undefined ? [] : [{ in: id, dataset, log, scope, because }]
    }),
    ...listOtherReads(search, reports),
  }
}

/** The logs that were read and are no part of the answer: hidden ones, and those that only a wider question asked. */
function listOtherReads(
  { sources, timeRange, wider = { sources, timeRange } }: RecordedSearch,
  reports: Report['sources'],
): Pick<TimelineRecord, 'otherReads'> {
  const otherReads = wider.sources.flatMap(({ id, dataset, source: { scope }, query }) => {
    const report = reports.find((each) => each.id === id)
    if (report?.account) return []
    const because = report?.isHidden
      ? 'It is hidden.'
      : 'A wider question read it before, and this question does not ask it.'
    const asked = toFirstRequests(query, wider.timeRange).map(formatApiRequest)
    const log = { dataset: dataset.id, log: dataset.title, scope }
    return [{ in: id, ...log, because, asked, timeRange: wider.timeRange }]
  })
  return otherReads.length > 0 ? { otherReads } : {}
}

/** What the log cannot show, and the ledger of all requests. */
function toRecordedAccount(account: LedgerAccount) {
  const { cannotShow: statements, ...ledger } = toLedgerRecord(account)
  return { cannotShow: { statements, text: formatCoverage(account.cannotShow) }, ledger }
}
