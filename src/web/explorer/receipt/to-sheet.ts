/**
 * What the printed receipt of a search without entries says, on one page. What has no room is counted, and is in the file
 * of the receipt.
 */
import type { Receipt, ReceiptSource } from '../../../evidence/receipt.ts'
import type { ReportQuestion } from '../../search/report/report-question.ts'
import { toQuestionWords } from '../../search/report/report-question.ts'
import { toCounted } from '../../ui/text/count-text.ts'

/** A log, and what it answered. */
export type SheetLog = { log: string; path: string; outcome: string }

/** The parts of the page. */
export type ReceiptSheet = {
  title: string
  claim: string
  question: string
  since: string
  before: string
  logs: readonly SheetLog[]
  /** How many more logs there are, those that were not asked among them. */
  moreLogs: number
  cannotShow: readonly string[]
  moreCannotShow: number
  late: string
  /** What was signed, or why nothing was. */
  signed: string
  keys: readonly { fingerprint: string; isEphemeral: boolean }[]
  made: string
}

/** So much fits on one page of A4 and of Letter with the margins of a browser, with all parts at their longest. */
const maxima = { logs: 8, claim: 600, question: 400, cannotShow: 700, keys: 2 }

/** The page for a receipt; the question in words is not in it. */
export function toSheet({ predicate }: Receipt, question: ReportQuestion): ReceiptSheet {
  const { complete, claim, madeAt, madeBy, sources, notAsked, witness } = predicate
  const logs = [...sources.map(toAskedLog), ...notAsked.map(toUnaskedLog)]
  const sentences = [...new Set(sources.flatMap(listSentences))]
  const shown = takeLength(sentences, maxima.cannotShow)
  return {
    title: complete ? 'No entries were found' : 'No entries were found so far',
    claim: shorten(claim, maxima.claim),
    question: shorten(toQuestionWords(question), maxima.question),
    ...question.timeRange,
    logs: logs.slice(0, maxima.logs),
    moreLogs: Math.max(0, logs.length - maxima.logs),
    cannotShow: shown,
    moreCannotShow: sentences.length - shown.length,
    late: toLateWords(predicate),
    signed: toSignedWords(witness),
    keys: witness.keys
      .filter(({ fingerprint }) => witness.heads.some(({ head }) => head.key === fingerprint))
      .slice(-maxima.keys),
    made: `Made at ${madeAt} by ${madeBy.name} ${madeBy.version}`,
  }
}

function toAskedLog(source: ReceiptSource): SheetLog {
  const { ledger } = source
  const pages = ledger?.windows.reduce(
    (sum, window) => sum + window.pages.length + window.unlisted,
    0,
  )
  const entries = typeof ledger?.entries === 'number' ? ledger.entries : 0
  const found =
    entries === 0
      ? 'no entry'
      : `${toCounted(entries, 'entry', 'entries')}, none of which passes the filters`
  const outcome = ledger
    ? `${verdictWords[ledger.verdict]}, ${toCounted(pages ?? 0, 'page')}: ${found}`
    : 'not read'
  const title = typeof source.log === 'string' ? source.log : undefined
  const fromLedger = typeof ledger?.log === 'string' ? ledger.log : undefined
  return {
    log: title ?? fromLedger ?? source.in,
    path: source.in,
    outcome: source.isHidden === true ? 'hidden, not counted' : outcome,
  }
}

const verdictWords = {
  complete: 'read completely',
  partial: 'read in part',
  unknown: 'read, but the end is not certain',
} as const

function toUnaskedLog(log: Readonly<Record<string, unknown>>): SheetLog {
  return {
    log: String(log.log ?? ''),
    path: String(log.in ?? ''),
    outcome: `not asked. ${String(log.because ?? '')}`,
  }
}

/** What a log cannot show, that of the question first. */
function listSentences({ cannotShow }: ReceiptSource): readonly string[] {
  const { statements } = Object(cannotShow)
  if (!Array.isArray(statements)) return []
  return statements.flatMap((each: unknown) => {
    const { statement } = Object(each)
    return typeof statement === 'string' ? [statement] : []
  })
}

function toLateWords({ mayStillChangeSince, lateEntries, complete }: Receipt['predicate']): string {
  const read = lateEntries ? ` This is what the logs had at ${lateEntries.asReadAt}.` : ''
  if (mayStillChangeSince) {
    return `Entries after ${mayStillChangeSince} may still appear: a log may show an entry after newer ones, and Cloudflare promises no limit.${read}`
  }
  return complete
    ? `The range ended so long before it was read that no further entries are expected. Cloudflare promises no limit.${read}`
    : `What was not read may contain entries.${read}`
}

function toSignedWords({ records, heads, absentBecause }: Receipt['predicate']['witness']): string {
  return heads.length > 0
    ? `The proxy that asked Cloudflare signed ${toCounted(records.length, 'record')} of the answers. If another person or team than the analyst runs that proxy and has its key, this shows what it received. Otherwise it is the word of the analyst.`
    : `Nothing is signed${absentBecause === undefined ? '' : `: ${absentBecause}`} This page is the word of the analyst.`
}

function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength
    ? text
    : `${text.slice(0, maxLength)}… (the rest is in receipt.json)`
}

/** The first texts that have no more than so many characters together; one at least. */
function takeLength(texts: readonly string[], maxLength: number): readonly string[] {
  let length = 0
  const end = texts.findIndex((text) => {
    length += text.length
    return length > maxLength
  })
  return end === -1 ? texts : texts.slice(0, Math.max(1, end))
}
