/** The status of a search in one line. It says “end” only if there can be no more entries. */
import { toFailureWords } from '../../api/api-failure.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'

/** A count of entries in words: `1 entry`, `12,431 entries`. */
export function toEntryCount(count: number): string {
  return toCounted(count, 'entry', 'entries')
}

/** The status line of a search. */
export function toStatusWords(state: SearchState): string {
  const loaded = `${toCountText(state.loaded)} loaded`
  switch (state.status) {
    case 'loading':
      if (state.backoff) return `${loaded}, waiting`
      return state.loaded === 0 ? 'Loading the first entries…' : `${loaded}, loading more…`
    case 'waiting':
      return state.hasNextPage ? `${loaded}, more available` : `${loaded}, perhaps more`
    case 'paused':
      return `${loaded}, paused`
    case 'failed':
      return `${loaded}, stopped: ${state.failure ? toFailureWords(state.failure).title : 'unknown reason'}`
    case 'finished':
      if (state.verdict !== 'complete') return `${loaded}; whether there are more is unknown`
      return state.loaded === 0
        ? 'End of range, no entries'
        : `End of range, ${toEntryCount(state.loaded)}`
    default:
      return state.status satisfies never
  }
}

/**
 * The status for a screen reader. While the whole range is read, the count changes several times a second, so
 * only every tenth of the progress is announced.
 */
export function toSpokenStatus(state: SearchState): string {
  const { progress, status, backoff } = state
  if (!progress || status !== 'loading' || backoff) return toStatusWords(state)
  return `Reading the whole range, ${Math.floor(progress.share * 10) * 10} %`
}
