/** One look for new entries: reads the newest stretch of every query of a search and stages it. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { formatApiRequest } from '../../query/api-request.ts'
import type { LogQuery } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { ApiFailure, toFailureDetail } from '../api/api-failure.ts'
import type { LedgerPage } from './ledger.ts'
import { acceptPage, acceptRefusal, settlePages } from './read-window.ts'
import type { Run } from './run.ts'
import { findRequest, openWindow, pageSizes, type WindowState } from './window-state.ts'

/** Pages of one look and query. A stretch with more is read in parts. */
const mostPages = 20

/** Looks that lie closer together than this have seen the same late entries. */
const closeMs = 120_000

/** What a look brought, staged. */
export type Look = {
  fromMs: number
  untilMs: number
  /** When it was read. */
  seenMs: number
  /** Tickets, query by query. */
  strands: number[][]
  /** Enters the look into the ledger. */
  enter: () => void
}

/** A stretch with more entries than a look may read, and how much of its end that covered. */
export type Overrun = { readMs: number }

/** Reads a stretch. Rejects when not all of it can be read. */
export async function readLook(
  run: Run,
  { fromMs, untilMs, seenMs }: Pick<Look, 'fromMs' | 'untilMs' | 'seenMs'>,
): Promise<Look | Overrun> {
  const timeRange = { since: formatInstant(fromMs), before: formatInstant(untilMs) }
  const chains: { query: number; pages: LedgerPage[] }[] = []
  const strands: number[][] = []
  try {
    for (const [number, query] of run.parts.queries.entries()) {
      const pages: LedgerPage[] = []
      const tickets: number[] = []
      strands.push(tickets)
      chains.push({ query: number + 1, pages })
      const reachedMs = await readWindow(run, query, timeRange, (page, ticket) => {
        pages.push(page)
        tickets.push(ticket)
      })
      if (reachedMs === undefined) continue
      void run.parts.store.discard(strands.flat())
      return { readMs: untilMs - reachedMs }
    }
  } catch (error) {
    void run.parts.store.discard(strands.flat())
    throw error
  }
  return { fromMs, untilMs, seenMs, strands, enter: () => enterLook(run, timeRange, chains) }
}

/** Returns how far it came when there was more than it may read. */
async function readWindow(
  run: Run,
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  onPage: (page: LedgerPage, ticket: number) => void,
): Promise<number | undefined> {
  const { dataset, requestPage, clock } = run.parts
  let window = openWindow({ dataset, query, timeRange, firstSize: pageSizes.later })
  let chain = { number: -1, id: 0 }
  for (let pages = 0; ; pages++) {
    const request = findRequest(window)
    if (!request) break
    if (pages >= mostPages) return window.furthestMs ?? findEpochMs(timeRange.before)
    if (chain.number !== window.chain.number) {
      chain = { number: window.chain.number, id: run.chains++ }
    }
    try {
      const { staged, requestId = '' } = await requestPage(request, 'interactive', chain.id)
      const { count, bytes, nextCursor = '', ticket } = staged
      const at = formatInstant(clock.now())
      onPage(
        { at, request: formatApiRequest(request), count, nextCursor, bytes, requestId },
        ticket,
      )
      // What was known is seen only when it joins the list: as long as entries come, they may be new.
      window = settlePages(acceptPage(window, staged), count)
    } catch (error) {
      window = goOn(window, error)
    }
  }
  if (window.failure) throw new ApiFailure(window.failure)
  if (window.end?.reason !== undefined) {
    throw new ApiFailure({ kind: 'unproven-end', reason: window.end.reason })
  }
  return undefined
}

function goOn(window: WindowState, error: unknown): WindowState {
  const next = acceptRefusal(window, toFailureDetail(error))
  if (!next) throw error
  return next
}

function enterLook(
  run: Run,
  timeRange: ResolvedTimeRange,
  chains: readonly { query: number; pages: LedgerPage[] }[],
): void {
  for (const { query, pages } of chains) {
    const entry = run.ledger.open({ ...timeRange, query, reason: 'follow' })
    entry.pages.push(...pages)
    entry.outcome = 'end'
    run.state = { ...run.state, pages: run.state.pages + pages.length }
  }
}

/** Leaves out looks whose stretch and late entries their neighbors have seen as well. */
export function dropCovered(looks: readonly Look[]): { kept: Look[]; dropped: number[] } {
  const kept: Look[] = []
  const dropped: number[] = []
  for (const [i, look] of looks.entries()) {
    const before = kept.at(-1)
    const after = looks[i + 1]
    const isCovered =
      before && after && before.untilMs >= after.fromMs && after.seenMs - before.seenMs <= closeMs
    if (isCovered) dropped.push(...look.strands.flat())
    else kept.push(look)
  }
  return { kept, dropped }
}
