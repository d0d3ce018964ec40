/**
 * Checks that windows that are marked complete were read to their end. Otherwise the last batch of records could be left
 * out together with its pages.
 */
import type { WitnessRecord } from '../../contract/witness.ts'
import type { Receipt, ReceiptPage } from '../receipt.ts'
import type { CheckList } from './check.ts'
import { isFirstReading } from './check-verdict.ts'
import { findLogRequest, readTarget } from './read-request.ts'
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
          `Window ${window.number} of the log ${toQuoted(id)} is marked complete, but its last page (page ${number}) ${end}.`,
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

/** Whether a page is the last one of its chain, by what the proxy signed; otherwise why not, as the end of a sentence. */
function findEnd(
  page: ReceiptPage,
  record: WitnessRecord | undefined,
): 'shown' | 'open' | 'points to another page' | 'is full, so that more may follow' {
  const request = findLogRequest(readTarget(`/client/v4${page.request}`))
  if (!record?.entries || !request) return 'open'
  const { count, next } = record.entries
  if (request.pagination.style !== 'cursor')
    return count < request.size ? 'shown' : 'is full, so that more may follow'
  if (next === undefined) return count === 0 ? 'shown' : 'open'
  return next === null ? 'shown' : 'points to another page'
}
