/**
 * A search that was answered from memory: its entries are a part of the complete list of another search. It requests
 * nothing. While it is on the screen, the readings for late entries of the other search go on, and it shows what they
 * bring.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { toFailureDetail } from '../../api/api-failure.ts'
import type { PartSize } from '../../store/entry-store.ts'
import { findOverlap } from '../engine/coverage.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import type { Search } from './create-search.ts'
import { toDoubtWords } from './doubt-words.ts'

/** A search whose entries are a part of those of another one. */
export type NarrowedSearch = Search & {
  /** Records the size of the part. */
  noteSize: (size: PartSize) => void
}

/** Creates a search over a part of the list of `base`; `selectAgain` is called when that list has changed. */
export function createNarrowedSearch(
  base: Search,
  timeRange: ResolvedTimeRange,
  selectAgain: () => void,
): NarrowedSearch {
  const listeners = new Set<() => void>()
  let own: OwnState = { size: undefined, revision: 0 }
  let baseState = base.getState()
  let state = toState(baseState, own, timeRange)

  function update(change: Partial<OwnState>): void {
    own = { ...own, ...change }
    state = toState(baseState, own, timeRange)
    for (const listener of listeners) listener()
  }

  const unsubscribe = base.subscribe(() => {
    const { loaded } = baseState
    baseState = base.getState()
    if (baseState.loaded !== loaded) selectAgain()
    update({})
  })
  const nothingToLoad = () => undefined

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    noteSize(size) {
      const revision = own.revision + 1
      // The analyst asked for the first selection, and for another view; late entries come by themselves.
      const isQuiet = own.size !== undefined && own.size.stored !== size.stored
      update({
        size,
        revision,
        viewFailure: undefined,
        ...(isQuiet && { quietRevision: revision }),
      })
    },
    noteView: nothingToLoad,
    notePairing: nothingToLoad,
    notePairs: nothingToLoad,
    noteViewFailure: (error) => update({ viewFailure: toFailureDetail(error) }),
    follow(conditions) {
      base.follow({ ...conditions, isWanted: false })
      const { follow } = base.getState()
      const isPossible = follow.status === 'off' && follow.obstacle === 'not-wanted'
      // Only the API has entries that are newer than the read.
      if (conditions.isWanted && conditions.isVisible && isPossible) update({ isFollowed: true })
    },
    showNew: async () => undefined,
    loadMore: nothingToLoad,
    loadInBackground: nothingToLoad,
    retryNow: nothingToLoad,
    loadOnScroll: nothingToLoad,
    loadAll: nothingToLoad,
    retrySource: nothingToLoad,
    pause: nothingToLoad,
    stopLoading: nothingToLoad,
    suspend: nothingToLoad,
    resume: nothingToLoad,
    stop: unsubscribe,
  }
}

/** What is known beside the state of the other search. */
type OwnState = Pick<SearchState, 'revision' | 'quietRevision' | 'viewFailure'> & {
  size: PartSize | undefined
  isFollowed?: boolean
}

function toState(
  base: SearchState,
  { size, isFollowed, ...own }: OwnState,
  timeRange: ResolvedTimeRange,
): SearchState {
  const { pages, verdict, reason, conflicting, follow } = base
  const doubt = size?.doubt
  const isReady = size !== undefined && !doubt
  return {
    ...emptySearchState,
    ...own,
    ...toLateState(base, timeRange),
    ...(doubt && { mustAsk: { because: toDoubtWords(doubt) } }),
    ...(isFollowed && { mustAsk: {} }),
    status: isReady || own.viewFailure ? 'finished' : 'loading',
    verdict,
    reason,
    ledger: {
      ...base.ledger,
      sources: base.ledger.sources.map((source) => ({ ...source, arrivedLate: size?.late ?? 0 })),
    },
    // Only a search of one source is narrowed.
    sources: base.sources.map((source) => ({ ...source, loaded: size?.stored ?? 0 })),
    loaded: size?.stored ?? 0,
    shown: size?.shown ?? 0,
    conflicting,
    pages,
    follow: follow.status === 'on' ? emptySearchState.follow : follow,
    coverage: base.coverage.flatMap((part) => findOverlap(part, timeRange)),
  }
}

/** What may still change in the time range. */
function toLateState(
  { late, mayStillChangeSince }: SearchState,
  { since, before }: ResolvedTimeRange,
): Pick<SearchState, 'late' | 'mayStillChangeSince'> {
  const beforeMs = findEpochMs(before) ?? 0
  const changingMs = findEpochMs(mayStillChangeSince ?? '') ?? Number.POSITIVE_INFINITY
  const isAfterSince = changingMs > (findEpochMs(since) ?? 0)
  return {
    late: late && late.fromMs < beforeMs ? late : undefined,
    mayStillChangeSince:
      changingMs < beforeMs ? (isAfterSince ? mayStillChangeSince : since) : undefined,
  }
}
