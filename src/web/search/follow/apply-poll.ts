/**
 * What becomes of looks for new entries: they are counted, wait, and join the list when asked for. One
 * after the other, because each of it says how far the list reaches and what waits beside it.
 */
import { formatInstant } from '../../../cloudflare/instant.ts'
import type { NewCount } from '../../store/entry-store.ts'
import { addCoverage } from '../engine/coverage.ts'
import { type Run, update } from '../engine/run.ts'
import { boundOverlapMs } from '../engine/search-plan.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import type { PollLedger } from './poll-ledger.ts'
import type { Poll } from './read-poll.ts'

/** How far a search was followed. */
export type Following = {
  run: Run
  /** Those that wait. */
  polls: Poll[]
  ledgers: PollLedger[]
  /** Up to here entries were looked for and counted, and when that was. */
  polledMs: number
  seenMs: number
  /** Before this nothing can appear any more. */
  finalMs: number
  /** Ends when all that was begun before is counted or shown. */
  turn: Promise<unknown>
}

/** Prepares to follow a run from the end of its range. */
export function createFollowing(run: Run): Following {
  const { startMs } = run.plan
  return {
    run,
    polls: [],
    ledgers: [],
    turn: Promise.resolve(),
    polledMs: startMs,
    seenMs: startMs,
    finalMs: startMs - toLateArrivalMs(run.plan.parts.dataset.latestArrivalS),
  }
}

/** How many entries wait, hidden ones as well. */
export const countAll = ({ shown, hidden }: NewCount) => shown + hidden

/** Counts what a look brought and lets it wait, if it is anything. */
export function applyPoll(following: Following, poll: Poll, signal: AbortSignal): Promise<void> {
  return inTurn(following, async () => {
    const { run } = following
    const { store, dataset } = run.plan.parts
    const tickets = poll.tickets.flat()
    const before = await store.countNew(listTickets(following))
    const newCount =
      poll.kept > 0 ? await store.countNew([...listTickets(following), ...tickets]) : before
    const isNews = !signal.aborted && countAll(newCount) > countAll(before)
    if (isNews) following.polls.push(poll)
    else {
      poll.noteIdle()
      void store.discard(tickets)
    }
    if (signal.aborted) return
    // Only now is it known what may be claimed of the list up to here.
    const { untilMs, seenMs } = poll
    following.polledMs = untilMs
    following.seenMs = seenMs
    following.finalMs = Math.min(
      untilMs - boundOverlapMs,
      seenMs - toLateArrivalMs(dataset.latestArrivalS),
    )
    update(run, {
      search: {
        newCount,
        follow: { status: 'on', checkedMs: seenMs },
        ...(countAll(newCount) === 0 && toReach(following)),
      },
    })
  })
}

/** Counts again what waits: other entries are shown now. */
export function recount(following: Following): Promise<void> {
  return inTurn(following, async () => {
    const { run, polls } = following
    if (polls.length === 0) return
    const newCount = await run.plan.parts.store.countNew(listTickets(following))
    if (!run.stopped.signal.aborted) update(run, { search: { newCount } })
  })
}

/** Puts the entries that wait into the list, where their time belongs. */
export function showNew(following: Following): Promise<void> {
  return inTurn(following, async () => {
    const { run, polls } = following
    if (polls.length === 0) return
    const streams = polls.flatMap((poll) => poll.tickets).filter((each) => each.length > 0)
    const receipt = await run.plan.parts.store.commit(streams, {
      place: 'start',
      direction: 'desc',
    })
    following.polls = []
    const { added, repeated, conflicting } = receipt
    const { source } = run.plan.parts
    run.ledger.record({ kind: 'entries-committed', source, added, repeated, conflicting })
    const { search } = run.state
    update(run, {
      search: {
        loaded: receipt.stored,
        shown: receipt.shown,
        conflicting: search.conflicting + conflicting,
        revision: search.revision + 1,
        newCount: emptySearchState.newCount,
        reachesUntil: formatInstant(following.polledMs),
        ...toReach(following),
      },
    })
  })
}

function inTurn(following: Following, work: () => Promise<void>): Promise<void> {
  const result = following.turn.then(work)
  following.turn = result.catch(() => undefined)
  return result
}

function listTickets({ polls }: Following): number[] {
  return polls.flatMap((poll) => poll.tickets.flat())
}

/** How far back a look reads, with a margin. */
function toLateArrivalMs(latestArrivalS: number | undefined): number {
  return latestArrivalS === undefined ? 60_000 : latestArrivalS * 1000 + 150_000
}

/** Up to the last look everything is in the list; what happened shortly before may still appear. */
function toReach({
  run,
  polledMs,
  seenMs,
}: Following): Pick<SearchState, 'coverage' | 'mayStillChangeSince'> {
  const { latestArrivalS } = run.plan.parts.dataset
  return {
    coverage: addCoverage(run.state.search.coverage, run.plan.startMs, polledMs),
    mayStillChangeSince:
      latestArrivalS === undefined
        ? undefined
        : formatInstant(Math.min(polledMs, seenMs - latestArrivalS * 1000)),
  }
}
