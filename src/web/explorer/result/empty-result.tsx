/** The result of a search without entries: what the log cannot contain, and what to try next. */

import { BinocularsIcon } from '@phosphor-icons/react/dist/csr/Binoculars'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { CoverageGap, OtherLog } from '../../../query/coverage/find-coverage-gaps.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { keepRequired } from '../../../query/required/required-filter.ts'
import { formatRange } from '../../../query/time/time-range.ts'
import { findPartQuery, findWildcard, wildcardWords } from '../../filters/draft/find-wildcard.ts'
import { CoverageButton } from '../../search/screen/coverage-button.tsx'
import { AskOther } from '../../search/screen/coverage-list.tsx'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Drawn instead of rows when a search found nothing. */
export function EmptyResult({
  dataset,
  query,
  gaps,
  widerRange,
  onQuery,
}: {
  dataset: Dataset
  /** The query that found nothing. */
  query: LogQuery
  /** What the log cannot show, that of the question first. */
  gaps: readonly CoverageGap[]
  /** A longer range to offer, such as `30d`; absent if there is none. */
  widerRange: string | undefined
  /** Runs another query. */
  onQuery: (next: LogQuery) => void
}) {
  const required = keepRequired(dataset, query.filters)
  const hasFilters = query.filters.length > required.length
  const mostRelevant = gaps.slice(0, 2)
  const others = listOthers(mostRelevant.filter(({ appliesTo }) => appliesTo === 'question'))
  const local = findPartQuery(query, dataset)
  const hasWildcard = query.filters.some(({ values }) => findWildcard(values) !== undefined)
  const widen = (range: string) => onQuery({ ...query, timeRange: { kind: 'relative', range } })
  return (
    <section className="mx-auto mt-12 flex max-w-xl flex-col items-center gap-3 px-6 text-center">
      <BinocularsIcon aria-hidden size={40} className="text-kumo-subtle" />
      <h2 className="font-semibold text-base">No entries match in this time range</h2>
      {hasWildcard && <p className="text-kumo-default">{wildcardWords}</p>}
      <div className="flex flex-wrap justify-center gap-2">
        {local && (
          <Button size="sm" variant="primary" onClick={() => onQuery(local.next)}>
            <span className="max-w-110 truncate">
              Local filter instead: {local.label} has “<VisibleText text={local.text} />”
            </span>
          </Button>
        )}
        {widerRange && (
          <Button
            size="sm"
            variant={local ? 'secondary' : 'primary'}
            onClick={() => widen(widerRange)}
          >
            Search the {formatRange(widerRange)}
          </Button>
        )}
        {hasFilters && (
          <Button
            size="sm"
            variant="secondary"
            onClick={() => onQuery({ ...query, filters: required })}
          >
            Remove all filters
          </Button>
        )}
      </div>
      <div className="mt-2 space-y-1 text-kumo-strong">
        <p>{mostRelevant.map(({ statement }) => statement.sentence).join(' ')}</p>
        {others.map((other) => (
          <AskOther key={other.id} other={other} />
        ))}
        {hasFilters && (
          <p>
            Values are compared as they are written: upper and lower case, and the spelling of an
            IPv6 address, make a difference.
          </p>
        )}
      </div>
      <CoverageButton log={dataset.title} gaps={gaps} size="sm" variant="secondary">
        What these logs cannot show ({gaps.length})
      </CoverageButton>
    </section>
  )
}

/** The logs that may have what is missing, each once. */
function listOthers(gaps: readonly CoverageGap[]): readonly OtherLog[] {
  const others = gaps.flatMap(({ elsewhere }) => elsewhere)
  return others.filter(({ id }, index) => others.findIndex((each) => each.id === id) === index)
}
