/** The result of a search without entries: what the log cannot contain, and what to try next. */

import { BinocularsIcon } from '@phosphor-icons/react/dist/csr/Binoculars'
import { listCoverage } from '../../../catalog/coverage/list-coverage.ts'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { describeRetention } from '../../../catalog/describe-dataset.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { RangeLimit } from '../../../query/time/range-limits.ts'
import { formatRange } from '../../../query/time/time-range.ts'
import { findPartQuery, findWildcard, wildcardWords } from '../../filters/draft/find-wildcard.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Drawn instead of rows when a search found nothing. */
export function EmptyResult({
  dataset,
  query,
  limits,
  widerRange,
  onQuery,
}: {
  dataset: Dataset
  /** The query that found nothing. */
  query: LogQuery
  /** What the log cannot contain of this time range. */
  limits: readonly RangeLimit[]
  /** A longer range to offer, such as `30d`; absent if there is none. */
  widerRange: string | undefined
  /** Runs another query. */
  onQuery: (next: LogQuery) => void
}) {
  const hasFilters = query.filters.length > 0
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
          <Button size="sm" variant="secondary" onClick={() => onQuery({ ...query, filters: [] })}>
            Remove all filters
          </Button>
        )}
      </div>
      <div className="mt-2 w-full rounded-lg bg-kumo-base p-4 text-left ring ring-kumo-line">
        <h3 className="font-medium">What this log cannot show</h3>
        <ul className="mt-1 list-disc space-y-1 pl-4 text-kumo-strong">
          {limits.map(({ sentence }) => (
            <li key={sentence} className="font-medium text-kumo-default">
              {sentence}
            </li>
          ))}
          {listCoverage(dataset, query.scope.kind).map(({ id, sentence }) => (
            <li key={id}>{sentence}</li>
          ))}
          <li>Kept for: {describeRetention(dataset)}</li>
          {hasFilters && (
            <li>
              Values are compared as they are written: upper and lower case, and the spelling of an
              IPv6 address, make a difference.
            </li>
          )}
        </ul>
      </div>
    </section>
  )
}
