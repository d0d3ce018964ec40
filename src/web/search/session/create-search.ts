/**
 * One search: the queries of one source or several over a fixed time range, read page by page into one list in a store,
 * with a ledger of what was read. It claims the end only when the API showed it, and requests nothing before `loadMore` or `loadAll`.
 */

import { toFailureDetail } from '../../api/api-failure.ts'
import type { SourceId, StoredEntry, StoreSize } from '../../store/entry-store.ts'
import { commitAndPump, pump } from '../engine/ask-pages.ts'
import { skipBackoff } from '../engine/handle-failure.ts'
import { countPages } from '../engine/ledger.ts'
import { retryWindow } from '../engine/read-window.ts'
import { createRun, type Run, update, updateStream } from '../engine/run.ts'
import { type SearchParts, type SearchState, toSizeState } from '../engine/search-state.ts'
import { takeBack } from '../engine/sources/set-aside.ts'
import { restoreRanges } from '../engine/split-range.ts'
import { createFollower, type Follower } from '../follow/follow-entries.ts'

/** How many consecutive pages may be hidden by local filters before scrolling stops loading. */
const maxHiddenPages = 5

/** A search that can be continued, retried and stopped. */
export type Search = {
  getState: () => SearchState
  subscribe: (listener: () => void) => () => void
  /** Requests the next page, unless one is loading or there is none; after a failure, retries. */
  loadMore: () => void
  /** `loadMore` after which people who wait for a page are served first. */
  loadInBackground: () => void
  /** `loadMore` on scroll; stops after five pages that local filters hide completely. */
  loadOnScroll: () => void
  /** Reads the range to its end, several pages at once; also resumes after a pause. */
  loadAll: () => void
  /** Reads what a source has missed since it failed, and then reads it together with the others again. */
  retrySource: (id: SourceId) => void
  pause: () => void
  /** Stops reading the whole range; the list stays, and scrolling continues from its end. */
  stopLoading: () => void
  /** Shows the entries at the top of the first page, until it is in the list. */
  noteFirstEntries: (entries: readonly StoredEntry[]) => void
  /** Records how many entries pass the local filters. */
  noteView: (size: StoreSize) => void
  /** Records whether pairs are being found in what was loaded. */
  notePairing: (isPairing: boolean) => void
  /** Records that pairs were found: rows in sight do not move. */
  notePairs: (size: StoreSize) => void
  /** Records that the local filters failed; the view still shows the previous ones. */
  noteViewFailure: (error: unknown) => void
  /** Ends a backoff: the request is sent again at once. */
  retryNow: () => void
  /** Polls for new entries while the conditions allow it. */
  follow: Follower['follow']
  /** Adds the new entries to the list. */
  showNew: Follower['showNew']
  /** Suspends the search while it is not on the screen. Running requests finish. */
  suspend: () => void
  /** Resumes a suspended search. */
  resume: () => void
  /** Ends the search. */
  stop: () => void
}

/** Creates a search; it requests nothing before `loadMore` or `loadAll`. */
export function createSearch(parts: SearchParts): Search {
  const run = createRun({ ...parts, store: toLenientStore(parts.store) })
  const follower = createFollower(run)
  return {
    getState: () => run.state.search,
    subscribe(listener) {
      run.listeners.add(listener)
      return () => run.listeners.delete(listener)
    },
    loadMore() {
      update(run, { hiddenPages: 0, lane: 'interactive' })
      loadMore(run)
    },
    loadInBackground() {
      update(run, { lane: 'bulk' })
      loadMore(run)
    },
    loadOnScroll() {
      const { search, hiddenPages } = run.state
      if (search.status !== 'waiting' || hiddenPages >= maxHiddenPages) return
      update(run, { lane: 'interactive' })
      loadMore(run)
    },
    loadAll: () => loadAll(run),
    retrySource: (id) => retrySource(run, id),
    pause: () => pause(run),
    stopLoading: () => stopLoading(run),
    noteFirstEntries(firstEntries) {
      const { loaded, status, backoff } = run.state.search
      if (loaded > 0 || status !== 'loading' || backoff || firstEntries.length === 0) return
      update(run, { search: { firstEntries } })
    },
    noteView(size) {
      const revision = run.state.search.revision + 1
      update(run, {
        hiddenPages: 0,
        search: { ...toSizeState(size), revision, viewFailure: undefined, firstEntries: undefined },
      })
      void follower.recount()
    },
    notePairing(isPairing) {
      if ((run.state.search.isPairing ?? false) !== isPairing)
        update(run, { search: { isPairing } })
    },
    notePairs(size) {
      const { shown, pairsShown, revision } = run.state.search
      // With joined pairs, as many rows are the same rows. Separate rows name their partner, so they are read again.
      const isSame = size.shown === shown && size.pairsShown === pairsShown
      if (isSame && pairsShown > 0) return
      const quietRevision = revision + 1
      update(run, { search: { ...toSizeState(size), revision: quietRevision, quietRevision } })
    },
    noteViewFailure: (error) => update(run, { search: { viewFailure: toFailureDetail(error) } }),
    retryNow: () => skipBackoff(run, pump),
    follow: follower.follow,
    showNew: follower.showNew,
    suspend: () => setSuspended(run, true),
    resume: () => setSuspended(run, false),
    stop: () => run.stopped.abort(),
  }
}

/** Pages are discarded and forgotten without waiting. What a store that was closed meanwhile cannot drop is gone anyway. */
function toLenientStore(store: SearchParts['store']): SearchParts['store'] {
  return {
    commit: (streams, options) => store.commit(streams, options),
    countNew: (tickets) => store.countNew(tickets),
    discard: (tickets) => store.discard(tickets).catch(() => []),
    forgetLeaves: (tickets) => store.forgetLeaves(tickets).catch(() => undefined),
  }
}

function loadMore(run: Run): void {
  const { status, loaded, shown } = run.state.search
  if (status === 'failed') retry(run)
  else if (status !== 'waiting') return
  if (run.state.demand === 'none') update(run, { demand: 'more', before: { loaded, shown } })
  pump(run)
}

function retrySource(run: Run, id: SourceId): void {
  const { sources, search } = run.state
  const source = sources.find((each) => each.source.id === id)
  // A failure of all sources, or of the only one, is retried as a whole.
  if (source?.mode !== 'set-aside')
    return void (source && search.status === 'failed' && loadMore(run))
  takeBack(run, source.number)
  void commitAndPump(run)
  pump(run)
}

function retry(run: Run): void {
  update(run, { failure: undefined, isPaused: false })
  for (const { number } of run.state.sources) takeBack(run, number)
  for (const { streams } of run.state.sources.flatMap(({ segments }) => segments.active)) {
    for (const stream of streams) {
      updateStream(run, stream, { window: retryWindow(stream.window), failure: undefined })
    }
  }
  // Pages that the store failed to commit are staged already and not requested again.
  void commitAndPump(run)
}

function loadAll(run: Run): void {
  const { status } = run.state.search
  if (status === 'finished') return
  if (status === 'failed') retry(run)
  const pagesBefore = run.state.pagesBefore ?? countPages(run.ledger.read())
  update(run, { pagesBefore, isPaused: false, demand: 'all' })
  pump(run)
}

function pause(run: Run): void {
  if (run.state.pagesBefore === undefined || run.state.isPaused) return
  update(run, { isPaused: true })
  pump(run)
}

function setSuspended(run: Run, isSuspended: boolean): void {
  if (run.state.isSuspended === isSuspended) return
  update(run, { isSuspended })
  const isCatchingUp = run.state.sources.some(({ mode }) => mode === 'catching-up')
  if (!isSuspended && (run.state.demand !== 'none' || isCatchingUp)) pump(run)
}

function stopLoading(run: Run): void {
  if (run.state.pagesBefore === undefined) return
  update(run, { pagesBefore: undefined, isPaused: false, demand: 'none' })
  restoreRanges(run)
  pump(run)
}
