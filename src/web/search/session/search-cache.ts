/**
 * Keeps the last few searches that were left, at rest, so that Back shows the same rows again without a
 * request. How many are kept is limited by what they hold; what has to go takes its worker with it.
 */
import type { Search } from './create-search.ts'
import type { SearchSession } from './search-session.ts'

/** What a shelf keeps. */
type CachedSearch = {
  key: string
  search: Pick<Search, 'rest' | 'wake' | 'getState'>
  dispose: () => void
}

/** The searches that are shown or kept. */
export type SearchCache<T extends CachedSearch> = {
  /** The search with this key, if it is shown or kept. */
  find: (key: string) => T | undefined
  /** Shows a search: the kept one where there is one, or else a new one. */
  show: (key: string, start: () => T | undefined) => T | undefined
  /** Lays a search by. One that has read nothing yet ends. */
  hide: (session: T) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * Kept at most beside the one that is shown. A million entries take minutes and a whole quota to read, so
 * the search that was left last is kept even then (at 250 bytes an entry); the others share about 75 MB.
 */
const cacheLimits = { sessions: 3, latestEntries: 1_500_000, entries: 300_000 } as const

/** Creates an empty shelf. */
export function createSearchCache<T extends CachedSearch>(limits = cacheLimits): SearchCache<T> {
  /** The one shown last is the last. */
  let sessions: readonly T[] = []
  const listeners = new Set<() => void>()

  function end(session: T): void {
    sessions = sessions.filter((each) => each !== session)
    session.dispose()
  }

  function trim(shown: T | undefined): void {
    let entries = 0
    let count = 0
    for (const session of sessions.toReversed()) {
      if (session === shown) continue
      const { loaded } = session.search.getState()
      const isLatest = count === 0
      const fits = isLatest
        ? loaded <= limits.latestEntries
        : count < limits.sessions && entries + loaded <= limits.entries
      if (fits) {
        count++
        entries += isLatest ? 0 : loaded
      } else end(session)
    }
  }

  return {
    find: (key) => sessions.find((each) => each.key === key),
    show(key, start) {
      const found = sessions.find((each) => each.key === key)
      if (found && isRefused(found)) end(found)
      const kept = sessions.find((each) => each.key === key)
      kept?.search.wake()
      const session = kept ?? start()
      if (session) sessions = [...sessions.filter((each) => each !== session), session]
      trim(session)
      for (const listener of listeners) listener()
      return session
    },
    hide(session) {
      session.search.rest()
      // What comes next decides what else has to go: it may be one of those that are kept.
      if (session.search.getState().pages === 0) end(session)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Whether it failed before anybody had signed in. */
function isRefused({ search }: CachedSearch): boolean {
  const { failure, pages } = search.getState()
  return pages === 0 && failure?.kind === 'refused' && failure.status === 401
}

/** The searches of this page: the explorer's page is left for other pages, to which Back leads as well. */
export const shelf = createSessionShelf<SearchSession>()
