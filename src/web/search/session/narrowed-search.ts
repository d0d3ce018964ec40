/**
 * A search that was answered from memory: its entries are a part of the complete list of another search. It requests
 * nothing. While it is on the screen, the readings for late entries of the other search go on, and it shows what they
 * bring.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { toFailureDetail } from '../../api/api-failure.ts'
import type { PartDoubt, PartSize, SourceId } from '../../store/entry-store.ts'
import { findOverlap } from '../engine/coverage.ts'
import { toLedgerSnapshot } from '../engine/create-ledger.ts'
import {
  emptySearchState,
  findShownOf,
  type SearchState,
  toSizeState,
  toSourceShown,
} from '../engine/search-state.ts'
import type { Search } from './create-search.ts'
import { toDoubtWords } from './doubt-words.ts'
import type { SessionSources } from './session-sources.ts'

/** A search whose entries are a part of those of another one. */
export type NarrowedSearch = Search & {
  /** Records the size of the part; `isQuiet` says that it was selected again without a gesture of the analyst. */
  noteSize: (size: PartSize, isQuiet: boolean) => void
}

/** Which part it is. */
type SearchPart = { sources: SessionSources; timeRange: ResolvedTimeRange }

/** Creates a search over a part of the list of `base`; `selectAgain` is called when that list or its pairs have changed. */
export function createNarrowedSearch(
  base: Search,
  part: SearchPart,
  selectAgain: () => void,
): NarrowedSearch {
  const listeners = new Set<() => void>()
  let own: OwnState = { size: undefined, revision: 0 }
  let baseState = base.getState()
  let state = toState(baseState, own, part)

  function update(change: Partial<OwnState>): void {
    own = { ...own, ...change }
    state = toState(baseState, own, part)
    for (const listener of listeners) listener()
  }

  const unsubscribe = base.subscribe(() => {
    const { loaded, quietRevision } = baseState
    baseState = base.getState()
    if (baseState.loaded !== loaded || baseState.quietRevision !== quietRevision) selectAgain()
    update({})
  })
  const nothingToLoad = () => undefined

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    noteSize(size, isQuiet) {
      const revision = own.revision + 1
      update({
        size,
        revision,
        viewFailure: undefined,
        ...(isQuiet && { quietRevision: revision }),
      })
    },
    noteFirstEntries: nothingToLoad,
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
  { sources, timeRange }: SearchPart,
): SearchState {
  const { pages, follow } = base
  const isPart = ({ id }: { id: SourceId }) => sources.some((each) => each.id === id)
  const ledger = toLedgerSnapshot(
    base.ledger.sources
      .filter(isPart)
      .map((source) => ({ ...source, arrivedLate: size?.sources[source.id]?.late ?? 0 })),
  )
  const doubt = size?.doubt
  const ids = base.sources.map(({ id }) => id)
  const shownOf = size && findShownOf(ids, size)
  const isReady = size !== undefined && !doubt
  return {
    ...emptySearchState,
    ...own,
    ...toLateState(base, timeRange),
    ...(base.isPairing !== undefined && { isPairing: base.isPairing }),
    ...(doubt && { mustAsk: { because: toDoubtWords(doubt, findTitle(sources, doubt)) } }),
    ...(isFollowed && { mustAsk: {} }),
    ...(size && toSizeState(size)),
    status: isReady || own.viewFailure ? 'finished' : 'loading',
    verdict: ledger.verdict,
    reason: ledger.reason,
    ledger,
    sources: base.sources.filter(isPart).map(({ shown: _, ...source }) => {
      const loaded = size?.sources[source.id]?.stored ?? 0
      return {
        ...source,
        ...{ loaded, ...toSourceShown(source.id, loaded, shownOf) },
        coverage: source.coverage?.flatMap((each) => findOverlap(each, timeRange)) ?? [],
      }
    }),
    conflicting: ledger.sources.reduce((sum, { totals }) => sum + totals.conflicting, 0),
    pages,
    follow: follow.status === 'on' ? emptySearchState.follow : follow,
    coverage: base.coverage.flatMap((part) => findOverlap(part, timeRange)),
  }
}

/** The title of the log of a doubt, where there are several. */
function findTitle(sources: SessionSources, { source }: PartDoubt): string | undefined {
  const found = sources.find(({ id }) => id === source)
  return found?.origin && found.dataset.title
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
