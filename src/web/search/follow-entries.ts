/**
 * Follows a search: looks again and again for entries that came after it, newest first. They wait until
 * the analyst asks for them, so that nothing moves by itself.
 *
 * Entries may appear minutes after they happened, behind others that were shown at once. So every look
 * reads the newest stretch again, down to where nothing can appear any more.
 */
import { formatInstant } from '../../cloudflare/instant.ts'
import { type FailureDetail, toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import type { NewCount } from '../store/entry-store.ts'
import { addCoverage } from './coverage.ts'
import { findHold } from './find-hold.ts'
import { type FollowConditions, type FollowObstacle, mostWaiting } from './follow-state.ts'
import { dropCovered, type Look, readLook } from './read-look.ts'
import { type Run, update } from './run.ts'
import { boundOverlapMs } from './search-plan.ts'
import { emptySearchState } from './search-state.ts'

/** How often new entries are looked for. */
const lookEveryMs = 15_000

/** The pause between the parts of a look. */
const betweenPartsMs = 1_000

/** How much of what a look could read the next one asks for, in case it is denser. */
const shareOfOverrun = 0.7

/** Following one search. */
export type Follower = {
  /** Starts or stops looking. Wanting it again after a failure tries again. */
  follow: (conditions: FollowConditions) => void
  /** Puts the entries that wait into the list, where their time belongs. */
  showNew: () => Promise<void>
  /** Counts again what waits: other entries are shown now. */
  recount: () => Promise<void>
}

type Following = {
  run: Run
  looks: Look[]
  /** Up to here entries were looked for, and when that was. */
  lookedMs: number
  seenMs: number
  /** Before this nothing can appear any more. */
  settledMs: number
  /** The longest stretch that a look may read at once. */
  mostMs: number
  isLooking: AbortController | undefined
  waits: number
}

/** Prepares to follow a run. */
export function createFollower(run: Run): Follower {
  const { startMs } = run.plan
  const following: Following = {
    ...{ run, looks: [], isLooking: undefined, waits: 0 },
    ...{ lookedMs: startMs, seenMs: startMs },
    settledMs: startMs - findUnsettledMs(run.parts.dataset.latestArrivalS),
    mostMs: Number.POSITIVE_INFINITY,
  }
  run.stopped.signal.addEventListener('abort', () => following.isLooking?.abort())
  return {
    follow: (conditions) => applyConditions(following, conditions),
    showNew: () => showNew(following),
    recount: () => recount(following),
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
    const { pages, hold, newCount } = following.run.state
    let pauseMs = lookEveryMs
    if (pages > 0 && !hold && countAll(newCount) < mostWaiting) {
      try {
        const outcome = await lookOnce(following, signal)
        if (outcome === 'too-many') stopLooking(following, { obstacle: 'too-many' })
        if (outcome === 'too-many' || signal.aborted) return
        if (outcome === 'behind') pauseMs = betweenPartsMs
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
  const { title } = toFailureWords(failure)
  stopLooking(following, { obstacle: 'failed', failure: title })
  return undefined
}

function stopLooking(
  following: Following,
  why: { obstacle: FollowObstacle; failure?: string },
): void {
  following.isLooking = undefined
  update(following.run, { follow: { status: 'off', ...why } })
}

/** A look up to now, or a part of it where there is too much for one: then more is `behind`. */
async function lookOnce(
  following: Following,
  signal: AbortSignal,
): Promise<'done' | 'behind' | 'too-many'> {
  const seenMs = following.run.parts.clock.now()
  const fromMs = findLookStart(following)
  const untilMs = Math.min(seenMs, fromMs + following.mostMs)
  // Reading the same stretch again would never come further.
  if (untilMs < seenMs && untilMs <= following.lookedMs) return 'too-many'
  const look = await readLook(following.run, { fromMs, untilMs, seenMs })
  if ('readMs' in look) {
    following.mostMs = Math.floor(look.readMs * shareOfOverrun)
    return 'behind'
  }
  await takeLook(following, look, signal)
  if (untilMs < seenMs) return 'behind'
  following.mostMs = Number.POSITIVE_INFINITY
  return 'done'
}

async function takeLook(following: Following, look: Look, signal: AbortSignal): Promise<void> {
  const { run } = following
  const { store, dataset } = run.parts
  const { untilMs, seenMs } = look
  const tickets = look.strands.flat()
  if (signal.aborted) {
    void store.discard(tickets)
    return
  }
  following.lookedMs = untilMs
  following.seenMs = seenMs
  following.settledMs = Math.min(
    untilMs - boundOverlapMs,
    seenMs - findUnsettledMs(dataset.latestArrivalS),
  )
  const known = following.looks.flatMap(({ strands }) => strands.flat())
  const newCount = await store.countNew([...known, ...tickets])
  if (countAll(newCount) > countAll(run.state.newCount)) {
    look.enter()
    const { kept, dropped } = dropCovered([...following.looks, look])
    following.looks = kept
    if (dropped.length > 0) void store.discard(dropped)
  } else void store.discard(tickets)
  update(run, {
    newCount,
    follow: { status: 'on', checkedMs: seenMs },
    ...(countAll(newCount) === 0 && toSettled(following)),
  })
}

const countAll = ({ shown, hidden }: NewCount) => shown + hidden

async function recount({ run, looks }: Following): Promise<void> {
  if (looks.length === 0) return
  const tickets = looks.flatMap(({ strands }) => strands.flat())
  const newCount = await run.parts.store.countNew(tickets)
  if (!run.stopped.signal.aborted) update(run, { newCount })
}

/** Where the newest stretch begins: nothing older can still appear, or it is not in the list yet. */
function findLookStart({ run, lookedMs, settledMs }: Following): number {
  const { plan, frontierMs } = run
  const startMs = Math.max(plan.endMs, settledMs)
  return frontierMs === undefined ? lookedMs : Math.max(startMs, frontierMs + 1)
}

/** How far back a look reads, with a margin. */
function findUnsettledMs(latestArrivalS: number | undefined): number {
  return latestArrivalS === undefined ? 60_000 : latestArrivalS * 1000 + 150_000
}

/** Up to the last look everything is in the list; what happened shortly before may still appear. */
function toSettled({ run, lookedMs, seenMs }: Following): Partial<Run['state']> {
  const { latestArrivalS } = run.parts.dataset
  return {
    coverage: addCoverage(run.state.coverage, run.plan.startMs, lookedMs),
    mayStillChangeSince:
      latestArrivalS === undefined
        ? undefined
        : formatInstant(Math.min(lookedMs, seenMs - latestArrivalS * 1000)),
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
    newCount: emptySearchState.newCount,
    ...toSettled(following),
  })
}
