/**
 * Checks that the pages of a window are one chain from its first page on. The analyst may ask for a page without the
 * search, so that it has no record; the page after it then has a cursor that no record names.
 */
import type { WitnessRecord } from '../../../contract/witness.ts'
import type { Receipt, ReceiptWindow } from '../../receipt.ts'
import type { CheckList } from '../check.ts'
import { isFirstReading } from '../check-verdict.ts'
import { findLogRequest, type LogRequest, readTarget } from '../read-request.ts'
import { toQuoted } from '../words.ts'

/** A page of a window, with what was asked and what the proxy signed of it. */
type ChainPage = {
  readonly name: string
  readonly request: LogRequest
  /** What selects the page: a cursor, or a number from 1; `undefined` for the first page. */
  readonly cursor: string | undefined
  readonly number: number | undefined
  readonly record: WitnessRecord | undefined
}

/** A window of a log that is marked complete, with its pages. */
type Chain = { readonly window: ReceiptWindow; readonly pages: readonly ChainPage[] }

/** Checks the windows of all logs that are marked complete. */
export function checkChains({ predicate }: Receipt, checks: CheckList): void {
  const records = new Map(predicate.witness.records.map(({ record }) => [record.requestId, record]))
  for (const { in: id, ledger } of predicate.sources) {
    if (ledger?.verdict !== 'complete') continue
    const chains = ledger.windows.filter(isFirstReading).map((window) => ({
      window,
      pages: window.pages.flatMap((number) => readPage(predicate.pages, number, records)),
    }))
    const log = `the log ${toQuoted(id)}`
    const problems = chains.flatMap((chain) => [...listChainProblems(chain)])
    checks.report('question', problems, `The pages of each window of ${log} follow each other.`)
  }
}

function readPage(
  pages: Receipt['predicate']['pages'],
  number: number,
  records: ReadonlyMap<string, WitnessRecord>,
): readonly ChainPage[] {
  const page = pages[number - 1]
  const target = page && readTarget(`/client/v4${page.request}`)
  const request = target && findLogRequest(target)
  if (!page || !target || !request) return []
  const { pagination } = request
  const find = (name: string) => target.pairs.find(([key]) => key === name)?.[1]
  return [
    {
      name: `Page ${number} (${toQuoted(page.request)})`,
      request,
      cursor: pagination.style === 'cursor' ? find(pagination.cursorParameter) : undefined,
      number: pagination.style === 'page' ? Number(find(pagination.pageParameter) ?? 1) : undefined,
      record: records.get(page.requestId),
    },
  ]
}

function* listChainProblems({ window, pages }: Chain): Generator<string> {
  const [first] = pages
  const named = new Set(pages.map(({ record }) => record?.entries?.next))
  const numbers = new Set(pages.map(({ number }) => number))
  // Without its record, a page names no cursor; that is said where pages are compared with records.
  const isWhole = pages.every(({ record }) => record?.entries?.next !== undefined)
  for (const { name, request, cursor, number } of pages) {
    if (first && !isSameQuestion(request, first.request))
      yield `${name} was asked with another time range or other filters than the first page of window ${window.number}.`
    else if (first && !isSameReading(request, first.request))
      yield `${name} was asked in another direction or with another size of pages than the first page of window ${window.number}: entries may lie between them.`
    if (cursor !== undefined && isWhole && !named.has(cursor))
      yield `${name} was asked with a cursor that no page of window ${window.number} names: pages before it are missing.`
    if (number !== undefined && number !== 1 && !numbers.has(number - 1))
      yield `${name} is page ${number} of window ${window.number}, which does not have page ${number - 1}.`
  }
}

function isSameQuestion(a: LogRequest, b: LogRequest): boolean {
  return a.sinceMs === b.sinceMs && a.beforeMs === b.beforeMs && a.filters === b.filters
}

/** Numbers count pages of one size, and how far a window was read depends on the direction. */
function isSameReading(a: LogRequest, b: LogRequest): boolean {
  return a.size === b.size && a.isOldestFirst === b.isOldestFirst
}
