/** The facts and records of a search that an export states: of one log, or of each log of a timeline. */
import { getDataset } from '../../../catalog/index.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { formatCoverage } from '../../../query/coverage/format-coverage.ts'
import { planFilters } from '../../../query/plan-filters.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import type {
  ExportedLog,
  ExportedLogs,
  SearchFacts,
  SearchRecord,
  TimelineRecord,
} from '../../export/export-source.ts'
import { getSource } from '../../search/engine/ledger.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import {
  type LedgerSubject,
  toLedgerAccount,
  toLedgerRecord,
  toLedgerSubject,
} from '../../search/screen/format-ledger.ts'
import { toLateFacts } from '../../search/screen/late-words.ts'
import type { SessionSource, SessionSources } from '../../search/session/session-sources.ts'
import { getSharedNames } from '../../store/names/shared-names.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toFrozenLink } from './frozen-link.ts'

/** The logs of the entries; `names` has the names of accounts that were listed. */
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

/** What a record is made of. */
export type RecordedSearch = {
  control: LogQueryControl
  subject: LedgerSubject
  logs: ExportedLogs
  sources: SessionSources
  state: SearchState
  /** The time of the proxy's clock, in epoch milliseconds. */
  nowMs: number
}

/** The facts of the search at this moment. */
export function toSearchFacts({
  subject,
  logs,
  sources,
  state,
}: Omit<RecordedSearch, 'control' | 'nowMs'>): SearchFacts {
  const { verdict, loaded, shown, conflicting, mayStillChangeSince } = state
  const ledgers = sources.map(({ id }) => getSource(state.ledger, id))
  const late = {
    lateReadings: ledgers.flatMap(({ lateReadings }) => lateReadings),
    arrivedLate: ledgers.reduce((sum, { arrivedLate }) => sum + arrivedLate, 0),
  }
  return {
    verdict,
    loaded,
    shown,
    conflicting,
    mayStillChangeSince,
    late: toLateFacts(state, late),
    because: toVerdictReasons(subject, logs, state),
    timeRange: subject.timeRange,
    ...(logs[0].origin && {
      verdicts: Object.fromEntries(ledgers.map((ledger) => [ledger.id, ledger.verdict])),
    }),
  }
}

/** The reason of the verdict; in a timeline the reasons of the logs that it is weakest for, each once. */
function toVerdictReasons(subject: LedgerSubject, logs: ExportedLogs, state: SearchState): string {
  const reasonOf = ({ id }: ExportedLog) => toLedgerAccount(subject, state, id).because
  const [first] = logs
  const { verdict } = state
  if (verdict === 'complete' || !first.origin) return reasonOf(first)
  const namesByReason = new Map<string, string[]>()
  for (const log of logs) {
    if (getSource(state.ledger, log.id).verdict === 'complete') continue
    const { origin, scopeName } = log
    const name = `${origin?.log} of ${scopeName ?? origin?.scope}`
    const reason = reasonOf(log)
    namesByReason.set(reason, [...(namesByReason.get(reason) ?? []), name])
  }
  return [...namesByReason].map(([reason, names]) => `${names.join(', ')}: ${reason}`).join(' ')
}

/** The record of the search for the manifest. */
export function toSearchRecord(search: RecordedSearch): SearchRecord {
  const { control, subject, sources, state } = search
  if (control.query.sources) return toTimelineRecord(search)
  const { cannotShow, ...ledger } = toLedgerRecord(toLedgerAccount(subject, state, sources[0].id))
  return {
    question: toQuestion(control, subject),
    cannotShow: { statements: cannotShow, text: formatCoverage(subject.cannotShow) },
    ledger,
  }
}

/** The query with fixed times, as a link and member by member. */
function toQuestion({ query, screen }: LogQueryControl, { log, timeRange }: LedgerSubject) {
  const { dataset, scope, direction, filters, localFilters } = query
  const unsent = query.sources ? [] : planFilters(getDataset(dataset), filters).unsent
  return {
    link: toFrozenLink(query, screen.timeZone ? { timeZone: screen.timeZone } : {}, timeRange),
    log,
    dataset,
    ...(query.sources ? { in: query.sources.map(formatSource) } : { scope }),
    timeRange,
    direction,
    filters,
    localFilters,
    // The API was not asked for these; they were applied to loaded entries.
    ...(unsent.length > 0 && { unsentFilters: unsent }),
    ...(query.timeRange.kind === 'relative' && { askedAs: `range=${query.timeRange.range}` }),
  }
}

function toTimelineRecord(search: RecordedSearch): TimelineRecord {
  const { control, subject, logs, sources, state, nowMs } = search
  const plans = planTimeline(toTimelineQuery(control.query))
  const uncheckedIn = new Map(
    plans.map((plan) => [formatSource(plan.source), plan.query ? plan.unchecked : []]),
  )
  return {
    question: toQuestion(control, subject),
    sources: sources.map((source, index) => {
      const record = toSourceRecord(source, subject.timeRange, state, nowMs)
      const unchecked = uncheckedIn.get(source.id) ?? []
      return { ...record, scopeName: logs[index]?.scopeName ?? null, unchecked }
    }),
    notAsked: plans.flatMap(({ source, cannotContain }) => {
      if (!cannotContain) return []
      const { title } = getDataset(source.dataset)
      const because = `${title} does not record ${cannotContain.join(', ')}, so it cannot contain the answer.`
      return { in: formatSource(source), ...source, log: title, cannotContain, because }
    }),
  }
}

/** What was asked of a log, and what came of it. */
function toSourceRecord(
  { id, dataset, source: { scope }, query, roleFilters }: SessionSource,
  timeRange: ResolvedTimeRange,
  state: SearchState,
  nowMs: number,
) {
  const subject = toLedgerSubject(dataset, query, timeRange, nowMs)
  const account = toLedgerAccount(subject, state, id)
  const { cannotShow, asked, ...ledger } = toLedgerRecord(account)
  return {
    in: id,
    dataset: dataset.id,
    log: dataset.title,
    scope,
    asked,
    filters: query.filters,
    /** Applied to loaded entries by what they mean. */
    filtersAfterLoading: roleFilters,
    cannotShow: { statements: cannotShow, text: formatCoverage(subject.cannotShow) },
    ledger,
  }
}
