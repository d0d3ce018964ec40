/** Formats the ledger as text and as JSON, as evidence of how the entries were read. */

import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { type CoverageGap, findCoverageGaps } from '../../../query/coverage/find-coverage-gaps.ts'
import { formatCoverage, toCoverageRecords } from '../../../query/coverage/format-coverage.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import {
  type ApiRequest,
  formatApiRequest,
  toApiRequest,
} from '../../../query/request/api-request.ts'
import { splitQuery } from '../../../query/split-query.ts'
import { listRangeLimits, type RangeLimit } from '../../../query/time/range-limits.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { Verdict } from '../../../query/verdict.ts'
import type { SourceId } from '../../store/entry-store.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toCode, toCodeBlock } from '../../ui/text/markdown.ts'
import {
  countPages,
  getSource,
  type LedgerPage,
  type LedgerReason,
  type LedgerTotals,
  type LedgerWindow,
  type SourceLedger,
} from '../engine/ledger.ts'
import type { SearchState } from '../engine/search-state.ts'
import { toLateReadingWords, toLateWords } from './late-words.ts'
import { listReachWords } from './list-reach-words.ts'
import { type ReadOrigin, toOriginWords } from './read-origin.ts'

/** What the screens call the ledger. */
export const ledgerTitle = 'Completeness report'

/** What a ledger is about. */
export type LedgerSubject = {
  /** The log's title. */
  log: string
  /** The request for the first page; several when one request cannot express the query. */
  requests: readonly ApiRequest[]
  /** The time range of the list; following extends it. */
  timeRange: ResolvedTimeRange
  /** What the log cannot contain of that time, however completely it is read. */
  limits: readonly RangeLimit[]
  /** What else the log cannot show, that of the question first. */
  cannotShow: readonly CoverageGap[]
  /** Set when the entries are a part of an earlier read; `requests` are then those of that read. */
  origin?: ReadOrigin
}

/** What the ledger of a search is about. Retention is counted back from `nowMs`, or else from the end of the range. */
export function toLedgerSubject(
  dataset: Dataset,
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  nowMs?: number,
): LedgerSubject {
  const { maxSize } = dataset.pagination
  const requests = splitQuery(query).map((each) => toApiRequest(each, timeRange, { size: maxSize }))
  const latestMs = nowMs ?? findEpochMs(timeRange.before)
  const limits = listRangeLimits(dataset, findEpochMs(timeRange.since), latestMs)
  const cannotShow = findCoverageGaps(query, timeRange, nowMs)
  return { log: dataset.title, requests, timeRange, limits, cannotShow }
}

/** The records of a source with their verdict and its reason. */
export type LedgerAccount = LedgerSubject & {
  verdict: Verdict
  because: string
  entries: number
  /** How many of the entries the local filters show. */
  shown: number
  pages: number
  refused: number
  /** The parts of the range that were read completely. */
  coverage: readonly ResolvedTimeRange[]
  ledger: SourceLedger
}

/** Combines the records of a source with its verdict and the reason for it. */
export function toLedgerAccount(
  subject: LedgerSubject,
  state: SearchState,
  source: SourceId,
): LedgerAccount {
  const ledger = getSource(state.ledger, source)
  return {
    ...subject,
    verdict: ledger.verdict,
    because: [
      ...(subject.origin ? [toOriginWords(subject.origin)] : []),
      toVerdictReason(state, ledger),
      ...listReachWords(subject),
    ].join(' '),
    entries: state.loaded,
    shown: state.shown + state.pairsShown,
    pages: countPages({ sources: [ledger] }),
    refused: countRefused(ledger),
    coverage: state.coverage,
    ledger,
  }
}

/** How many requests brought no page. */
export function countRefused({ windows }: SourceLedger): number {
  return windows.reduce(
    (sum, { retries, earlier }) => sum + retries.length + (earlier?.refused ?? 0),
    0,
  )
}

/** How many entries were read, and how many of them the list shows: `1,233 in the list, 2 shown by local filters`. */
export function toListWords({ entries, shown }: Pick<LedgerAccount, 'entries' | 'shown'>): string {
  const loaded = `${toCountText(entries)} in the list`
  return shown < entries ? `${loaded}, ${toCountText(shown)} shown by local filters` : loaded
}

/** How many received entries were known already: `1 duplicate, 0 conflicting versions`. */
export function toRepeatedWords({
  repeated,
  conflicting,
}: Pick<LedgerTotals, 'repeated' | 'conflicting'>): string {
  return `${toCounted(repeated, 'duplicate')}, ${toCounted(conflicting, 'conflicting version')}`
}

/** The parts of the range that were read completely, as text. */
export function toCoverageWords({ coverage }: Pick<LedgerAccount, 'coverage'>): string {
  return coverage.map(({ since, before }) => `${since} to ${before}`).join('; ') || 'nothing yet'
}

/** What the log cannot contain, as text; one line for each limit. */
export function toLimitWords({ limits }: Pick<LedgerAccount, 'limits'>): readonly string[] {
  return limits.map(({ before, sentence }) => `before ${before}: ${sentence}`)
}

/** The reason for a verdict, in one or two sentences. */
function toVerdictReason(state: SearchState, ledger: SourceLedger): string {
  const { verdict, reason, gaps } = ledger
  const late = toLateWords(state, ledger)
  switch (verdict) {
    case 'complete':
      return `Every window was read until the API showed its end.${late}`
    case 'unknown':
      if (state.pages === 0) return 'Nothing has been read yet.'
      return `${reason ?? 'The API did not show an end.'}${late}`
    case 'partial': {
      const gap = gaps.length > 0 ? ` ${toCounted(gaps.length, 'gap')} so far.` : ''
      return `The range was not read to its end.${gap}${late}`
    }
    default:
      return verdict satisfies never
  }
}

const reasonWords: Readonly<Record<LedgerReason, string>> = {
  start: 'read',
  'larger-pages': 'went on with larger pages',
  refused: 'read again from the last entry, because a page was refused',
  'look-beyond': 'looked whether anything follows',
  'shorter-range': 'asked for a shorter time',
  retry: 'tried again from the last entry',
  'late-entries': 'last hour read again for late entries',
  follow: 'looked for new entries',
}

/** Why a window was opened. */
export function toReasonWords(reason: LedgerReason): string {
  return reasonWords[reason]
}

const outcomeWords: Readonly<Record<LedgerWindow['outcome'], string>> = {
  reading: 'not complete yet',
  end: 'complete',
  continued: 'continued in a later window',
  unknown: 'end not confirmed by the API',
}

/** The requests of a window that are counted but not listed; empty when all are listed. */
export function toEarlierWords({ earlier }: LedgerWindow): string {
  if (!earlier) return ''
  const { pages, entries, bytes, refused } = earlier
  return `earlier requests without new entries: ${toCounted(pages, 'page')} with ${toCounted(entries, 'entry', 'entries')}, ${toCounted(bytes, 'byte')}; ${toCounted(refused, 'failed request')}`
}

/** What became of a window. */
export function toOutcomeWords(outcome: LedgerWindow['outcome']): string {
  return outcomeWords[outcome]
}

/** The whole account, line by line. */
export function formatLedger(account: LedgerAccount): string {
  const { log, requests, timeRange, ledger, origin } = account
  const { added } = ledger.totals
  const lines = [
    `Gumshoe ${ledgerTitle.toLowerCase()}`,
    `log: ${log}`,
    ...(origin?.notAsked.map((request) => `question, not asked: ${request}`) ?? []),
    ...requests.map((request) => `asked: ${formatApiRequest(request)}`),
    `time range: ${timeRange.since} to ${timeRange.before}`,
    `fully read: ${toCoverageWords(account)}`,
    ...toLimitWords(account).map((words) => `not in the log: ${words}`),
    `verdict: ${account.verdict}. ${account.because}`,
    `entries: ${toListWords(account)}; ${toCountText(added)} added, ${toRepeatedWords(ledger.totals)}; ${toCountText(ledger.arrivedLate)} arrived late`,
    `requests: ${toCounted(account.pages, 'page')}, ${toCounted(account.refused, 'failed request')}`,
    ...ledger.lateReadings.map((reading) => `read again: ${toLateReadingWords(reading)}`),
    ledger.gaps.length === 0 ? 'gaps: none' : 'gaps:',
    ...ledger.gaps.map(({ since, before, reason }) => `  ${since} to ${before}: ${reason}`),
    '',
    'what this log cannot show:',
    ...formatCoverage(account.cannotShow).map((line) => `  ${line}`),
    '',
    ...ledger.windows.flatMap(toWindowLines),
  ]
  return `${lines.join('\n')}\n`
}

/** The verdict in a sentence, and the whole account as a block of code, for a chat or a ticket. */
export function formatLedgerMarkdown(account: LedgerAccount): string {
  const { log, verdict, entries, timeRange } = account
  const range = `${toCode(timeRange.since)} to ${toCode(timeRange.before)}`
  const sentence = `${ledgerTitle}: ${verdict}, ${toCounted(entries, 'entry', 'entries')} of ${log}, ${range}`
  return `${sentence}\n\n${toCodeBlock(formatLedger(account).trimEnd(), 'text')}\n`
}

/** The account as a value for JSON. */
export function toLedgerRecord({ requests, ledger, cannotShow, ...facts }: LedgerAccount) {
  const { windows, gaps, totals, lateReadings, arrivedLate } = ledger
  const asked = requests.map(formatApiRequest)
  return {
    ...facts,
    asked,
    cannotShow: toCoverageRecords(cannotShow),
    windows,
    gaps,
    totals,
    lateReadings,
    arrivedLate,
  }
}

/** The account as JSON text. */
export function formatLedgerJson(account: LedgerAccount): string {
  return `${JSON.stringify(toLedgerRecord(account), null, 2)}\n`
}

/** What follows a page, in words. */
export function toPageEndWords({ nextCursor, isUnused }: LedgerPage): string {
  if (isUnused) return 'not used, because other requests read the same time'
  return nextCursor ? 'names a next page' : 'names no next page'
}

function toWindowLines(window: LedgerWindow): string[] {
  const { number, query, since, before, reason, outcome, pages, retries } = window
  const earlier = toEarlierWords(window)
  return [
    `window ${number} (request ${query}): ${since} to ${before}; ${toReasonWords(reason)}; ${toOutcomeWords(outcome)}`,
    ...(earlier ? [`  ${earlier}`] : []),
    ...pages.map(
      (page) =>
        `  ${page.at} ${toCounted(page.count, 'entry', 'entries')}, ${toCounted(page.bytes, 'byte')}, id ${page.requestId || 'none'}, ${toPageEndWords(page)}: ${page.request}`,
    ),
    ...pages.flatMap(({ at, doubts }) => doubts.map((doubt) => `  ${at} doubt: ${doubt}`)),
    ...retries.map(({ at, reason: why, request }) => `  ${at} failed: ${why}: ${request}`),
  ]
}
