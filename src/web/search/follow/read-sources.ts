/** Reads one poll of all sources of a search. A source that fails does not stop the others. */
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { getSourceRun, type Run } from '../engine/run.ts'
import { isRead } from '../engine/source-run.ts'
import type { PollLedger } from './poll-ledger.ts'
import { findPollWaitMs } from './poll-waits.ts'
import { type Overrun, type Poll, type PollPace, readPoll } from './read-poll.ts'

/** A source that is polled, and where its polls are recorded. */
export type PolledSource = {
  /** Its number among the sources of the search. */
  readonly number: number
  readonly ledgers: PollLedger[]
  /** Why it is not polled any more. */
  failure: string | undefined
}

/** The result of a poll, and the sources that it has read. */
export type SourcesPoll = Poll & { readonly sources: readonly PolledSource[] }

/** The sources of a search, none of them polled yet. */
export function createPolledSources({ state }: Run): PolledSource[] {
  return state.sources.map(({ number }) => ({ number, ledgers: [], failure: undefined }))
}

/** The sources that can be polled: those that were not set aside, neither by the search nor by an earlier poll. */
export function listPollable<T extends PolledSource>(
  run: Run,
  sources: readonly T[],
): readonly T[] {
  return sources.filter(
    ({ number, failure }) => failure === undefined && isRead(getSourceRun(run, number)),
  )
}

/**
 * Polls a time range of each source that can be polled; `fromOf` says where it begins. Rejects when no source can be
 * read, when requests have to wait, and with the signal's reason when aborted.
 */
export async function readSources<T extends PolledSource>(
  run: Run,
  sources: readonly T[],
  { fromOf, untilMs }: { fromOf: (source: T) => number; untilMs: number },
  signal: AbortSignal,
  pace: PollPace,
): Promise<SourcesPoll | Overrun> {
  const polls: { poll: Poll; source: T }[] = []
  const drop = () => {
    for (const { poll } of polls) poll.noteIdle()
    void run.plan.parts.store.discard(polls.flatMap(({ poll }) => poll.tickets.flat()))
  }
  let lastError: unknown
  for (const [at, source] of listPollable(run, sources).entries()) {
    try {
      if (at > 0) await pace.pause?.()
      const range = { fromMs: fromOf(source), untilMs }
      const parts = getSourceRun(run, source.number).source
      const poll = await readPoll(run, parts, source.ledgers, range, signal, pace)
      if ('readMs' in poll) {
        drop()
        return poll
      }
      polls.push({ poll, source })
    } catch (error) {
      lastError = error
      if (signal.aborted || isForAll(run, error)) {
        drop()
        throw error
      }
      source.failure = toFailureWords(toFailureDetail(error)).title
    }
  }
  if (polls.length === 0 && lastError !== undefined) throw lastError
  return {
    tickets: polls.flatMap(({ poll }) => poll.tickets),
    kept: polls.reduce((sum, { poll }) => sum + poll.kept, 0),
    sources: polls.map(({ source }) => source),
    noteIdle() {
      for (const { poll } of polls) poll.noteIdle()
    },
  }
}

/** Whether a failure concerns all sources: there is only one, or requests have to wait. */
function isForAll({ plan, state }: Run, error: unknown): boolean {
  if (state.sources.length === 1) return true
  return findPollWaitMs(toFailureDetail(error), plan.parts.clock.now(), 0) !== undefined
}
