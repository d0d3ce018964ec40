/**
 * One search: queries at a fixed time range, read page by page into a store, with an account of how
 * far it got. It never says “end” unless the API showed it. Nothing is asked before it is wanted.
 */
import { toFailureDetail } from '../../api/api-failure.ts'
import { commitAndPump, pump } from '../engine/ask-pages.ts'
import type { LedgerSnapshot } from '../engine/ledger.ts'
import { startMeter } from '../engine/load-meter.ts'
import { retryWindow } from '../engine/read-window.ts'
import { createRun, type Run, update, updateStream } from '../engine/run.ts'
import type { SearchParts, SearchState } from '../engine/search-state.ts'
import { restoreRange, tickMeter, toPosition } from '../engine/split-range.ts'
import { createFollower, type Follower } from '../follow/follow-entries.ts'

/** Pages in a row without an entry to show after which scrolling does not load by itself. */
const maxHiddenPages = 5

/** A search that can be continued, retried and stopped. */
export type Search = {
  getState: () => SearchState
  subscribe: (listener: () => void) => () => void
  /** The latest snapshot of the ledger: the same object until something is recorded. */
  getLedger: () => LedgerSnapshot
  /** Asks for the next page, unless one is under way or there is none; after a failure, again. */
  loadMore: () => void
  /** The same because the end of the list is near: not for ever, when local filters hide all that comes. */
  loadOnScroll: () => void
  /** Reads the range to its end, several pages at once; also goes on after a pause. */
  loadAll: () => void
  pause: () => void
  /** Ends the reading of the whole range; what is in the list stays, and scrolling goes on from it. */
  stopLoading: () => void
  /** Takes note of how many entries the local filters let through. */
  noteView: (shown: number) => void
  /** Takes note of that the local filters could not be applied: what is shown is for others. */
  noteViewFailure: (error: unknown) => void
  /** Looks for new entries as long as the conditions allow it. */
  follow: Follower['follow']
  /** Puts the new entries into the list. */
  showNew: Follower['showNew']
  /** Asks nothing more while nobody looks. What is under way ends. */
  rest: () => void
  /** Goes on as it was before the rest. */
  wake: () => void
  /** Ends the search. */
  stop: () => void
}

/** Prepares a search; nothing is asked before `loadMore` or `loadAll`. */
export function createSearch(parts: SearchParts): Search {
  const run = createRun(parts)
  const follower = createFollower(run)
  return {
    getState: () => run.state.search,
    subscribe(listener) {
      run.listeners.add(listener)
      return () => run.listeners.delete(listener)
    },
    getLedger: run.ledger.read,
    loadMore() {
      update(run, { hiddenPages: 0 })
      loadMore(run)
    },
    loadOnScroll() {
      const { search, hiddenPages } = run.state
      if (search.status === 'waiting' && hiddenPages < maxHiddenPages) loadMore(run)
    },
    loadAll: () => loadAll(run),
    pause: () => pause(run),
    stopLoading: () => stopLoading(run),
    noteView(shown) {
      const revision = run.state.search.revision + 1
      update(run, { hiddenPages: 0, search: { shown, revision, viewFailure: undefined } })
      void follower.recount()
    },
    noteViewFailure: (error) => update(run, { search: { viewFailure: toFailureDetail(error) } }),
    follow: follower.follow,
    showNew: follower.showNew,
    rest: () => setResting(run, true),
    wake: () => setResting(run, false),
    stop: () => run.stopped.abort(),
  }
}

function loadMore(run: Run): void {
  const { status, loaded, shown } = run.state.search
  if (status === 'failed') retry(run)
  else if (status !== 'waiting') return
  if (run.state.demand === 'none') update(run, { demand: 'more', before: { loaded, shown } })
  pump(run)
}

function retry(run: Run): void {
  update(run, { failure: undefined, isPaused: false })
  for (const { streams } of run.state.segments.active) {
    for (const stream of streams) updateStream(run, stream, { window: retryWindow(stream.window) })
  }
  // What the store would not take is not asked for again.
  void commitAndPump(run)
}

function loadAll(run: Run): void {
  const { status } = run.state.search
  if (status === 'finished') return
  if (status === 'failed') retry(run)
  const meter = run.state.meter ?? startMeter(toPosition(run), run.plan.parts.clock.now())
  update(run, { meter, isPaused: false, demand: 'all' })
  pump(run)
}

function pause(run: Run): void {
  if (!run.state.meter || run.state.isPaused) return
  update(run, { isPaused: true })
  pump(run)
}

function setResting(run: Run, isResting: boolean): void {
  if (run.state.isResting === isResting) return
  update(run, { isResting })
  if (isResting) tickMeter(run, true)
  else if (run.state.demand !== 'none') pump(run)
}

function stopLoading(run: Run): void {
  if (!run.state.meter) return
  update(run, { meter: undefined, isPaused: false, demand: 'none' })
  if (run.state.isSplit) restoreRange(run)
  pump(run)
}
