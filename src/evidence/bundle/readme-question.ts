/** What was asked, of which logs, and which were not asked, as paragraphs of `README.txt`. */
import type { LocalFilter } from '../../query/log-query.ts'
import type { ReceiptSource } from '../receipt.ts'
import type { ReadmeFacts } from './readme-facts.ts'
import { toParagraph, toPlainText, toPoints } from './readme-text.ts'

type Fields = Readonly<Record<string, unknown>>

/** The question with range and filters, then the logs that were asked, then the others. */
export function listQuestionParagraphs({ receipt }: ReadmeFacts): readonly string[] {
  const { question, sources, notAsked } = receipt.predicate
  const names = listScopeNames(sources)
  return [
    listQuestionLines(question)
      .map((line) => toParagraph(line, ' '.repeat(11)))
      .join('\n'),
    ...toList(
      'Logs that were asked:',
      sources.map((source) => `${toLogName(source, names)}: ${toAnswer(source)}.`),
    ),
    ...toList(
      'Logs that were not asked, and why:',
      notAsked.map((log) => `${toLogName(log, names)}: ${toPlainText(String(log.because ?? ''))}`),
    ),
    toParagraph('receipt.json has the same under “question”, “sources” and “notAsked”.'),
  ]
}

/** The log of a source and where it was read: `Account audit log v2 of the account “Acme Corp” (2bd4…)`. */
export function toLogName(
  log: Fields,
  names: ReadonlyMap<string, string> = listScopeNames([log]),
): string {
  const fromLedger = toFields(log.ledger).log
  const title = [log.log, fromLedger, log.in].find((each) => typeof each === 'string')
  const { kind, id } = toFields(log.scope)
  if (typeof kind !== 'string') return toPlainText(`${title ?? 'a log'}`)
  if (typeof id !== 'string') return toPlainText(`${title ?? 'a log'} of the ${kind} of the token`)
  const name = names.get(id)
  const named = name === undefined ? id : `“${name}” (${id})`
  return toPlainText(`${title ?? 'a log'} of the ${kind} ${named}`)
}

function listScopeNames(logs: readonly Fields[]): ReadonlyMap<string, string> {
  return new Map(
    logs.flatMap(({ scope, scopeName }) => {
      const { id } = toFields(scope)
      return typeof id === 'string' && typeof scopeName === 'string' ? [[id, scopeName]] : []
    }),
  )
}

function listQuestionLines(question: Fields): readonly string[] {
  const { since, before } = toFields(question.timeRange)
  const { askedAs } = question
  const as = typeof askedAs === 'string' ? ` (asked as ${askedAs})` : ''
  const range = since === undefined ? [] : [`range:     from ${since}, and before ${before}${as}`]
  const filters = [
    ...toArray(question.filters).map(toFilterWords),
    ...toArray(question.localFilters).map((each) => toLocalFilterWords(each as LocalFilter)),
  ]
  const words = filters.length === 0 ? ['none: all entries of the range'] : filters
  return [
    `log:       ${question.log ?? 'see receipt.json'}`,
    ...range,
    ...words.map((each, index) => `${(index === 0 ? 'filters:' : '').padEnd(11)}${each}`),
  ].map(toPlainText)
}

function toFilterWords(filter: unknown): string {
  const { parameter, mode, values } = toFields(filter)
  const isExcluded = mode === 'exclude'
  const joined = toArray(values).join(isExcluded ? ' and not ' : ' or ')
  return `${parameter} is ${isExcluded ? 'not ' : ''}${joined}`
}

/** A filter that was applied to loaded entries. */
function toLocalFilterWords(filter: LocalFilter): string {
  const isExcluded = filter.mode === 'exclude'
  const contains = isExcluded ? 'does not contain' : 'contains'
  switch (filter.kind) {
    case 'field': {
      const equals = isExcluded ? 'is not' : 'is'
      const path = filter.pointer === '' ? 'the entry' : filter.pointer
      return `${path} ${filter.isExact ? equals : contains} “${filter.text}”`
    }
    case 'text':
      return `the text of the entry ${contains} “${filter.text}”`
    case 'hours':
      return `the time of the entry is ${isExcluded ? 'not ' : ''}in ${filter.hours}`
    case 'rule':
      return `the rule ${filter.rule} ${isExcluded ? 'does not match' : 'matches'}`
    default:
      // A receipt of another version may have others.
      return JSON.stringify(filter)
  }
}

const verdictWords = {
  complete: 'read completely',
  partial: 'read in part',
  unknown: 'read, but it is unknown whether to its end',
} as const

function toAnswer({ isHidden, ledger, exported }: ReceiptSource): string {
  if (isHidden === true) return 'its entries were hidden, so nothing is claimed of it'
  const read = ledger ? verdictWords[ledger.verdict] : 'not read'
  return `${read}, ${toCountWords(exported)} in this folder`
}

/** A number of entries, with separators of thousands. */
export function toCountWords(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'entry' : 'entries'}`
}

function toList(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${title}\n${toPoints(items)}`]
}

function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
