/**
 * The completeness report of a search: the account of its log, or in a timeline one for each log, and for a log that was
 * not asked the reason.
 */
import { getDataset } from '../../../catalog/index.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { joinRoles, toNotRecordedWords } from '../../../query/timeline/plan-words.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import type { Verdict } from '../../../query/verdict.ts'
import { onlySource, type SourceId } from '../../store/entry-store.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SearchState, SourceState } from '../engine/search-state.ts'
import {
  type LedgerAccount,
  type LedgerSubject,
  toLedgerAccount,
  toLedgerSubject,
} from '../screen/format-ledger.ts'
import { listReachWords } from '../screen/list-reach-words.ts'
import { toOriginSubject } from '../screen/read-origin.ts'
import type { SearchSession } from '../session/search-session.ts'
import type { ReportQuestion } from './report-question.ts'

/** One log of a report: what it was asked for, or why it was not asked; a full sentence. */
export type SourceSubject = {
  /** In a timeline, the text of the source. */
  id: SourceId
  source: Source
  /** The title of the log, and its word in a timeline. */
  log: string
  word: string
  /** Sentences about filters that the API does not apply. */
  notes: readonly string[]
} & (
  | { subject: LedgerSubject; unasked?: never; isHidden?: never }
  | { unasked: string; subject?: never; isHidden?: never }
  /** Its entries are not in the list, so that nothing is claimed of it. */
  | { isHidden: true; subject?: never; unasked?: never }
)

/** The logs of a report, in order. */
export type ReportSubject = readonly SourceSubject[]

/** What a report says of one log. `state` and `account` are absent where the log was not asked. */
export type SourceReport = Pick<SourceSubject, 'id' | 'source' | 'log' | 'word' | 'notes'> & {
  unasked?: string | undefined
  isHidden?: true | undefined
  account?: LedgerAccount | undefined
  state?: SourceState | undefined
}

/** A report. The verdict is the weakest of those of the logs that were asked and are shown. */
export type Report = {
  verdict: Verdict
  because: string
  sources: readonly SourceReport[]
  /** What was asked, where the report is read without the list. */
  question?: ReportQuestion | undefined
}

/** What the report of a search is about. */
export function toReportSubject(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  nowMs: number | undefined,
  session: SearchSession | undefined,
): ReportSubject {
  if (query.sources) return toTimelineSubject(query, timeRange, nowMs, session)
  const dataset = getDataset(query.dataset)
  const subject = {
    ...toLedgerSubject(dataset, query, timeRange, nowMs),
    ...(session && toOriginSubject(session, onlySource)),
  }
  const source: Source = { dataset: dataset.id, scope: query.scope }
  return [{ id: onlySource, source, log: dataset.title, word: dataset.word, subject, notes: [] }]
}

function toTimelineSubject(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  nowMs: number | undefined,
  session: SearchSession | undefined,
): ReportSubject {
  return planTimeline(toTimelineQuery(query)).map(({ source, ...plan }) => {
    const dataset = getDataset(source.dataset)
    const { title: log, word } = dataset
    const known = { id: formatSource(source), source, log, word }
    if (plan.isHidden) return { ...known, notes: [], isHidden: true }
    if (!plan.query) {
      return { ...known, notes: [], unasked: `It ${toNotRecordedWords(plan.cannotContain)}.` }
    }
    const subject = {
      ...toLedgerSubject(dataset, plan.query, timeRange, nowMs),
      ...(session && toOriginSubject(session, known.id)),
    }
    const notes = [
      ...(plan.unchecked.length > 0
        ? [`It ${toNotRecordedWords(plan.unchecked)}, so that exclude is not checked.`]
        : []),
      ...(plan.roleFilters.length > 0
        ? [
            `Matched after loading: ${joinRoles(
              plan.roleFilters.map(({ role }) => role),
              'and',
            )}.`,
          ]
        : []),
    ]
    return { ...known, subject, notes }
  })
}

/** The report at this moment. */
export function toReport(subjects: ReportSubject, state: SearchState): Report {
  const sources = subjects.map(({ subject, ...known }): SourceReport => {
    const isRecorded = state.ledger.sources.some(({ id }) => id === known.id)
    // Before the search has started, its ledger has no logs.
    if (!subject || !isRecorded) return known
    const account = toLedgerAccount(subject, state, known.id)
    const own = state.sources.find(({ id }) => id === known.id)
    if (subjects.length === 1 || !own) return { ...known, account, state: own }
    // How many entries of each log the local filters show is not counted.
    const { loaded } = own
    return { ...known, account: { ...account, entries: loaded, shown: loaded }, state: own }
  })
  const { verdict } = state.ledger
  const [only] = sources
  if (sources.length === 1 && only?.account) {
    return { verdict, because: only.account.because, sources }
  }
  return { verdict, because: toOverallWords(sources), sources }
}

/** How many logs have each verdict: `2 of 4 logs are complete, 1 is partial; 1 was not asked.` */
function toOverallWords(sources: readonly SourceReport[]): string {
  const asked = sources.flatMap(({ account }) => account ?? [])
  const [readAt] = asked.flatMap(({ origin }) => origin?.readAt ?? []).sort()
  const parts = (['complete', 'partial', 'unknown'] as const).flatMap((verdict) => {
    const count = asked.filter((account) => account.verdict === verdict).length
    return count === 0 ? [] : [`${count} ${count === 1 ? 'is' : 'are'} ${verdict}`]
  })
  const hidden = sources.filter(({ isHidden }) => isHidden).length
  const unasked = sources.length - asked.length - hidden
  return [
    readAt !== undefined && `Answered from the read of ${readAt}, without asking the API again.`,
    asked.length > 0
      ? `Of ${toCounted(asked.length, 'log')} that ${asked.length === 1 ? 'was' : 'were'} asked, ${parts.join(', ')}.`
      : 'No log that was asked is shown.',
    unasked > 0 &&
      `${toCounted(unasked, 'log')} cannot contain the answer and ${unasked === 1 ? 'was' : 'were'} not asked.`,
    hidden > 0 && `${toCounted(hidden, 'log')} ${hidden === 1 ? 'is' : 'are'} hidden.`,
    ...toReachWords(sources),
  ]
    .filter(Boolean)
    .join(' ')
}

/** The logs that lack or may lack older entries of the range, by title; each says why in its own reason. */
function toReachWords(sources: readonly SourceReport[]): readonly string[] {
  const logs = sources.flatMap(({ log, account }) =>
    account && listReachWords(account).length > 0 ? log : [],
  )
  const names = [...new Set(logs)].join(', ')
  return names === ''
    ? []
    : [
        `Logs may not reach back to the beginning of the range: older entries may be missing in ${names}.`,
      ]
}
