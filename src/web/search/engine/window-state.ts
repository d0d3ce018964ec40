/**
 * How far one window of one query was read. A window is read by one chain of pages after another. All
 * requests of a chain have the same size and filters, as all known clients send them. A new chain starts
 * at the time of the last entry and overlaps a little, because whether bounds are inclusive is
 * undocumented and the order may be inexact. Repeated entries are deduplicated.
 *
 * How the parts nest: a search cuts its time range into segments; each query of the search reads a segment as one
 * stream; a stream has one window, which is read by chains; a chain is a row of pages that follow each other by cursor
 * or page number.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Direction, LogQuery } from '../../../query/log-query.ts'
import {
  type ApiRequest,
  type PageAddress,
  toApiRequest,
} from '../../../query/request/api-request.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import type { StagedPage } from '../../store/entry-store.ts'

/** The facts about an accepted page. */
export type PageFacts = Exclude<StagedPage, { ticket?: never }>

/** Page sizes: of the first page of a search, which has to be fast, and of all others. */
export const pageSizes = { first: 100, further: 1000 } as const

/** How far a chain overlaps the one before, in case the order is inexact. */
export const overlapMs = 10_000

/** The overlap of a chain that only checks whether anything follows. */
const probeOverlapMs = 1_000

/** What a window reads. */
type WindowTask = {
  dataset: Dataset
  query: LogQuery
  timeRange: ResolvedTimeRange
  firstSize: number
}

/** Why a chain was opened. */
export type ChainReason =
  | 'start'
  | 'larger-pages'
  | 'refused'
  | 'look-beyond'
  | 'retry'
  | 'shorter-range'

/** One chain of pages. */
type Chain = {
  number: number
  reason: ChainReason
  timeRange: ResolvedTimeRange
  address: PageAddress
  cursors: readonly string[]
  hasProgress: boolean
}

/** A decision deferred until the store reports how many entries were new. */
type PendingDecision =
  | { page: PageFacts; refusal?: never }
  | { page?: never; refusal: FailureDetail }

/** How far a window was read. */
export type WindowState = {
  task: WindowTask
  chain: Chain
  /** The time of the furthest entry in the direction of the search. */
  furthestMs: number | undefined
  fruitlessPages: number
  /** Pages for which the number of new entries is not known yet. */
  unresolvedPages: number
  /** For a log without pages: the ranges that are not requested yet, and why one range was not read completely. */
  unreadRanges: readonly ResolvedTimeRange[]
  gapReason: string | undefined
  pendingDecision: PendingDecision | undefined
  failure: FailureDetail | undefined
  /** Set at the end of the window; with a reason when nothing proves that it is the end. */
  end: { reason: string | undefined } | undefined
}

/** A window before its first request. */
export function openWindow(task: WindowTask): WindowState {
  return {
    task,
    chain: {
      number: 0,
      reason: 'start',
      timeRange: task.timeRange,
      address: toFirstAddress(task, task.firstSize),
      cursors: [],
      hasProgress: false,
    },
    furthestMs: undefined,
    fruitlessPages: 0,
    unresolvedPages: 0,
    unreadRanges: [],
    gapReason: undefined,
    pendingDecision: undefined,
    failure: undefined,
    end: undefined,
  }
}

/** The next request; `undefined` at the end, after a failure, and while a decision is deferred. */
export function findRequest(state: WindowState): ApiRequest | undefined {
  return state.end || state.failure || state.pendingDecision ? undefined : toRequest(state)
}

/** The request that continues the chain. */
export function toRequest({ task, chain }: WindowState): ApiRequest {
  return toApiRequest(task.query, chain.timeRange, chain.address)
}

/** Whether an instant lies strictly beyond another one in the direction of a search. */
export function isBeyond(direction: Direction, aMs: number, bMs: number): boolean {
  return direction === 'desc' ? aMs < bMs : aMs > bMs
}

/** Whether a page names a cursor that its chain has followed already. */
export function isRepeated({ chain }: WindowState, { nextCursor }: Pick<PageFacts, 'nextCursor'>) {
  return nextCursor !== undefined && chain.cursors.includes(nextCursor)
}

/** Advances the chain to its next page. */
export function followChain(state: WindowState, page: Pick<PageFacts, 'nextCursor'>): WindowState {
  const { chain } = state
  const { nextCursor } = page
  if (isRepeated(state, page)) return { ...state, failure: { kind: 'repeated-cursor' } }
  const next =
    nextCursor === undefined
      ? { address: { ...chain.address, pageNumber: (chain.address.pageNumber ?? 1) + 1 } }
      : {
          address: { ...chain.address, cursor: nextCursor },
          cursors: [...chain.cursors, nextCursor],
        }
  return { ...state, chain: { ...chain, ...next } }
}

/** Ends a window; with a reason when nothing proves that it is the end. */
export function endWindow(state: WindowState, reason?: string): WindowState {
  return { ...state, end: { reason } }
}

/** Starts a chain at the last entry; `undefined` when no entry had a usable time. */
export function reopen(state: WindowState, reason: ChainReason): WindowState | undefined {
  const { task, chain, furthestMs } = state
  if (furthestMs === undefined) return undefined
  const { since, before } = task.timeRange
  const reachMs = reason === 'look-beyond' ? probeOverlapMs : overlapMs
  const timeRange =
    task.query.direction === 'desc'
      ? { since, before: earlier(before, formatInstant(furthestMs + reachMs)) }
      : { since: later(since, formatInstant(furthestMs - reachMs)), before }
  return {
    ...state,
    chain: {
      number: chain.number + 1,
      reason,
      timeRange,
      address: toFirstAddress(task, pageSizes.further),
      cursors: [],
      hasProgress: false,
    },
  }
}

function toFirstAddress({ dataset }: WindowTask, size: number): PageAddress {
  return dataset.pagination.style === 'page' ? { size, pageNumber: 1 } : { size }
}

function earlier(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) < (findEpochMs(b) ?? 0) ? a : b
}

function later(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) > (findEpochMs(b) ?? 0) ? a : b
}
