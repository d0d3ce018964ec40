/** Says that a filter by what is new needs the comparison with the days before, and offers it. */
import type { LogQuery } from '../../../query/log-query.ts'
import { useRules } from '../../rules/rule-library.ts'
import { toRuleName } from '../../rules/rule-names.ts'
import { toReadingWords } from '../../search/baseline/baseline-words.ts'
import type { BaselineControl } from '../../search/baseline/use-baseline.ts'
import { findNewFor } from '../../store/baseline-values.ts'
import { ProblemNotice } from './problem-notice.tsx'

/** Draws the notice; nothing without such a filter, and once the list is compared. */
export function ComparisonNotice({
  query,
  comparison: { state, start, stop },
}: {
  query: LogQuery
  comparison: BaselineControl
}) {
  const rules = useRules()
  const names = query.localFilters.flatMap((filter) =>
    filter.kind === 'rule' && findNewFor(filter.rule) ? `“${toRuleName(filter.rule, rules)}”` : [],
  )
  if (names.length === 0 || (state.status === 'read' && state.baseline.read > 0)) return null
  const isReading = state.status === 'reading'
  return (
    <ProblemNotice
      title={`The filter ${names.join(' and ')} needs the comparison with the 30 days before`}
      messages={[
        isReading
          ? `${toReadingWords(state)}.`
          : state.status === 'read'
            ? 'There is nothing to compare with: the 30 days before have no entry.'
            : 'Until then no entry is known to be new.',
      ]}
      action={isReading ? 'Stop' : 'Compare'}
      onAction={isReading ? stop : start}
    />
  )
}
