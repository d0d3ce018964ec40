/** An empty result, said carefully: what was asked, what cannot appear, and what to try. */

import { Button } from '@cloudflare/kumo/components/button'
import { BinocularsIcon } from '@phosphor-icons/react/dist/csr/Binoculars'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { describeRetention } from '../../catalog/describe-dataset.ts'
import { toRangeWords } from '../../query/time-range.ts'

/** Stands in for the rows of a search that found nothing. */
export function EmptyResult({
  dataset,
  hasFilters,
  widerRange,
  onClearFilters,
  onWiden,
}: {
  dataset: Dataset
  hasFilters: boolean
  /** A longer range to offer, such as `30d`; none beyond the longest. */
  widerRange: string | undefined
  onClearFilters: () => void
  onWiden: (range: string) => void
}) {
  return (
    <section className="mx-auto mt-12 flex max-w-xl flex-col items-center gap-3 px-6 text-center">
      <BinocularsIcon aria-hidden size={40} className="text-kumo-subtle" />
      <h2 className="font-semibold text-base">No entries match in this time range</h2>
      <div className="flex gap-2">
        {widerRange && (
          <Button size="sm" variant="primary" onClick={() => onWiden(widerRange)}>
            Search the {toRangeWords(widerRange)}
          </Button>
        )}
        {hasFilters && (
          <Button size="sm" variant="secondary" onClick={onClearFilters}>
            Remove all filters
          </Button>
        )}
      </div>
      <div className="mt-2 w-full rounded-lg bg-kumo-base p-4 text-left ring ring-kumo-line">
        <h3 className="font-medium">What this log cannot show</h3>
        <ul className="mt-1 list-disc space-y-1 pl-4 text-kumo-strong">
          {dataset.coverage.map((sentence) => (
            <li key={sentence}>{sentence}</li>
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
