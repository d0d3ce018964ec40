/**
 * Goes on loading while local filters leave less than a first screen of entries, as a search for a rare text does.
 * One page at a time, in the lane of bulk reading, and only within bounds: the quota of the API is shared.
 */
import { countHidden, type SearchState } from '../engine/search-state.ts'
import type { Search } from './create-search.ts'

/** Bounds of the loading that follows one gesture. */
export const fillLimits = {
  /** Entries of a first screen; with as many shown, scrolling loads the rest. */
  shownEntries: 50,
  /**
   * Requests and entries, whichever is reached first. A page has at most 1,000 entries. The first pages of further sources
   * do not count: with more than twenty logs, filling would end with the page that it begins with.
   */
  requests: 20,
  entries: 20_000,
} as const

/** The bounds, as far as tests change them. */
export type FillLimits = Readonly<Record<keyof typeof fillLimits, number>>

/**
 * Adds the filling to a search. It begins with another view and with `loadMore`, and ends at a bound, at the end of the
 * range, when the API limits requests, after a failure, and with every other gesture. Scrolling does not pass the bounds.
 */
export function fillFirstScreen(search: Search, limits: FillLimits = fillLimits): Search {
  /** The search when filling began; absent while nothing is filled. */
  let start: { pages: number; loaded: number } | undefined

  function begin(): void {
    const { pages, loaded, sources } = search.getState()
    start = { pages: Math.max(pages, sources.length - 1), loaded }
    goOn()
  }

  function end(): void {
    start = undefined
  }

  function goOn(): void {
    if (!start) return
    const { status, pages, loaded, backoff } = search.getState()
    const isSpent =
      pages - start.pages >= limits.requests || loaded - start.loaded >= limits.entries
    const isLimited = backoff?.kind === 'limited'
    if (status === 'failed' || status === 'finished' || isSpent || isLimited) end()
    else if (status === 'waiting' && isSparse(search.getState(), limits)) search.loadInBackground()
  }

  search.subscribe(goOn)
  const ending =
    (gesture: () => void): (() => void) =>
    () => {
      end()
      gesture()
    }
  return {
    ...search,
    loadMore() {
      search.loadMore()
      begin()
    },
    loadOnScroll() {
      if (!isSparse(search.getState(), limits)) search.loadOnScroll()
    },
    noteView(size) {
      search.noteView(size)
      begin()
    },
    loadAll: ending(search.loadAll),
    retrySource(id) {
      end()
      search.retrySource(id)
    },
    pause: ending(search.pause),
    stopLoading: ending(search.stopLoading),
    suspend: ending(search.suspend),
    stop: ending(search.stop),
  }
}

/** Whether local filters hide entries, and what they show is less than a first screen. */
export function isSparse(
  state: Pick<SearchState, 'shown' | 'loaded' | 'pairsShown'>,
  { shownEntries }: FillLimits = fillLimits,
): boolean {
  return countHidden(state) > 0 && state.shown < shownEntries
}
