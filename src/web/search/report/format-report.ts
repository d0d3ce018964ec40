/** Formats the report of a search as text and as JSON. */
import { toCounted } from '../../ui/text/count-text.ts'
import { toCodeBlock } from '../../ui/text/markdown.ts'
import {
  formatLedger,
  formatLedgerJson,
  formatLedgerMarkdown,
  ledgerTitle,
  toLedgerRecord,
} from '../screen/format-ledger.ts'
import type { Report, SourceReport } from './report.ts'
import { toQuestionWords } from './report-question.ts'

/** The report line by line; of a timeline, first all logs in a line each, then the account of each. */
export function formatReport(report: Report): string {
  const only = findOnlyAccount(report)
  if (only) return formatLedger(only)
  const lines = [
    `Gumshoe ${ledgerTitle.toLowerCase()} of ${toCounted(report.sources.length, 'log')}`,
    ...formatQuestion(report),
    `verdict: ${report.verdict}. ${report.because}`,
    ...report.sources.map((source) => `- ${formatSourceLine(source)}`),
    '',
  ]
  const accounts = report.sources.flatMap(({ id, account }) =>
    account ? [`source: ${id}\n${formatLedger(account)}`] : [],
  )
  return `${[...lines, ...accounts].join('\n')}\n`
}

function formatQuestion({ question }: Report): readonly string[] {
  if (!question) return []
  const { since, before } = question.timeRange
  return [`time range: ${since} to ${before}`, `question: ${toQuestionWords(question)}`]
}

/** A sentence with the verdict, and the report as a block of code, for a chat or a ticket. */
export function formatReportMarkdown(report: Report): string {
  const only = findOnlyAccount(report)
  if (only) return formatLedgerMarkdown(only)
  const sentence = `${ledgerTitle} of ${toCounted(report.sources.length, 'log')}: ${report.verdict}`
  return `${sentence}\n\n${toCodeBlock(formatReport(report).trimEnd(), 'text')}\n`
}

/** The report as JSON text. */
export function formatReportJson(report: Report): string {
  const only = findOnlyAccount(report)
  return only ? formatLedgerJson(only) : `${JSON.stringify(toReportRecord(report), null, 2)}\n`
}

/** The report of a timeline as a value for JSON. */
export function toReportRecord({ verdict, because, sources, question }: Report) {
  return {
    ...(question && { question }),
    verdict,
    because,
    sources: sources.map(({ id, log, unasked, isHidden, notes, account, state }) => ({
      source: id,
      log,
      ...(isHidden && { isHidden }),
      ...(unasked !== undefined && { notAskedBecause: unasked }),
      ...(state && { loaded: state.loaded, shareOfRange: state.share, retries: state.retries }),
      notes,
      ...(account && { account: toLedgerRecord(account) }),
    })),
  }
}

/** Said of a hidden log. */
export const hiddenWords = 'hidden. Its entries are not in the list.'

/** One log in a line: `Account audit log v1 (accounts/…/audit_logs): 120 loaded, 40 % of the range, partial`. */
export function formatSourceLine({
  id,
  log,
  unasked,
  isHidden,
  account,
  state,
  notes,
}: SourceReport): string {
  const name = `${log} (${id})`
  if (unasked !== undefined) return `${name}: not asked. ${unasked}`
  if (isHidden) return `${name}: ${hiddenWords}`
  const facts = [
    state && `${toCounted(state.loaded, 'entry', 'entries')} loaded`,
    state && `${formatShare(state.share)} of the range`,
    state && state.retries > 0 && toCounted(state.retries, 'failed request'),
    account?.verdict,
  ]
  return [`${name}: ${facts.filter(Boolean).join(', ')}.`, account?.because ?? '', ...notes]
    .filter(Boolean)
    .join(' ')
}

/** A share in whole percent, which says 100 % only of all of it. */
export function formatShare(share: number): string {
  return `${share >= 1 ? 100 : Math.min(99, Math.floor(share * 100))} %`
}

function findOnlyAccount({ sources }: Report) {
  const [only, ...others] = sources
  return others.length === 0 ? only?.account : undefined
}
