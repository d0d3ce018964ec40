/**
 * One search: a query at a fixed time range, read page by page into a store, and an account of how
 * far it got. It never says “end” unless the API showed it.
 *
 * The list is read in windows. Inside a window every request has the same size and filters, as all
 * known clients do; a new window starts at the time of the last entry, reaches back a little over it
 * (whether bounds are inclusive is undocumented, and the order may be off) and is deduplicated. A window is started for larger
 * pages after the first, when a cursor has expired, and to learn what follows when the API does not say.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { type ApiRequest, type PageAddress, toApiRequest } from '../../query/api-request.ts'
import type { LogQuery } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { ApiFailure, type FailureDetail, toFailureDetail } from '../api/api-failure.ts'
import type { PageReceipt } from '../api/request-page.ts'

/** Sizes of the first page, which has to come fast, and of all later ones. */
const pageSizes = { first: 100, later: 1000 } as const

/** How far a new window reaches back over the one before, in case the order is not exact. */
const overlapMs = 10_000

/** How far a window reaches back that only asks whether anything follows. */
const probeOverlapMs = 1_000

/** Pages in a row that may bring nothing new before the search stops as unproven. */
const mostFruitlessPages = 3

/** How a search stands. `verdict` is what may be claimed of the entries loaded so far. */
export type SearchState = {
  status: 'loading' | 'waiting' | 'failed' | 'finished'
  verdict: 'complete' | 'partial' | 'unknown'
  /** Why the verdict is not complete although the search has finished. */
  reason?: string
  loaded: number
  /** Whether the API has said that there is more; v1 never does before the next page is asked. */
  isMoreCertain: boolean
  /** Known ids that came again with another body. */
  conflicting: number
  pages: readonly PageReceipt[]
  failure?: FailureDetail
}

/** What a search needs from outside. */
export type SearchParts = {
  dataset: Dataset
  query: LogQuery
  timeRange: ResolvedTimeRange
  /** Requests a page and puts its entries into the store. */
  requestPage: (request: ApiRequest) => Promise<PageReceipt>
  /** Tells the store that the next pages begin with known entries. */
  startOverlap: () => void
  /** The time of the last entry in the store, as the entry spells it; empty when it has none. */
  findLastTime: () => Promise<string>
}

type Position = {
  timeRange: ResolvedTimeRange
  address: PageAddress
  /** Set when this window was opened to learn whether anything follows. */
  isProbe: boolean
  /** Whether this window has brought anything new. */
  hasProgress: boolean
}

/** A search that can be continued, retried and stopped. */
export type Search = {
  getState: () => SearchState
  subscribe: (listener: () => void) => () => void
  /** Asks for the next page, unless one is under way or there is none. */
  loadMore: () => void
  stop: () => void
}

/** Prepares a search; nothing is asked before `loadMore`. */
export function createSearch(parts: SearchParts): Search {
  const { dataset, query } = parts
  const { pagination } = dataset
  const isPaged = pagination.style === 'page'
  const listeners = new Set<() => void>()
  const cursors = new Set<string>()
  let isStopped = false
  let fruitlessPages = 0
  let position = openWindow(parts.timeRange, pageSizes.first, false)
  let state: SearchState = {
    status: 'waiting',
    verdict: 'partial',
    loaded: 0,
    isMoreCertain: false,
    conflicting: 0,
    pages: [],
  }

  function openWindow(timeRange: ResolvedTimeRange, size: number, isProbe: boolean): Position {
    const address = isPaged ? { size, pageNumber: 1 } : { size }
    return { timeRange, address, isProbe, hasProgress: false }
  }

  function update(change: Partial<SearchState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function finish(reason?: string): void {
    update(
      reason === undefined
        ? { status: 'finished', verdict: 'complete' }
        : { status: 'finished', verdict: 'unknown', reason },
    )
  }

  /** Starts a window at the last entry; false when that entry has no usable time. */
  async function reopen(isProbe: boolean): Promise<boolean> {
    const lastMs = findEpochMs(await parts.findLastTime())
    if (lastMs === undefined) return false
    const { since, before } = parts.timeRange
    const reachMs = isProbe ? probeOverlapMs : overlapMs
    const timeRange =
      query.direction === 'desc'
        ? { since, before: earlier(before, formatInstant(lastMs + reachMs)) }
        : { since: later(since, formatInstant(lastMs - reachMs)), before }
    parts.startOverlap()
    cursors.clear()
    position = openWindow(timeRange, pageSizes.later, isProbe)
    return true
  }

  async function step(): Promise<void> {
    const request = toApiRequest(query, position.timeRange, position.address)
    let receipt: PageReceipt
    try {
      receipt = await parts.requestPage(request)
    } catch (error) {
      if (!isStopped && !(await recover(error))) throw error
      return
    }
    if (isStopped) return
    update({
      loaded: state.loaded + receipt.added,
      conflicting: state.conflicting + receipt.conflicting,
      pages: [...state.pages, receipt],
    })
    if (receipt.added > 0) position.hasProgress = true
    await advance(receipt)
  }

  /**
   * A 400 on a later page is not yet an error: v1 answers so past a full last page and at a ceiling
   * of page numbers, and a cursor may have expired. A window from the last entry tells them apart.
   */
  async function recover(error: unknown): Promise<boolean> {
    const detail = toFailureDetail(error)
    const { cursor, pageNumber = 1 } = position.address
    const isLaterPage = cursor !== undefined || pageNumber > 1
    if (detail.kind !== 'refused' || detail.status !== 400 || !isLaterPage) return false
    if (!position.hasProgress) {
      if (!isPaged || !position.isProbe) return false
      finish('The API refused a further page, and too many entries share a moment to tell why.')
      return true
    }
    if (!(await reopen(isPaged))) {
      finish('The API refused a further page, and the last entry has no time to continue from.')
    }
    return true
  }

  async function advance({ count, added, nextCursor }: PageReceipt): Promise<void> {
    fruitlessPages = added === 0 ? fruitlessPages + 1 : 0
    const isFull = count >= position.address.size
    update({ isMoreCertain: nextCursor !== undefined })
    if (fruitlessPages > mostFruitlessPages && (isFull || nextCursor !== undefined)) {
      finish('Several pages in a row brought nothing new, and the API kept promising more.')
    } else if (isPaged) await advancePage(count, isFull)
    else if (nextCursor !== undefined) await advanceCursor(nextCursor)
    else if (isFull) await confirmEnd()
    else finish()
  }

  async function advanceCursor(cursor: string): Promise<void> {
    if (cursors.has(cursor)) throw new ApiFailure({ kind: 'repeated-cursor' })
    cursors.add(cursor)
    const { address, isProbe } = position
    const keepsSize = isProbe || address.size === pageSizes.later
    if (keepsSize || !(await reopen(false))) position.address = { ...address, cursor }
  }

  async function advancePage(count: number, isFull: boolean): Promise<void> {
    const { address, isProbe, hasProgress } = position
    if (!isFull) {
      // A server may give smaller pages than were asked for: only a small page is an end by itself.
      if (count <= pageSizes.first) finish()
      else if (isProbe && !hasProgress) {
        finish('The last page was shorter than asked, and nothing shows that it was the last.')
      } else if (!(await reopen(true))) finish('The last entry has no time to look beyond it.')
    } else if (address.size === pageSizes.later || !(await reopen(false))) {
      position.address = { ...address, pageNumber: (address.pageNumber ?? 1) + 1 }
    }
  }

  /** A full page without a cursor may be the end or a cursor in a place nobody knows. */
  async function confirmEnd(): Promise<void> {
    const wasFruitless = position.isProbe && !position.hasProgress
    if (wasFruitless || !(await reopen(true))) {
      finish('The last page was full and named no next one; nothing shows that it was the last.')
    }
  }

  function loadMore(): void {
    if (isStopped || state.status === 'loading' || state.status === 'finished') return
    const loadedBefore = state.loaded
    update({ status: 'loading', failure: undefined })
    const run = async () => {
      // A window may begin with known entries only: go on until something new is shown.
      do await step()
      while (!isStopped && state.status === 'loading' && state.loaded === loadedBefore)
      if (!isStopped && state.status === 'loading') update({ status: 'waiting' })
    }
    run().catch((error: unknown) => {
      if (!isStopped) update({ status: 'failed', failure: toFailureDetail(error) })
    })
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    loadMore,
    stop() {
      isStopped = true
    },
  }
}

function earlier(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) < (findEpochMs(b) ?? 0) ? a : b
}

function later(a: string, b: string): string {
  return (findEpochMs(a) ?? 0) > (findEpochMs(b) ?? 0) ? a : b
}
