/**
 * Reads a window page by page: decides from each answer about the next request and the end. Pure: every
 * function takes a state and returns the next one.
 *
 * A new chain starts for larger pages after the first, when a cursor has expired, and to find out what
 * follows when the API does not say. Such a decision depends on how many entries were new, so it is
 * deferred until the pages are committed.
 */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import { decideTimeWindow, readsByTime } from './split-window.ts'
import {
  endWindow,
  followChain,
  isBeyond,
  isRepeated,
  openWindow,
  type PageFacts,
  pageSizes,
  reopen,
  type WindowState,
} from './window-state.ts'

/** How many consecutive pages may bring nothing new before the window ends as unproven. */
const maxFruitlessPages = 3

/** Applies an accepted page. */
export function applyPage(state: WindowState, page: PageFacts): WindowState {
  const { direction } = state.task.query
  const lastMs = findEpochMs(page.lastTime)
  const { furthestMs } = state
  const isFurther =
    lastMs !== undefined && (furthestMs === undefined || isBeyond(direction, lastMs, furthestMs))
  const next = {
    ...state,
    furthestMs: isFurther ? lastMs : furthestMs,
    unresolvedPages: state.unresolvedPages + 1,
  }
  const { reason, address } = state.chain
  const isPaged = state.task.dataset.pagination.style === 'page'
  // Without ids, the next chain starts at the last entry, see `decideNumberedPage`.
  if (continuesByTime(state)) return { ...next, pendingDecision: { page } }
  const namesNext = isPaged ? page.count >= address.size : page.nextCursor !== undefined
  if (reason === 'start' && address.size === pageSizes.further && namesNext) {
    return followChain(next, page)
  }
  return { ...next, pendingDecision: { page } }
}

/**
 * Applies a refused page; `undefined` when the refusal is an error. A 400 on a later page is not one yet:
 * v1 answers so after a full last page and beyond its highest page number, and a cursor may have expired.
 * A chain from the last entry tells these cases apart.
 */
export function applyRefusal(state: WindowState, refusal: FailureDetail): WindowState | undefined {
  const { cursor, pageNumber = 1 } = state.chain.address
  const isLaterPage = cursor !== undefined || pageNumber > 1
  if (refusal.kind !== 'refused' || refusal.status !== 400 || !isLaterPage) return undefined
  const next = { ...state, pendingDecision: { refusal } }
  return next.unresolvedPages === 0 ? resolvePages(next, 0) : next
}

/** Applies the number of new entries in the pages so far, and makes the deferred decision. */
export function resolvePages(state: WindowState, added: number): WindowState {
  const { chain, pendingDecision, unresolvedPages } = state
  const next: WindowState = {
    ...state,
    chain: added > 0 ? { ...chain, hasProgress: true } : chain,
    fruitlessPages: added > 0 ? 0 : state.fruitlessPages + unresolvedPages,
    unresolvedPages: 0,
    pendingDecision: undefined,
  }
  if (state.end || state.failure) return next
  if (pendingDecision?.refusal) return decideRefusal(next, pendingDecision.refusal)
  const page = pendingDecision?.page
  if (next.fruitlessPages > maxFruitlessPages && (!page || promisesMore(next, page))) {
    return endWindow(
      next,
      'Several pages in a row brought nothing new, and the API kept promising more.',
    )
  }
  return page ? decidePage(next, page) : next
}

/** Continues a failed window, from its last entry if it has one. */
export function retryWindow(state: WindowState): WindowState {
  const { failure, chain, task } = state
  if (!failure) return state
  const next = { ...state, failure: undefined }
  if (readsByTime(state)) return next
  if (chain.reason === 'retry' && !chain.hasProgress) {
    return endWindow(next, 'The API did not go on after a retry from the last entry.')
  }
  return reopen(next, 'retry') ?? { ...next, chain: openWindow(task).chain }
}

function decideRefusal(state: WindowState, refusal: FailureDetail): WindowState {
  const { chain, task } = state
  const isPaged = task.dataset.pagination.style === 'page'
  if (!chain.hasProgress) {
    if (!isPaged || chain.reason !== 'look-beyond') return { ...state, failure: refusal }
    return endWindow(
      state,
      'The API refused a further page, and too many entries share a moment to tell why.',
    )
  }
  return (
    reopen(state, isPaged ? 'look-beyond' : 'refused') ??
    endWindow(
      state,
      'The API refused a further page, and the last entry has no time to continue from.',
    )
  )
}

function decidePage(state: WindowState, page: PageFacts): WindowState {
  if (readsByTime(state)) return decideTimeWindow(state, page.count)
  if (state.task.dataset.pagination.style === 'page') return decideNumberedPage(state, page)
  if (page.nextCursor === undefined) {
    return page.count >= state.chain.address.size ? confirmEnd(state) : endWindow(state)
  }
  const keepsSize =
    state.chain.reason === 'look-beyond' || state.chain.address.size === pageSizes.further
  if (keepsSize || isRepeated(state, page)) return followChain(state, page)
  return reopen(state, 'larger-pages') ?? followChain(state, page)
}

/**
 * Whether a log with numbered pages is read from its last entry instead of by page number. Entries without ids could be
 * counted twice where an entry that arrives late moves the others to the next page.
 */
function continuesByTime({ task: { dataset } }: WindowState): boolean {
  return dataset.pagination.style === 'page' && dataset.idPath === undefined
}

/**
 * Reads on from the last entry, and only where too many entries share a time by page number. A page of a multiple of the
 * default size may have been cut to a limit that is not documented, so it does not prove the end.
 */
function decideByTime(state: WindowState, { count }: PageFacts): WindowState {
  const { address, reason, hasProgress } = state.chain
  const { defaultSize } = state.task.dataset.pagination
  const isFull = count >= address.size
  if (isFull && !hasProgress) return followChain(state, { nextCursor: undefined })
  const mayBeCut = count > pageSizes.first || count % defaultSize === 0
  if (count === 0 || !mayBeCut || (reason === 'look-beyond' && !hasProgress)) {
    return endWindow(state)
  }
  return (
    reopen(state, isFull ? 'larger-pages' : 'look-beyond') ??
    followChain(state, { nextCursor: undefined })
  )
}

function decideNumberedPage(state: WindowState, page: PageFacts): WindowState {
  if (continuesByTime(state)) return decideByTime(state, page)
  const { count } = page
  const { address, reason, hasProgress } = state.chain
  if (count >= address.size) {
    const larger = address.size === pageSizes.further ? undefined : reopen(state, 'larger-pages')
    return larger ?? followChain(state, { nextCursor: undefined })
  }
  // A server may return smaller pages than requested, so only a very small page proves the end.
  if (count <= pageSizes.first) return endWindow(state)
  if (reason === 'look-beyond' && !hasProgress) {
    return endWindow(
      state,
      'The last page was shorter than asked, and nothing shows that it was the last.',
    )
  }
  return (
    reopen(state, 'look-beyond') ??
    endWindow(state, 'The last entry has no time to look beyond it.')
  )
}

/** A full page without a cursor may be the end, or its cursor is in an unknown member. */
function confirmEnd(state: WindowState): WindowState {
  const { reason, hasProgress } = state.chain
  const wasFruitless = reason === 'look-beyond' && !hasProgress
  const probe = wasFruitless ? undefined : reopen(state, 'look-beyond')
  return (
    probe ??
    endWindow(
      state,
      'The last page was full and named no next one; nothing shows that it was the last.',
    )
  )
}

function promisesMore(state: WindowState, page: PageFacts): boolean {
  // Without pages, a full answer is requested again in halves, and several of those may bring nothing new.
  if (readsByTime(state)) return false
  const { chain } = state
  return page.nextCursor !== undefined || page.count >= chain.address.size
}
