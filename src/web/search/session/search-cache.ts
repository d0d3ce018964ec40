/**
 * Caches the last few searches that were left, suspended, so that Back shows the same rows without a
 * request. Their number of entries is limited; an evicted search also ends its worker.
 */
import type { Search } from './create-search.ts'
import type { SearchSession } from './search-session.ts'

/** What the cache needs of a search. */
type CachedSearch = {
  key: string
  /** The search that its entries are a part of; it is cached for as long as this one is shown. */
  base?: CachedSearch | undefined
  /** Whether it would be another part of `base` now, because that reaches further. */
  isOutdated?: (() => boolean) | undefined
  search: Pick<Search, 'suspend' | 'resume' | 'getState'>
  dispose: () => void
}

/** The searches that are shown or cached. */
export type SearchCache<T extends CachedSearch> = {
  /**
   * The search with this key, if it is shown or cached. A shown one is found although it is outdated, until `show` has
   * replaced it: without it the page would be empty.
   */
  find: (key: string) => T | undefined
  /** Shows the cached search with this key, or starts a new one; one that is outdated is replaced. */
  show: (key: string, start: () => T | undefined) => T | undefined
  /** Caches a search that will be shown next, unless it is there. */
  prepare: (key: string, start: () => T | undefined) => void
  /** All searches that are shown or cached. */
  list: () => readonly T[]
  /** Suspends a search; disposes one without pages. */
  hide: (session: T) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * Limits for the searches that are cached beside the shown one. A million entries take minutes and a whole
 * quota to read, so the search left last may have that many (at 250 bytes an entry); the others share
 * about 75 MB. A part of another search has no entries of its own, and is selected again at once when it is needed.
 */
const cacheLimits = { sessions: 3, latestEntries: 1_500_000, entries: 300_000, parts: 3 } as const

/** Creates an empty cache. */
export function createSearchCache<T extends CachedSearch>(limits = cacheLimits): SearchCache<T> {
  /** In the order in which they were last shown. */
  let sessions: readonly T[] = []
  let shownSession: T | undefined
  const listeners = new Set<() => void>()

  function end(session: T): void {
    for (const part of sessions.filter(({ base }) => base === session)) end(part)
    sessions = sessions.filter((each) => each !== session)
    session.dispose()
  }

  function trim(shown: T | undefined): void {
    let entries = 0
    let count = 0
    let parts = 0
    for (const session of sessions.toReversed()) {
      if (session === shown || session === shown?.base || !sessions.includes(session)) continue
      if (session.base) {
        if (++parts > limits.parts) end(session)
        continue
      }
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
    find: (key) =>
      sessions.find((each) => each.key === key && (each === shownSession || !each.isOutdated?.())),
    show(key, start) {
      const found = sessions.find((each) => each.key === key)
      if (found && (isUnauthorized(found) || found.isOutdated?.())) end(found)
      const kept = sessions.find((each) => each.key === key)
      kept?.search.resume()
      const session = kept ?? start()
      if (session) {
        const base = sessions.filter((each) => each === session.base)
        const others = sessions.filter((each) => each !== session && each !== session.base)
        sessions = [...others, ...base, session]
      }
      shownSession = session
      trim(session)
      for (const listener of listeners) listener()
      return session
    },
    prepare(key, start) {
      if (sessions.some((each) => each.key === key)) return
      const session = start()
      if (session) sessions = [session, ...sessions]
    },
    list: () => sessions,
    hide(session) {
      if (session === shownSession) shownSession = undefined
      session.search.suspend()
      // Other searches are evicted only when the next one is shown, because that may be one of them.
      if (session.search.getState().pages === 0) end(session)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Whether it failed because the user was not signed in. */
function isUnauthorized({ search }: CachedSearch): boolean {
  const { failure, pages } = search.getState()
  return pages === 0 && failure?.kind === 'refused' && failure.status === 401
}

/** The cache of the whole app: Back may return to the explorer from another of its pages. */
export const searchCache = createSearchCache<SearchSession>()
