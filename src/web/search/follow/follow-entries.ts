/**
 * Follows a search: polls for new entries, newest first. They wait until the analyst shows them, so that
 * the list does not move by itself.
 *
 * An entry may appear minutes after it happened, later than newer ones. So every poll reads the latest
 * minutes again, back to where no entry can still appear.
 */
import { type FailureDetail, toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { getSourceRun, type Run, update, updateSource } from '../engine/run.ts'
import { type FollowConditions, type FollowObstacle, maxWaiting } from '../engine/search-state.ts'
import {
  applyPoll,
  countAll,
  createFollowing,
  type FollowedSource,
  type Following,
  recount,
  showNew,
} from './apply-poll.ts'
import { createLateReader } from './late-reader.ts'
import { findPollWaitMs, pollEveryMs, shareOfOverrun } from './poll-waits.ts'
import { listPollable, readSources } from './read-sources.ts'

/** The pause between the parts of a poll. */
const betweenPartsMs = 1_000

/** How many pages a poll may read for each query. */
const pace = { reason: 'follow', lane: 'interactive', maxPages: 20 } as const

/** Following one search. */
export type Follower = {
  /**
   * Starts or stops polling, and the readings for late entries, which run while the page is visible. A further
   * call after a failure tries again.
   */
  follow: (conditions: FollowConditions) => void
  /** Adds the waiting entries to the list, ordered by time. */
  showNew: () => Promise<void>
  /** Counts the waiting entries again after the local filters changed. */
  recount: () => Promise<void>
}

/** The state of polling. */
type Watch = {
  run: Run
  following: Following
  /** The longest time that one poll may read. */
  maxMs: number
  polling: AbortController | undefined
  /** Resolves after the running poll. */
  poll: Promise<unknown>
  backoffs: number
}

/** Prepares to follow a search. */
export function createFollower(run: Run): Follower {
  const following = createFollowing(run)
  const watch: Watch = {
    run,
    following,
    polling: undefined,
    backoffs: 0,
    poll: Promise.resolve(),
    maxMs: Number.POSITIVE_INFINITY,
  }
  run.stopped.signal.addEventListener('abort', () => watch.polling?.abort())
  const late = createLateReader(following, (work) => takeTurn(watch, work))
  return {
    follow(conditions) {
      applyConditions(watch, conditions)
      late.watch(conditions.isVisible)
    },
    showNew: () => orStop(watch, showNew(following)),
    recount: () => orStop(watch, recount(following)),
  }
}

function applyConditions(watch: Watch, conditions: FollowConditions): void {
  const { run } = watch
  const obstacle = findObstacle(run, conditions)
  if (obstacle !== undefined) {
    watch.polling?.abort()
    watch.polling = undefined
    update(run, { search: { follow: { status: 'off', obstacle } } })
  } else if (!watch.polling) {
    // A failure before may be over.
    for (const source of watch.following.sources) source.failure = undefined
    notePollFailures(watch.following)
    watch.polling = new AbortController()
    update(run, { search: { follow: { status: 'on', checkedMs: undefined } } })
    void keepPolling(watch, watch.polling.signal)
  }
}

function findObstacle(
  { plan }: Run,
  { isWanted, isRelative, isVisible }: FollowConditions,
): FollowObstacle | undefined {
  if (!isRelative) return 'absolute'
  if (plan.parts.direction === 'asc') return 'ascending'
  if (!isWanted) return 'not-wanted'
  return isVisible ? undefined : 'hidden'
}

async function keepPolling(watch: Watch, signal: AbortSignal): Promise<void> {
  const { clock } = watch.run.plan.parts
  while (!signal.aborted) {
    // Without a first page there is nothing to follow, and during a backoff no request may be sent.
    const { pages, backoff, newCount } = watch.run.state.search
    let pauseMs = pollEveryMs
    if (pages > 0 && !backoff && countAll(newCount) < maxWaiting) {
      try {
        const outcome = await pollOnce(watch, signal)
        if (outcome === 'too-many') stopPolling(watch, { obstacle: 'too-many' })
        if (outcome === 'too-many' || signal.aborted) return
        if (outcome === 'behind') pauseMs = betweenPartsMs
        watch.backoffs = 0
      } catch (error) {
        if (signal.aborted) return
        const waitMs = findWaitMs(watch, toFailureDetail(error))
        if (waitMs === undefined) return
        pauseMs = waitMs
      }
    }
    await clock.sleep(pauseMs, signal)
  }
}

/** How long to wait after a failure; `undefined` when following ends. */
function findWaitMs(watch: Watch, failure: FailureDetail): number | undefined {
  const { run } = watch
  const waitMs = findPollWaitMs(failure, run.plan.parts.clock.now(), watch.backoffs)
  if (waitMs !== undefined) {
    watch.backoffs++
    return waitMs
  }
  const { title } = toFailureWords(failure)
  stopPolling(watch, { obstacle: 'failed', failure: title })
  return undefined
}

function stopPolling(watch: Watch, why: { obstacle: FollowObstacle; failure?: string }): void {
  watch.polling = undefined
  update(watch.run, { search: { follow: { status: 'off', ...why } } })
}

/** Polls up to now, after the running poll. When one poll cannot read it all, it reads a part and returns `behind`. */
function pollOnce(watch: Watch, signal: AbortSignal): Promise<'done' | 'behind' | 'too-many'> {
  return takeTurn(watch, () => pollNow(watch, signal))
}

/** Polls and readings for late entries run one at a time: each keeps only entries that no other has staged. */
function takeTurn<T>(watch: Watch, work: () => Promise<T>): Promise<T> {
  const result = watch.poll.then(work)
  watch.poll = result.catch(() => undefined)
  return result
}

async function pollNow(watch: Watch, signal: AbortSignal): Promise<'done' | 'behind' | 'too-many'> {
  signal.throwIfAborted()
  const { run, following } = watch
  const seenMs = run.plan.parts.clock.now()
  if (listPollable(run, following.sources).length === 0) return 'done'
  const fromOf = (source: FollowedSource) => toPollStartMs(following, source)
  const firstMs = Math.min(...listPollable(run, following.sources).map(fromOf))
  const untilMs = Math.min(seenMs, firstMs + watch.maxMs)
  // Polling the same time again would not read more.
  if (untilMs < seenMs && untilMs <= following.polledMs) return 'too-many'
  const poll = await readSources(run, following.sources, { fromOf, untilMs }, signal, pace)
  notePollFailures(following)
  if ('readMs' in poll) {
    watch.maxMs = Math.floor(poll.readMs * shareOfOverrun)
    return 'behind'
  }
  await applyPoll(following, poll, { untilMs, seenMs }, signal)
  if (untilMs < seenMs) return 'behind'
  watch.maxMs = Number.POSITIVE_INFINITY
  return 'done'
}

/** Tells which sources are not polled any more. */
function notePollFailures({ run, sources }: Following): void {
  for (const { number, failure } of sources) updateSource(run, number, { pollFailure: failure })
  update(run, { search: {} })
}

/** Where a poll of a source begins: older entries can no longer appear, or are not in the list yet. */
function toPollStartMs({ run, polledMs }: Following, { number, finalMs }: FollowedSource): number {
  const { frontierMs } = getSourceRun(run, number)
  const startMs = Math.max(run.plan.endMs, finalMs)
  return frontierMs === undefined ? polledMs : Math.max(startMs, frontierMs + 1)
}

/** Stops following when other work fails, and shows the reason. */
async function orStop(watch: Watch, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (watch.run.stopped.signal.aborted) return
    watch.polling?.abort()
    const { title } = toFailureWords(toFailureDetail(error))
    stopPolling(watch, { obstacle: 'failed', failure: title })
  }
}
