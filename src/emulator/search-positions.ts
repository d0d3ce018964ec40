/**
 * Finds the entries of a numbered page. Page n depends on all pages before it, so the last few searches are kept
 * and continued instead of started again.
 */

/** A search for `count` matching entries, beginning with the `from`-th match. */
export type PositionQuery = {
  /** Equal for searches that find the same. */
  key: string
  start: number
  end: number
  isAscending: boolean
  /** Absent when every entry matches. */
  isMatch: ((index: number) => boolean) | undefined
  from: number
  count: number
}

/** The indexes of the entries, and the number of matches found so far; it is final once the search has ended. */
export type Positions = { indexes: readonly number[]; total: number }

/** Searches that continue earlier ones. */
export type PositionSearch = { find: (query: PositionQuery) => Positions }

const rememberedSearches = 8

/** Creates a position search that has no earlier searches to continue. */
export function createPositionSearch(): PositionSearch {
  const memory = new Map<string, { found: number[]; seen: number }>()

  function find(query: PositionQuery): Positions {
    const { key, start, end, isAscending, isMatch, from, count } = query
    const length = end - start
    const toIndex = (at: number) => (isAscending ? start + at : end - 1 - at)
    if (!isMatch) {
      const size = Math.max(0, Math.min(count, length - from))
      return { indexes: Array.from({ length: size }, (_, at) => toIndex(from + at)), total: length }
    }
    const search = memory.get(key) ?? { found: [], seen: 0 }
    memory.delete(key)
    memory.set(key, search)
    for (const oldest of memory.keys()) {
      if (memory.size <= rememberedSearches) break
      memory.delete(oldest)
    }
    for (; search.seen < length && search.found.length < from + count; search.seen++) {
      const index = toIndex(search.seen)
      if (isMatch(index)) search.found.push(index)
    }
    return { indexes: search.found.slice(from, from + count), total: search.found.length }
  }

  return { find }
}
