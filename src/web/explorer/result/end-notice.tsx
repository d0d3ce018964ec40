/** The line below the last row: where the list ends, and how to go on. Why loading stopped is said in the footer, once. */
import { formatRange } from '../../../query/time/time-range.ts'
import { countHidden, type SearchState } from '../../search/engine/search-state.ts'
import { isSparse } from '../../search/session/fill-first-screen.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'

/** Draws the line. While local filters leave few entries, loading more is a search for others. */
export function EndNotice({
  state,
  onLoadMore,
  hidesLogs,
  hasLocalFilters,
  widerRanges,
  onRange,
  onShowAll,
}: {
  state: SearchState
  /** Whether logs of a timeline are hidden. */
  hidesLogs: boolean
  /** Whether the query has local filters; without them, filters of the query that an API does not apply hide entries. */
  hasLocalFilters: boolean
  onLoadMore: () => void
  /** Longer ranges to offer when the whole range was read without a hit, such as `7d`, the shortest first. */
  widerRanges: readonly string[]
  /** Runs the query for a longer range. */
  onRange: (range: string) => void
  /** Removes the local filters, and shows the hidden logs that are loaded. */
  onShowAll: () => void
}) {
  const { status, shown, loaded, failure, backoff } = state
  const words = toEndWords(
    state,
    hidesLogs ? 'are shown' : hasLocalFilters ? 'pass the local filters' : 'match',
  )
  const isSearching = isSparse(state)
  const isWithoutHit = shown === 0 && loaded > 0
  const hasProblem = failure !== undefined || backoff !== undefined
  const canLoad = status === 'waiting' && countHidden(state) > 0 && (isSearching || !hasProblem)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {words && <span>{words}</span>}
      {(canLoad || isWithoutHit) && (
        <span className="flex flex-wrap items-center gap-2">
          {canLoad && (
            <Button variant="secondary" size="sm" onClick={onLoadMore}>
              {isSearching ? 'Search further' : 'Load more'}
            </Button>
          )}
          {isWithoutHit &&
            status === 'finished' &&
            widerRanges.map((range) => (
              <Button key={range} variant="secondary" size="sm" onClick={() => onRange(range)}>
                Search the {formatRange(range)}
              </Button>
            ))}
          {isWithoutHit && (hidesLogs || hasLocalFilters) && (
            <Button variant="secondary" size="sm" onClick={onShowAll}>
              {hidesLogs ? 'Show all loaded entries' : 'Remove the local filters'}
            </Button>
          )}
        </span>
      )}
    </div>
  )
}

function toEndWords(state: SearchState, shownWords: string) {
  const { status, verdict, reason, loaded, shown, pairsShown, failure, backoff } = state
  if (failure || backoff) return undefined
  const hidden =
    countHidden(state) > 0
      ? `${toCounted(loaded, 'entry', 'entries')} loaded; ${toCountText(shown + pairsShown)} of them ${shownWords}`
      : ''
  if (status === 'loading' || (status === 'waiting' && !hidden)) return 'Loading more…'
  const end = verdict === 'complete' ? 'End of the time range' : reason
  return [status === 'finished' && end, hidden].filter(Boolean).join('; ')
}
