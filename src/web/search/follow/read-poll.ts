/** Reads one poll of a source: the latest entries of every query, staged in the store. */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Lane } from '../../../contract/lane.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { ApiFailure, toFailureDetail } from '../../api/api-failure.ts'
import type { LedgerReason } from '../engine/ledger.ts'
import { listPageDoubts } from '../engine/page-doubts.ts'
import { applyPage, applyRefusal, resolvePages } from '../engine/read-window.ts'
import { numberChain, type Run, recordDoubts, update } from '../engine/run.ts'
import type { SearchSource } from '../engine/search-state.ts'
import { toRefusalReason } from '../engine/sources/refusal-reason.ts'
import { findRequest, openWindow, pageSizes, type WindowState } from '../engine/window-state.ts'
import { createPollLedger, type PolledPage, type PollLedger } from './poll-ledger.ts'

/** How the requests of a poll are sent, and how the ledger names them. */
export type PollPace = {
  reason: LedgerReason
  lane: Lane
  /** How many pages it may read for each query. Time with more entries is polled in parts. */
  maxPages: number
  /** Waits before each page but the first. */
  pause?: () => Promise<void>
}

/** The staged result of a poll. */
export type Poll = {
  /** Tickets of the pages of each query, and how many of their entries were kept. */
  tickets: number[][]
  kept: number
  /** Records in the ledger that the poll brought nothing new. */
  noteIdle: () => void
}

/** A poll that had more to read than it may; `readMs` is the time that it covered, back from the end. */
export type Overrun = { readMs: number }

/** The result of one query, and where it is recorded. */
type QueryPoll = { tickets: number[]; kept: number; pages: PolledPage[]; ledger: PollLedger }

/** Polls a time range of a source. Rejects when it cannot be read completely, and with the signal's reason when aborted. */
export async function readPoll(
  run: Run,
  source: SearchSource,
  ledgers: PollLedger[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  signal: AbortSignal,
  pace: PollPace,
): Promise<Poll | Overrun> {
  const timeRange = { since: formatInstant(fromMs), before: formatInstant(untilMs) }
  const polls: QueryPoll[] = []
  const noteIdle = () => {
    for (const { ledger, pages } of polls) ledger.noteIdle(pages)
  }
  const forget = (tickets: readonly number[]) => void run.plan.parts.store.forgetLeaves(tickets)
  const drop = () => {
    noteIdle()
    void run.plan.parts.store.discard(polls.flatMap(({ tickets }) => tickets))
  }
  try {
    for (const number of source.queries.keys()) {
      ledgers[number] ??= createPollLedger(
        run.ledger,
        source.id,
        number + 1,
        timeRange,
        pace.reason,
        forget,
      )
      const poll: QueryPoll = { tickets: [], kept: 0, pages: [], ledger: ledgers[number] }
      if (number > 0) await pace.pause?.()
      polls.push(poll)
      const reachedMs = await readWindow(run, source, number, timeRange, poll, signal, pace)
      if (reachedMs === undefined) continue
      drop()
      return { readMs: untilMs - reachedMs }
    }
  } catch (error) {
    drop()
    throw error
  }
  for (const { ledger } of polls) ledger.extend(timeRange)
  const kept = polls.reduce((sum, poll) => sum + poll.kept, 0)
  return { tickets: polls.map(({ tickets }) => tickets), kept, noteIdle }
}

/** Returns how far it read when there was more than a poll may read. */
async function readWindow(
  run: Run,
  { id, dataset, queries }: SearchSource,
  queryIndex: number,
  timeRange: ResolvedTimeRange,
  poll: QueryPoll,
  signal: AbortSignal,
  { lane, maxPages, pause }: PollPace,
): Promise<number | undefined> {
  const { requestPage, clock } = run.plan.parts
  const query: LogQuery = { ...(queries[queryIndex] ?? queries[0]), direction: 'desc' }
  let window = openWindow({ dataset, query, timeRange, firstSize: pageSizes.further })
  let chain = { number: -1, id: 0 }
  for (let pages = 0; ; pages++) {
    signal.throwIfAborted()
    const request = findRequest(window)
    if (!request) break
    if (pages > 0) await pause?.()
    if (pages >= maxPages) return window.furthestMs ?? findEpochMs(timeRange.before)
    if (chain.number !== window.chain.number) {
      chain = { number: window.chain.number, id: numberChain(run) }
    }
    const requestText = formatApiRequest(request)
    try {
      const answer = await requestPage(request, lane, chain.id, id, true)
      const { staged, requestId = '', at = formatInstant(clock.now()) } = answer
      const { count, bytes, nextCursor = '', ticket } = staged
      poll.tickets.push(ticket)
      poll.kept += staged.kept
      const doubts = listPageDoubts(dataset, staged)
      recordDoubts(run, id, queryIndex, timeRange, doubts)
      const page = { at, request: requestText, count, nextCursor, bytes, requestId, doubts }
      enterPage(run, poll, { page, ticket })
      // Known entries are recognized only at commit, so every received entry counts as possibly new.
      window = resolvePages(applyPage(window, staged), count)
    } catch (error) {
      window = handleRefusal(run, poll, window, requestText, error)
    }
  }
  if (window.failure) throw new ApiFailure(window.failure)
  if (window.end?.reason !== undefined) {
    throw new ApiFailure({ kind: 'unproven-end', reason: window.end.reason })
  }
  return undefined
}

function enterPage(run: Run, { pages, ledger }: QueryPoll, entered: PolledPage): void {
  pages.push(entered)
  ledger.addPage(entered.page)
  update(run, { search: {} })
}

/** Records a failed request, and continues the window differently if that is possible. */
function handleRefusal(
  run: Run,
  { ledger }: QueryPoll,
  window: WindowState,
  request: string,
  error: unknown,
): WindowState {
  if (run.stopped.signal.aborted) throw error
  const failure = toFailureDetail(error)
  const at = formatInstant(run.plan.parts.clock.now())
  ledger.addFailure({ at, request, reason: toRefusalReason(failure) })
  update(run, { search: {} })
  const next = applyRefusal(window, failure)
  if (!next) throw error
  return next
}
