/**
 * Reads the last hour of a range again after its end, because a log may show entries after newer ones. What a
 * reading brings is added to the list at once, marked as late. Readings wait while the analyst's own requests run.
 */
import { ApiFailure, toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import {
  advanceSchedule,
  findAllChangingSince,
  type LateSchedule,
  skipReading,
} from '../engine/late-schedule.ts'
import { findFrontierMs, type Run, update } from '../engine/run.ts'
import type { Following } from './apply-poll.ts'
import { addToList, type OpenReading, recordReading } from './late-reading.ts'
import { findPollWaitMs, shareOfOverrun } from './poll-waits.ts'
import { createPolledSources, listPollable, readSources } from './read-sources.ts'

/** How many pages are read at most between two long pauses: 20 in five minutes, of 1,200 that the API allows. */
const maxPages = 20
const betweenPartsMs = 300_000

/** The pause between two pages of a part. */
const betweenPagesMs = 1_000

/** How often the clock is compared with the schedule. A timer alone would be late after the computer slept. */
const tickMs = 15_000

/** How long to wait while the analyst's own requests run. */
const yieldMs = 5_000

/** Reads one range again while it is on the screen. */
export type LateReader = {
  /** Starts or stops. A reading that became due meanwhile begins at once; several that did are one. */
  watch: (isVisible: boolean) => void
}

type Reader = {
  run: Run
  following: Following
  takeTurn: <T>(work: () => Promise<T>) => Promise<T>
  watching: AbortController | undefined
  open: OpenReading | undefined
  /** How long the reading at `dueMs` still has to be waited for, whatever the clock says meanwhile. */
  wait: { dueMs: number; leftMs: number } | undefined
  backoffs: number
}

/** Prepares to read again; `takeTurn` lets no poll of the same search run at the same time. */
export function createLateReader(
  following: Following,
  takeTurn: <T>(work: () => Promise<T>) => Promise<T>,
): LateReader {
  const { run } = following
  const reader: Reader = {
    run,
    following,
    takeTurn,
    watching: undefined,
    open: undefined,
    wait: undefined,
    backoffs: 0,
  }
  run.stopped.signal.addEventListener('abort', () => reader.watching?.abort())
  return {
    watch(isVisible) {
      if (isVisible === (reader.watching !== undefined) || run.stopped.signal.aborted) return
      reader.watching?.abort()
      reader.watching = isVisible ? new AbortController() : undefined
      if (reader.watching) void keepReading(reader, reader.watching.signal)
    },
  }
}

async function keepReading(reader: Reader, signal: AbortSignal): Promise<void> {
  const { clock } = reader.run.plan.parts
  while (!signal.aborted && reader.run.state.search.late) {
    const pauseMs = await step(reader, reader.run.state.search.late, signal)
    if (signal.aborted) return
    await clock.sleep(pauseMs, signal)
    if (reader.wait) reader.wait.leftMs -= pauseMs
  }
}

/** Reads if a reading is due. Returns how long to wait before the next step. */
async function step(reader: Reader, late: LateSchedule, signal: AbortSignal): Promise<number> {
  const { run } = reader
  const nowMs = run.plan.parts.clock.now()
  const leftMs = findLeftMs(reader, late, nowMs)
  if (leftMs > 0) return Math.min(tickMs, leftMs)
  if (isBusy(run)) return yieldMs
  try {
    const pauseMs = await reader.takeTurn(() => readPart(reader, signal))
    reader.backoffs = 0
    return pauseMs
  } catch (error) {
    if (signal.aborted) return 0
    const failure = toFailureDetail(error)
    const waitMs = findPollWaitMs(failure, run.plan.parts.clock.now(), reader.backoffs)
    if (waitMs === undefined) giveUp(reader, toFailureWords(failure).title)
    else reader.backoffs++
    return waitMs ?? 0
  }
}

/** How long until the next reading, by the clock or by the time waited: a clock may be set back. */
function findLeftMs(reader: Reader, { dueMs }: LateSchedule, nowMs: number): number {
  if (dueMs === undefined) return Number.POSITIVE_INFINITY
  if (reader.wait?.dueMs !== dueMs) {
    const before = reader.wait?.dueMs ?? nowMs
    // After the reading before, however far the clock was set back by then.
    const fromMs = before < dueMs ? Math.max(nowMs, before) : nowMs
    reader.wait = { dueMs, leftMs: dueMs - fromMs }
  }
  return Math.min(dueMs - nowMs, reader.wait.leftMs)
}

/** Whether the analyst's own requests run or wait, or there is no list yet. */
function isBusy({ state: { search } }: Run): boolean {
  return search.pages === 0 || search.status === 'loading' || search.backoff !== undefined
}

/** Reads one part of the time, usually all of it. Returns how long to wait before the next step. */
async function readPart(reader: Reader, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted()
  const { run } = reader
  const { late } = run.state.search
  if (!late) return 0
  const open = openReading(reader, late)
  const listed = findListedPart(run, open)
  if (!listed) {
    // The list does not reach the last hour yet; it will be read for the first time.
    endReading(reader, skipReading(late, open.begunMs))
    return 0
  }
  const untilMs = Math.min(open.untilMs, listed.untilMs)
  const fromMs = Math.max(listed.fromMs, untilMs - open.maxPartMs)
  const range = { fromOf: () => fromMs, untilMs }
  const poll = await readSources(run, open.sources, range, signal, toPace(run, signal))
  if ('readMs' in poll) {
    open.maxPartMs = Math.floor(poll.readMs * shareOfOverrun)
    if (open.maxPartMs > 0) return betweenPartsMs
    const reason = 'More entries share a moment than one reading may request.'
    throw new ApiFailure({ kind: 'unproven-end', reason })
  }
  await addToList(reader.following, poll, open, signal)
  open.untilMs = fromMs
  if (fromMs > listed.fromMs) return betweenPartsMs
  completeReading(reader, open)
  // The next reading may be due already.
  return open.maxPartMs < Number.POSITIVE_INFINITY ? betweenPartsMs : 0
}

/** The part to read again that is in the list. */
function findListedPart(run: Run, { fromMs, endMs }: OpenReading) {
  const { search } = run.state
  const frontierMs = findFrontierMs(run)
  if (search.status === 'finished') return { fromMs, untilMs: endMs }
  if (frontierMs === undefined) return undefined
  // Entries at the very end of the list are not all in it yet.
  const listed =
    run.plan.startMs > run.plan.endMs
      ? { fromMs: Math.max(fromMs, frontierMs + 1), untilMs: endMs }
      : { fromMs, untilMs: Math.min(endMs, frontierMs) }
  return listed.fromMs < listed.untilMs ? listed : undefined
}

/** The reading under way, or a new one. Until a part is read, it begins with each attempt. */
function openReading(reader: Reader, { dueMs, fromMs, endMs }: LateSchedule): OpenReading {
  const { run } = reader
  const begunMs = run.plan.parts.clock.now()
  if (reader.open && reader.open.untilMs === reader.open.endMs) reader.open.begunMs = begunMs
  reader.open ??= {
    dueMs: dueMs ?? begunMs,
    begunMs,
    fromMs,
    endMs,
    sources: listPollable(run, createPolledSources(run)).map((source) => ({ ...source, added: 0 })),
    untilMs: endMs,
    maxPartMs: Number.POSITIVE_INFINITY,
  }
  return reader.open
}

function toPace({ plan }: Run, signal: AbortSignal) {
  const { sources, clock } = plan.parts
  const queries = sources.flatMap((source) => source.queries)
  return {
    reason: 'late-entries',
    lane: 'bulk',
    maxPages: Math.max(1, Math.floor(maxPages / queries.length)),
    // Rejects when aborted, because polls wait for this reading.
    pause: () =>
      new Promise<void>((resolve, reject) => {
        const stop = () => reject(signal.reason)
        signal.addEventListener('abort', stop, { once: true })
        void clock.sleep(betweenPagesMs, signal).then(() => {
          signal.removeEventListener('abort', stop)
          resolve()
        })
      }),
  } as const
}

function completeReading(reader: Reader, open: OpenReading): void {
  const { run } = reader
  const { late, follow } = run.state.search
  if (!late) return
  recordReading(run, open)
  endReading(reader, advanceSchedule(late, open.begunMs))
  // While a search is followed, its polls tell up to when entries may appear.
  if (follow.status === 'on') return
  // Of a source that failed, nothing new is known.
  if (open.sources.some(({ failure }) => failure !== undefined)) return
  const range = { sinceMs: late.sinceMs, beforeMs: late.endMs }
  const mayStillChangeSince = findAllChangingSince(run.plan.parts.sources, range, open.begunMs)
  update(run, { search: { mayStillChangeSince } })
}

/** Ends a reading that failed; the next one is not affected. */
function giveUp(reader: Reader, failure: string): void {
  const { run, open } = reader
  const { late } = run.state.search
  if (!late || !open) return
  recordReading(run, open, failure)
  endReading(reader, skipReading(late, run.plan.parts.clock.now()))
}

function endReading(reader: Reader, late: LateSchedule): void {
  reader.open = undefined
  reader.backoffs = 0
  update(reader.run, { search: { late } })
}
