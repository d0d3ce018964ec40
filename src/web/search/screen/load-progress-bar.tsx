/** Progress of reading the whole range, with pause and stop. */
import { Progress } from '@cloudflare/kumo/primitives/progress'
import { useQuery } from '@tanstack/react-query'
import { quotaQuery } from '../../api/quota-query.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText, toDurationText } from '../../ui/text/count-text.ts'
import type { LoadProgress } from '../engine/search-state.ts'
import type { Search } from '../session/create-search.ts'

/**
 * Draws the progress, and the rest of the API's limit if the proxy reports it. The limit is queried here,
 * because each answer renders the whole component that queries it. After a failure (`hasFailed`) there is
 * no pause button: a retry is offered beside the bar.
 */
export function LoadProgressBar({
  progress,
  hasFailed,
  search,
}: {
  progress: LoadProgress
  hasFailed: boolean
  search: Search
}) {
  const { data: quota } = useQuery(quotaQuery)
  const { isPaused, share, entries, pages, leftMs } = progress
  // Never “100 %” before the end is proven.
  const percent = Math.min(99, Math.floor(share * 100))
  const words = [
    `${percent} % of the time range`,
    `${toCounted(entries, 'entry', 'entries')} more`,
    toCounted(pages, 'page'),
    quota &&
      `${quota.isMaximum ? 'at most ' : ''}${toCountText(quota.remaining)} of ${toCounted(quota.limit, 'request')} left in 5 minutes`,
    hasFailed
      ? 'stopped'
      : isPaused
        ? 'paused'
        : leftMs !== undefined && `about ${toDurationText(leftMs)} left`,
  ]
  return (
    <div className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
      <Progress.Root value={percent} aria-label="Reading the whole range" className="w-40 min-w-24">
        <Progress.Track className="h-2 overflow-hidden rounded-full bg-kumo-fill">
          <Progress.Indicator
            className={isPaused ? 'h-full bg-kumo-badge-neutral' : 'h-full bg-kumo-brand'}
          />
        </Progress.Track>
      </Progress.Root>
      <p className="text-kumo-strong tabular-nums">{words.filter(Boolean).join(' · ')}</p>
      <div className="flex gap-1">
        {!hasFailed && (
          <Button size="xs" variant="secondary" onClick={isPaused ? search.loadAll : search.pause}>
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        )}
        <Button size="xs" variant="ghost" onClick={search.stopLoading}>
          Stop and keep
        </Button>
      </div>
    </div>
  )
}
