/**
 * Applies polls: their new entries are counted and wait until the analyst shows them. Polls are applied
 * one at a time, because each moves the point up to which the list is known.
 */
import { formatInstant } from '../../../cloudflare/instant.ts'
import type { NewCount } from '../../store/entry-store.ts'
import { addCoverage } from '../engine/coverage.ts'
import { extendSchedule, findChangingSince } from '../engine/late-schedule.ts'
import { type Run, update } from '../engine/run.ts'
import { boundOverlapMs, toRangeMs } from '../engine/search-plan.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import type { PollLedger } from './poll-ledger.ts'
import type { Poll } from './read-poll.ts'

/** How far a search has been followed. */
export type Following = {
  run: Run
  /** Polls whose entries wait. */
  polls: Poll[]
  ledgers: PollLedger[]
  /** Entries up to `polledMs` were polled and counted, at `seenMs`. */
  polledMs: number
  seenMs: number
  /** Entries before this instant can no longer appear. */
  finalMs: number
  /** Resolves when all earlier work is done. */
  turn: Promise<unknown>
}

/** Prepares to follow a search from the end of its range. */
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

/** How many entries wait, including hidden ones. */
export const countAll = ({ shown, hidden }: NewCount) => shown + hidden

/** Counts the new entries of a poll, and keeps the poll if there are any. */
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
    // Only after counting is the list known up to here.
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
        ...(countAll(newCount) === 0 && toCoverageChange(following)),
      },
    })
  })
}

/** Counts the waiting entries again after the local filters changed. */
export function recount(following: Following): Promise<void> {
  return inTurn(following, async () => {
    const { run, polls } = following
    if (polls.length === 0) return
    const newCount = await run.plan.parts.store.countNew(listTickets(following))
    if (!run.stopped.signal.aborted) update(run, { search: { newCount } })
  })
}

/** Adds the waiting entries to the list, ordered by time. */
export function showNew(following: Following): Promise<void> {
  return inTurn(following, async () => {
    const { run, polls } = following
    if (polls.length === 0) return
    const streams = polls.flatMap((poll) => poll.tickets).filter((each) => each.length > 0)
    const receipt = await run.plan.parts.store.commit(streams, {
      at: 'start',
      direction: 'desc',
      // An entry of the range that was read at first came late, and not after it.
      lateBefore: formatInstant(run.plan.startMs),
    })
    following.polls = []
    const { added, repeated, conflicting, late = 0 } = receipt
    const { source } = run.plan.parts
    run.ledger.record({ kind: 'entries-committed', source, added, repeated, conflicting, late })
    const { search } = run.state
    update(run, {
      search: {
        loaded: receipt.stored,
        shown: receipt.shown,
        conflicting: search.conflicting + conflicting,
        revision: search.revision + 1,
        newCount: emptySearchState.newCount,
        reachesUntil: formatInstant(following.polledMs),
        ...toCoverageChange(following),
      },
    })
  })
}

/** Runs work on the list after all earlier work. */
export function inTurn(following: Following, work: () => Promise<void>): Promise<void> {
  const result = following.turn.then(work)
  following.turn = result.catch(() => undefined)
  return result
}

function listTickets({ polls }: Following): number[] {
  return polls.flatMap((poll) => poll.tickets.flat())
}

/** How late entries may appear, with a margin; a poll reads back that far. */
function toLateArrivalMs(latestArrivalS: number | undefined): number {
  return latestArrivalS === undefined ? 60_000 : latestArrivalS * 1000 + 150_000
}

/** The list is complete up to the last poll, except for recent entries that may still appear. */
function toCoverageChange({
  run,
  polledMs,
  seenMs,
}: Following): Pick<SearchState, 'coverage' | 'mayStillChangeSince' | 'late'> {
  const { coverage, late } = run.state.search
  const { sinceMs } = toRangeMs(run.plan)
  const range = { sinceMs, beforeMs: polledMs }
  return {
    coverage: addCoverage(coverage, run.plan.startMs, polledMs),
    mayStillChangeSince:
      findChangingSince(run.plan.parts.dataset, range, seenMs) ?? formatInstant(polledMs),
    late: late && extendSchedule(late, polledMs),
  }
}
