/** The footer: how much was loaded, what may be claimed of it, and the moment the search was fixed at. */
import { Button } from '@cloudflare/kumo/components/button'
import { cn } from '@cloudflare/kumo/utils'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { toTimeText } from '../ui/time-text.ts'
import type { SearchState } from './search.ts'
import { toStatusWords } from './status-words.ts'

/** Clocks that differ by less are not worth a word. */
const shownSkewMs = 60_000

const verdictDots: Readonly<Record<SearchState['verdict'], string>> = {
  complete: 'bg-kumo-success',
  partial: 'bg-kumo-info',
  unknown: 'bg-kumo-warning',
}

/** Draws the status line of a search. */
export function StatusBar({
  state,
  timeRange,
  timeZone,
  clockAheadMs,
  onContinue,
}: {
  state: SearchState
  timeRange: ResolvedTimeRange | undefined
  timeZone: string
  /** By how much the proxy's clock is ahead of this computer's. */
  clockAheadMs: number
  onContinue: () => void
}) {
  const requests = state.pages.length
  return (
    <footer className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-kumo-line border-t bg-kumo-elevated px-4 py-1 text-[12px]">
      <p role="status" className="flex items-center gap-2 font-medium tabular-nums">
        <span
          aria-hidden
          className={cn(
            'size-2 rounded-full',
            state.status === 'failed' ? 'bg-kumo-danger' : verdictDots[state.verdict],
          )}
        />
        {toStatusWords(state)}
      </p>
      {state.status === 'failed' && state.loaded > 0 && (
        <Button size="xs" variant="secondary" onClick={onContinue}>
          Retry
        </Button>
      )}
      {state.status === 'waiting' && (
        <Button size="xs" variant="ghost" onClick={onContinue}>
          Load more
        </Button>
      )}
      <p className="text-kumo-strong">
        verdict: <strong className="font-medium">{state.verdict}</strong>
        {state.reason && ` (${state.reason})`}
      </p>
      {state.conflicting > 0 && (
        <p className="text-kumo-danger">
          {state.conflicting} known ids came again with another content; both are shown
        </p>
      )}
      {Math.abs(clockAheadMs) > shownSkewMs && (
        <p className="text-kumo-warning">
          This computer’s clock is {Math.round(Math.abs(clockAheadMs) / 60_000)} min{' '}
          {clockAheadMs > 0 ? 'behind' : 'ahead of'} the proxy’s, which is used
        </p>
      )}
      <p className="ml-auto text-kumo-strong tabular-nums">
        {requests} {requests === 1 ? 'page' : 'pages'} read
        {timeRange && (
          <>
            {' · '}
            {toTimeText(timeRange.since, timeZone)} to {toTimeText(timeRange.before, timeZone)}
          </>
        )}
      </p>
    </footer>
  )
}
