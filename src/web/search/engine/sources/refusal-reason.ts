/** Words a failed request for the ledger. */
import { type FailureDetail, toFailureWords } from '../../../api/api-failure.ts'

/** Why a request brought no page, as the ledger records it. */
export function toRefusalReason(failure: FailureDetail): string {
  const { title, quote } = toFailureWords(failure)
  return quote ? `${title} (${quote})` : title
}
