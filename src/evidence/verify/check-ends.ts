/**
 * Checks that windows that are called complete were read to their end. Otherwise the last batch of records could be left
 * out together with its pages.
 */
import type { WitnessRecord } from '../../contract/witness.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import type { Receipt, ReceiptPage } from '../receipt.ts'
import type { CheckList } from './check.ts'
import { isFirstReading } from './check-verdict.ts'
import { readTarget } from './read-request.ts'
import { toQuoted } from './words.ts'

/** Checks the last page of each complete window. */
export function checkEnds(receipt: Receipt, checks: CheckList): void {
  const { sources, pages, witness } = receipt.predicate
  const records = new Map(witness.records.map(({ record }) => [record.requestId, record]))
  let [shown, open] = [0, 0]
  for (const { in: id, ledger } of sources) {
    if (ledger?.verdict !== 'complete') continue
    for (const window of ledger.windows) {
      const number = window.pages.at(-1)
      const page = number === undefined ? undefined : pages[number - 1]
      if (window.outcome !== 'end' || !isFirstReading(window) || !page) continue
      const end = findEnd(page, records.get(page.requestId))
      if (end === 'shown') shown++
      else if (end === 'open') open++
      else
        checks.add(
          'question',
          'fails',
          `Window ${window.number} of the log ${toQuoted(id)} is called complete, but its last page, page ${number}, names a next one.`,
        )
    }
  }
  if (shown > 0 && open === 0)
    checks.add('question', 'holds', 'The last page of each complete window is the end of it.')
  if (open > 0)
    checks.add(
      'limits',
      'unknown',
      'Whether more followed after the last page of each window: a batch of records can be left out together with its pages.',
    )
}

/** Whether a page is the last one of its chain, by what the proxy signed. */
function findEnd(
  page: ReceiptPage,
  record: WitnessRecord | undefined,
): 'shown' | 'open' | 'not-the-end' {
  if (!record?.entries) return 'open'
  const { count, next } = record.entries
  if (count === 0) return 'shown'
  const { path, pairs } = readTarget(page.request)
  const pagination = findLogMeaning(path)?.dataset.pagination
  if (!pagination) return 'open'
  if (pagination.style === 'cursor') {
    if (next === undefined) return 'open'
    return next === null ? 'shown' : 'not-the-end'
  }
  const size = pairs.find(([key]) => key === pagination.sizeParameter)?.[1]
  return count < Number(size ?? pagination.defaultSize) ? 'shown' : 'open'
}
