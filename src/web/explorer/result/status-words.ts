/** The status of a search in one line. It says “Complete” only if there can be no more entries. */

import { isScreenKey } from '../../../query/address/screen-state.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { QueryProblem } from '../../../query/validate-query.ts'
import { countHidden, type SearchState } from '../../search/engine/search-state.ts'
import { toRangeShare } from '../../search/screen/to-range-share.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'

/**
 * How many entries are loaded, or how many of them the filters show: `162 of 258 loaded`. Where two logs have recorded the
 * same event, events are counted: `1,204 events, 180 of them in both logs (1,384 loaded)`.
 */
function toLoadedWords(state: SearchState): string {
  const { loaded, shown, pairsShown } = state
  const of = countHidden(state) > 0 ? ` of ${toCountText(loaded)} loaded` : ' loaded'
  if (pairsShown === 0) return `${toCountText(shown)}${of}`
  const events = `${toCounted(shown, 'event')}, ${toCountText(pairsShown)} of them in both logs`
  return `${events} (${toCountText(shown + pairsShown)}${of})`
}

/** The status line of a search; `ignoredCount` filters of the link could not be used. */
export function toStatusWords(
  state: SearchState,
  direction: LogQuery['direction'],
  ignoredCount = 0,
): string {
  const words = toStateWords(state, direction)
  return state.status === 'finished' && ignoredCount > 0
    ? `${words} · ${toCounted(ignoredCount, 'filter')} of the link ignored`
    : words
}

function toStateWords(state: SearchState, direction: LogQuery['direction']): string {
  const { status, loaded, backoff, failure } = state
  if (status === 'finished' && state.verdict === 'complete' && loaded === 0)
    return 'No entries · Complete'
  if (loaded === 0 && (backoff || failure || status === 'finished')) return 'Nothing loaded'
  if (loaded === 0) return 'Loading the first entries…'
  if (state.progress && status === 'loading' && !backoff)
    return `${toCounted(loaded, 'entry', 'entries')} so far`
  return `${toLoadedWords(state)} · ${toVerdictWords(state, direction)}`
}

/** The words in two parts: what is always shown, and the explanation, which a small page has no room for. */
export function splitStatusWords(words: string): readonly [shown: string, explanation: string] {
  const [, shown, explanation] = /^(.* · Partial)(: .*)$/.exec(words) ?? []
  return shown === undefined ? [words, ''] : [shown, explanation ?? '']
}

/** What may be claimed about the loaded entries, in a few words. */
function toVerdictWords(state: SearchState, direction: LogQuery['direction']): string {
  switch (state.status) {
    case 'loading':
      return state.backoff ? 'Waiting' : 'Loading more…'
    case 'waiting':
      return state.hasNextPage
        ? `Partial: ${direction === 'asc' ? 'newer' : 'older'} entries not loaded`
        : 'More may be available'
    case 'paused':
      return 'Paused'
    case 'failed':
      return 'Stopped'
    case 'finished':
      if (state.isPairing) return 'Finding events in both logs…'
      return state.verdict === 'complete' ? 'Complete' : 'There may be more'
    default:
      return state.status satisfies never
  }
}

/** The status as it was last announced, and the tenth of the time range that was loaded then. */
export type SpokenStatus = { words: string; tenth: number | undefined }

/**
 * The status for a screen reader, with the figures of the screen. While the whole range is read, the count changes
 * several times a second, so it is announced once for each tenth of the time range.
 */
export function toSpokenStatus(
  state: SearchState,
  direction: LogQuery['direction'],
  last: SpokenStatus,
  ignoredCount = 0,
): SpokenStatus {
  const words = toStatusWords(state, direction, ignoredCount)
  const { progress, status, backoff } = state
  if (!progress || status !== 'loading' || backoff) return { words, tenth: undefined }
  const tenth = Math.floor(progress.share * 10)
  if (tenth === last.tenth) return last
  return { words: `${words}, ${toRangeShare(progress.share)}`, tenth }
}

/** Keys of a link that are no filters. */
const otherKeys: readonly string[] = ['since', 'before', 'range', 'direction', 'order']

/** How many problems of a link are filters that were ignored, so that the list has more entries than were asked for. */
export function countIgnoredFilters(problems: readonly QueryProblem[]): number {
  return problems.filter(
    ({ kind, key }) =>
      kind !== 'not-for-links' &&
      kind !== 'contradiction' &&
      !isScreenKey(key) &&
      !otherKeys.includes(key),
  ).length
}
