/**
 * Follows a search: looks again and again for entries that came after it, newest first. They wait until
 * the analyst asks for them, so that nothing moves by itself.
 *
 * Entries may appear minutes after they happened, behind others that were shown at once. So every look
 * reads the newest stretch again, down to where nothing can appear any more.
 */
import { formatInstant } from '../../cloudflare/instant.ts'
import { type FailureDetail, toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { addCoverage } from './coverage.ts'
import { findHold } from './find-hold.ts'
import type { FollowConditions, FollowObstacle } from './follow-state.ts'
import { dropCovered, type Look, readLook } from './read-look.ts'
import { type Run, update } from './run.ts'

/** How often new entries are looked for. */
const lookEveryMs = 15_000

/** Following one search. */
export type Follower = {
  /** Starts or stops looking. Wanting it again after a failure tries again. */
  follow: (conditions: FollowConditions) => void
  /** Puts the entries that wait at the start of the list. */
  showNew: () => Promise<void>
}

type Following = {
  run: Run
  looks: Look[]
  /** Up to here entries were looked for. */
  lookedMs: number
  isLooking: AbortController | undefined
  waits: number
}

/** Prepares to follow a run. */
export function createFollower(run: Run): Follower {
  const { startMs } = run.plan
  const following: Following = { run, looks: [], lookedMs: startMs, isLooking: undefined, waits: 0 }
  run.stopped.signal.addEventListener('abort', () => following.isLooking?.abort())
  return {
    follow: (conditions) => applyConditions(following, conditions),
    showNew: () => showNew(following),
  }
}

function applyConditions(following: Following, conditions: FollowConditions): void {
  const { run } = following
  const obstacle = findObstacle(run, conditions)
  if (obstacle !== undefined) {
    following.isLooking?.abort()
    following.isLooking = undefined
    update(run, { follow: { status: 'off', obstacle } })
  } else if (!following.isLooking) {
    following.isLooking = new AbortController()
    update(run, { follow: { status: 'on', checkedMs: undefined } })
    void keepLooking(following, following.isLooking.signal)
  }
}

function findObstacle(
  { parts }: Run,
  { isWanted, isRelative, isVisible }: FollowConditions,
): FollowObstacle | undefined {
  if (!isRelative) return 'absolute'
  if (parts.queries[0].direction === 'asc') return 'ascending'
  if (!isWanted) return 'not-wanted'
  return isVisible ? undefined : 'hidden'
}

async function keepLooking(following: Following, signal: AbortSignal): Promise<void> {
  const { clock } = following.run.parts
  while (!signal.aborted) {
    // Before the list begins there is nothing to follow, and during a wait nothing may be asked.
    const { pages, hold } = following.run.state
    let pauseMs = lookEveryMs
    if (pages > 0 && !hold) {
      try {
        await lookOnce(following, signal)
        following.waits = 0
      } catch (error) {
        if (signal.aborted) return
        const waitMs = findWaitMs(following, toFailureDetail(error))
        if (waitMs === undefined) return
        pauseMs = waitMs
      }
    }
    await clock.sleep(pauseMs, signal)
  }
}

/** How long a failure lasts; `undefined` ends the following. */
function findWaitMs(following: Following, failure: FailureDetail): number | undefined {
  const { run } = following
  const nowMs = run.parts.clock.now()
  const hold = findHold(failure, nowMs, following.waits)
  if (hold) {
    following.waits++
    return hold.untilMs === undefined ? lookEveryMs : hold.untilMs - nowMs
  }
  following.isLooking = undefined
  const { title } = toFailureWords(failure)
  update(run, { follow: { status: 'off', obstacle: 'failed', failure: title } })
  return undefined
}

async function lookOnce(following: Following, signal: AbortSignal): Promise<void> {
  const { run } = following
  const { clock, store } = run.parts
  const nowMs = clock.now()
  const look = await readLook(run, findLookStart(following), nowMs)
  const tickets = look.strands.flat()
  if (signal.aborted) {
    void store.discard(tickets)
    return
  }
  following.lookedMs = nowMs
  const known = following.looks.flatMap(({ strands }) => strands.flat())
  const newCount = await store.countNew([...known, ...tickets])
  if (newCount > run.state.newCount) {
    look.enter()
    const { kept, dropped } = dropCovered([...following.looks, look])
    following.looks = kept
    if (dropped.length > 0) void store.discard(dropped)
  } else void store.discard(tickets)
  update(run, {
    newCount,
    follow: { status: 'on', checkedMs: nowMs },
    ...(newCount === 0 && toSettled(following)),
  })
}

/** Where the newest stretch begins: nothing older can still appear, or it is not in the list yet. */
function findLookStart({ run, lookedMs }: Following): number {
  const { plan, frontierMs, parts } = run
  const startMs = Math.max(plan.endMs, lookedMs - findUnsettledMs(parts.dataset.latestArrivalS))
  return frontierMs === undefined ? lookedMs : Math.max(startMs, frontierMs + 1)
}

/** How far back a look reads, with a margin. */
function findUnsettledMs(latestArrivalS: number | undefined): number {
  return latestArrivalS === undefined ? 60_000 : latestArrivalS * 1000 + 150_000
}

/** Up to the last look everything is in the list; what happened shortly before may still appear. */
function toSettled({ run, lookedMs }: Following): Partial<Run['state']> {
  const { latestArrivalS } = run.parts.dataset
  return {
    coverage: addCoverage(run.state.coverage, run.plan.startMs, lookedMs),
    mayStillChangeSince:
      latestArrivalS === undefined ? undefined : formatInstant(lookedMs - latestArrivalS * 1000),
  }
}

async function showNew(following: Following): Promise<void> {
  const { run, looks } = following
  if (looks.length === 0) return
  following.looks = []
  const strands = looks.flatMap((look) => look.strands).filter((each) => each.length > 0)
  const receipt = await run.parts.store.commit(strands, { place: 'start', direction: 'desc' })
  run.ledger.addReceipt(receipt)
  update(run, {
    loaded: receipt.stored,
    shown: receipt.shown,
    conflicting: run.state.conflicting + receipt.conflicting,
    revision: run.state.revision + 1,
    newCount: 0,
    ...toSettled(following),
  })
}
