/** Progress of reading the whole range, with pause and stop. The status beside it has the count of entries. */
import { Progress } from '@cloudflare/kumo/primitives/progress'
import { useQuery } from '@tanstack/react-query'
import { quotaQuery } from '../../api/quota-query.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import type { LoadProgress } from '../engine/search-state.ts'
import type { Search } from '../session/create-search.ts'
import { toRangeShare } from './to-range-share.ts'

/**
 * Draws the progress, and the rest of the API's limit if the proxy reports it. The limit is queried here,
 * because each answer renders the whole component that queries it. After a failure (`hasFailed`) there is
 * no pause button: a retry is offered beside the failure.
 */
export function LoadProgressBar({
  progress,
  loaded,
  hasFailed,
  search,
}: {
  progress: LoadProgress
  /** How many entries are in the list. */
  loaded: number
  hasFailed: boolean
  search: Search
}) {
  const { data: quota } = useQuery(quotaQuery)
  const { isPaused, share, pages } = progress
  const rest = [
    toCounted(pages, 'page'),
    quota &&
      `${quota.isMaximum ? 'at most ' : ''}${toCountText(quota.remaining)} of ${toCounted(quota.limit, 'request')} left in 5 minutes`,
  ]
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3">
      <Progress.Root
        value={Math.min(99, Math.floor(share * 100))}
        aria-label="Reading the whole range"
        aria-valuetext={`${toCounted(loaded, 'entry', 'entries')} so far, ${toRangeShare(share)}`}
        className="w-24"
      >
        <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-kumo-fill">
          <Progress.Indicator
            className={isPaused ? 'h-full bg-kumo-badge-neutral' : 'h-full bg-kumo-brand'}
          />
        </Progress.Track>
      </Progress.Root>
      <p className="text-kumo-strong tabular-nums">
        {toRangeShare(share)}
        <span className="max-[1320px]:sr-only"> · {rest.filter(Boolean).join(' · ')}</span>
      </p>
      <div className="flex gap-1">
        {!hasFailed && (
          <Button size="xs" variant="secondary" onClick={isPaused ? search.loadAll : search.pause}>
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        )}
        <Button size="xs" variant="ghost" onClick={search.stopLoading}>
          Stop (keep loaded)
        </Button>
      </div>
    </div>
  )
}
