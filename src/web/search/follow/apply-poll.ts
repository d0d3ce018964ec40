/**
 * Applies polls: their new entries are counted and wait until the analyst shows them. Polls are applied
 * one at a time, because each moves the point up to which the list is known.
 */
import { formatInstant } from '../../../cloudflare/instant.ts'
import type { NewCount } from '../../store/entry-store.ts'
import { addCoverage } from '../engine/coverage.ts'
import { extendSchedule, findAllChangingSince } from '../engine/late-schedule.ts'
import { getSourceRun, type Run, update, updateSource } from '../engine/run.ts'
import { boundOverlapMs, toRangeMs } from '../engine/search-plan.ts'
import { emptySearchState, type SearchState, toSizeState } from '../engine/search-state.ts'
import type { SourceRun } from '../engine/source-run.ts'
import { recordReceipt } from '../engine/sources/record-receipt.ts'
import type { Poll } from './read-poll.ts'
import {
  createPolledSources,
  listPollable,
  type PolledSource,
  type SourcesPoll,
} from './read-sources.ts'

/** A source that is followed. Its entries before `finalMs` can no longer appear. */
export type FollowedSource = PolledSource & { finalMs: number }

/** How far a search has been followed. */
export type Following = {
  run: Run
  /** Polls whose entries wait. */
  polls: Poll[]
  sources: FollowedSource[]
  /** Entries up to `polledMs` were polled and counted, at `seenMs`. */
  polledMs: number
  seenMs: number
  /** Resolves when all earlier work is done. */
  turn: Promise<unknown>
}

/** Prepares to follow a search from the end of its range. */
export function createFollowing(run: Run): Following {
  const { startMs } = run.plan
  return {
    run,
    polls: [],
    sources: createPolledSources(run).map((source) => ({
      ...source,
      finalMs: startMs - toLateArrivalMs(getSourceRun(run, source.number)),
    })),
    turn: Promise.resolve(),
    polledMs: startMs,
    seenMs: startMs,
  }
}

/** How many entries wait, including hidden ones. */
export const countAll = ({ shown, hidden }: NewCount) => shown + hidden

/** Counts the new entries of a poll up to `untilMs` that was read at `seenMs`, and keeps the poll if there are any. */
export function applyPoll(
  following: Following,
  poll: SourcesPoll,
  { untilMs, seenMs }: { untilMs: number; seenMs: number },
  signal: AbortSignal,
): Promise<void> {
  return inTurn(following, async () => {
    const { run } = following
    const { store } = run.plan.parts
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
    following.polledMs = untilMs
    following.seenMs = seenMs
    for (const source of following.sources.filter((each) => poll.sources.includes(each))) {
      const arrivalMs = toLateArrivalMs(getSourceRun(run, source.number))
      source.finalMs = Math.min(untilMs - boundOverlapMs, seenMs - arrivalMs)
    }
    update(run, {
      search: {
        newCount,
        follow: { status: 'on', checkedMs: seenMs },
        ...(countAll(newCount) === 0 && extendList(following)),
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
    recordReceipt(run, receipt)
    const { search } = run.state
    update(run, {
      search: {
        ...toSizeState(receipt),
        conflicting: search.conflicting + receipt.conflicting,
        revision: search.revision + 1,
        newCount: emptySearchState.newCount,
        reachesUntil: formatInstant(following.polledMs),
        ...extendList(following),
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

/** How late entries of a source may appear, with a margin; a poll reads back that far. */
function toLateArrivalMs({ source: { dataset } }: SourceRun): number {
  const { latestArrivalS } = dataset
  return latestArrivalS === undefined ? 60_000 : latestArrivalS * 1000 + 150_000
}

/** Extends the coverage: the list is complete up to the last poll, except for recent entries that may still appear. */
function extendList({
  run,
  sources,
  polledMs,
  seenMs,
}: Following): Pick<SearchState, 'mayStillChangeSince' | 'late'> {
  const polled = listPollable(run, sources).map(({ number }) => getSourceRun(run, number))
  for (const { number, coverage } of polled) {
    updateSource(run, number, { coverage: addCoverage(coverage, run.plan.startMs, polledMs) })
  }
  const { late, mayStillChangeSince: before } = run.state.search
  const { sinceMs } = toRangeMs(run.plan)
  const range = { sinceMs, beforeMs: polledMs }
  const datasets = polled.map(({ source }) => source)
  const changingSince = findAllChangingSince(datasets, range, seenMs) ?? formatInstant(polledMs)
  // Of a source that is not polled, nothing new is known.
  const isWhole = polled.length === sources.length || before === undefined
  return {
    mayStillChangeSince: isWhole || changingSince < before ? changingSince : before,
    late: late && extendSchedule(late, polledMs),
  }
}
