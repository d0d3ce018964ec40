/** Asks for pages as long as they are wanted, and says where the search stands. */
import { formatInstant } from '../../cloudflare/instant.ts'
import { formatApiRequest } from '../../query/api-request.ts'
import { type FailureDetail, toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { acceptFailure } from './accept-failure.ts'
import { tendMeter, toProgress } from './cut-range.ts'
import { findNext } from './find-next.ts'
import { joinList } from './join-list.ts'
import { acceptPage, retryWindow } from './read-window.ts'
import { isAtEnd, openChain, type Run, update } from './run.ts'
import type { SearchState } from './search-state.ts'
import type { Strand, Stretch } from './stretch.ts'
import { findRequest, type PageFacts, toRequest } from './window-state.ts'

/** Starts all requests that are wanted now. */
export function pump(run: Run): void {
  if (run.stopped.signal.aborted) return
  if (run.demand === 'all') restartWindows(run)
  const stop = findStop(run)
  if (!stop && !run.state.hold && !run.isResting) {
    for (let next = findNext(run); next; next = findNext(run))
      void ask(run, next.stretch, next.strand)
  }
  tendMeter(run, stop !== undefined)
  update(run, {
    failure: undefined,
    ...(stop ?? { status: 'loading' }),
    isMoreCertain: isMoreCertain(run),
    progress: toProgress(run, stop?.status === 'failed'),
  })
}

/** Why nothing is asked now, where that is so. */
function findStop(run: Run): Partial<SearchState> | undefined {
  const { state } = run
  if (isAtEnd(run)) {
    run.demand = 'none'
    run.meter = undefined
    run.ledger.record({ kind: 'source-ended', source: run.parts.source })
    return { status: 'finished' }
  }
  const failure = run.failure ?? findWindowFailure(run)
  if (failure) return { status: 'failed', failure }
  if (run.isPaused) return { status: 'paused' }
  if (run.demand === 'more' && state.loaded > run.before.loaded) {
    run.demand = 'none'
    run.hiddenPages = state.shown > run.before.shown ? 0 : run.hiddenPages + 1
  }
  return run.demand === 'none' ? { status: 'waiting' } : undefined
}

/** While a whole range is read, a window whose cursor repeats starts again from its last entry. */
function restartWindows({ plan, parts, ledger }: Run): void {
  for (const strand of plan.active[0]?.strands ?? []) {
    const { window, pending, chain } = strand
    if (window.failure?.kind !== 'repeated-cursor' || pending.length > 0) continue
    if (!window.chain.hasProgress) continue
    const request = formatApiRequest(toRequest(window))
    const { title } = toFailureWords(window.failure)
    const at = formatInstant(parts.clock.now())
    if (chain) {
      ledger.record({
        kind: 'request-failed',
        source: parts.source,
        window: chain.window,
        failure: { at, request, reason: title },
      })
    }
    strand.window = retryWindow(window)
  }
}

/** A window that cannot go on by itself stops the search when the list has come to it. */
function findWindowFailure({ plan }: Run): FailureDetail | undefined {
  return plan.active[0]?.strands.find(
    ({ window, pending }) => window.failure && pending.length === 0,
  )?.window.failure
}

/** A part of the range that nobody has asked for may be empty. */
function isMoreCertain({ plan }: Run): boolean {
  return plan.active.some(({ strands }) =>
    strands.some(({ pending, namesNext }) => namesNext || pending.length > 0),
  )
}

async function ask(run: Run, stretch: Stretch, strand: Strand): Promise<void> {
  const request = findRequest(strand.window)
  if (!request) return
  const chain = openChain(run, strand)
  strand.isBusy = true
  try {
    const lane = run.demand === 'all' ? 'bulk' : 'interactive'
    const { staged, requestId = '' } = await run.parts.requestPage(request, lane, chain.id)
    if (run.stopped.signal.aborted) return
    if (stretch.isDropped) return void run.parts.store.discard([staged.ticket])
    const { count, bytes, nextCursor = '' } = staged
    const at = formatInstant(run.parts.clock.now())
    const asked = formatApiRequest(request)
    run.ledger.record({
      kind: 'page-accepted',
      source: run.parts.source,
      window: chain.window,
      page: { at, request: asked, count, nextCursor, bytes, requestId },
    })
    acceptStaged(run, stretch, strand, staged)
  } catch (error) {
    if (run.stopped.signal.aborted || stretch.isDropped) return
    acceptFailure(run, strand, toFailureDetail(error), formatApiRequest(request), pump)
  } finally {
    strand.isBusy = false
  }
  await joinAndPump(run)
}

/** Lets what is staged join the list, and goes on. */
export async function joinAndPump(run: Run): Promise<void> {
  await joinList(run).catch((error: unknown) => {
    run.failure = toFailureDetail(error)
  })
  pump(run)
}

function acceptStaged(run: Run, stretch: Stretch, strand: Strand, staged: PageFacts): void {
  strand.namesNext = staged.nextCursor !== undefined
  strand.damaged = 0
  strand.pending.push(staged)
  strand.window = acceptPage(strand.window, staged)
  stretch.received += staged.count
  run.waits = 0
  run.state = { ...run.state, pages: run.state.pages + 1 }
}
