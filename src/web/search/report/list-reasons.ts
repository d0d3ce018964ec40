/** Why the verdict of a search is not complete, for the footer: in a timeline each reason names its log. */
import { toCounted } from '../../ui/text/count-text.ts'
import type { SearchState } from '../engine/search-state.ts'
import type { ReportSubject } from './report.ts'

/** Maximum number of logs whose reason the footer has room for; the report has those of all. */
const maxReasons = 2

export function listReasons(
  subjects: ReportSubject,
  { reason, ledger }: Pick<SearchState, 'reason' | 'ledger'>,
): readonly string[] {
  if (subjects.length === 1) return reason === undefined ? [] : [reason]
  const reasons = subjects.flatMap(({ id, word }) => {
    const own = ledger.sources.find((source) => source.id === id)?.reason
    return own === undefined ? [] : `${word}: ${own}`
  })
  if (reasons.length <= maxReasons) return reasons
  const others = reasons.length - maxReasons + 1
  return [...reasons.slice(0, maxReasons - 1), `gaps in ${toCounted(others, 'other log')}`]
}
