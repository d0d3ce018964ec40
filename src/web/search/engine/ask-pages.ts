/** Requests pages while they are wanted, and publishes the status of the search. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { type FailureDetail, toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { commitList } from './commit-list.ts'
import { findNext } from './find-next.ts'
import { handleFailure } from './handle-failure.ts'
import { listPageDoubts } from './page-doubts.ts'
import { applyPage, retryWindow } from './read-window.ts'
import {
  findSegment,
  findStream,
  getSourceRun,
  openChain,
  type Run,
  recordDoubts,
  update,
  updateSegment,
  updateStream,
} from './run.ts'
import type { SearchState } from './search-state.ts'
import { findHead, isFinished, isRead } from './source-run.ts'
import { setFailedAside } from './sources/set-aside.ts'
import { toProgress } from './split-range.ts'
import type { PageStream } from './time-segment.ts'
import { findRequest, type PageFacts, toRequest } from './window-state.ts'

/** Starts every request that is wanted now. */
export function pump(run: Run): void {
  if (run.stopped.signal.aborted) return
  if (run.state.demand === 'all') restartWindows(run)
  if (setFailedAside(run)) {
    // The others no longer wait for it.
    void commitAndPump(run)
    return
  }
  const stop = findStop(run)
  if (!stop && !run.state.search.backoff && !run.state.isSuspended) {
    for (let next = findNext(run); next; next = findNext(run)) void ask(run, next)
  }
  update(run, {
    search: {
      failure: undefined,
      ...(stop ?? { status: 'loading' }),
      hasNextPage: hasNextPage(run),
      progress: toProgress(run, stop !== undefined),
    },
  })
}

/** Why no request may start now; `undefined` when requests may start. */
function findStop(run: Run): Pick<SearchState, 'status' | 'failure'> | undefined {
  for (const { source } of run.state.sources.filter((each) => isFinished(run.plan, each))) {
    run.ledger.record({ kind: 'source-ended', source: source.id })
  }
  const stopped = findSourcesStop(run)
  if (stopped) return stopped
  const { search, before, hiddenPages, isPaused, demand } = run.state
  const failure = run.state.failure ?? findWindowFailure(run)
  if (failure) return { status: 'failed', failure }
  if (isPaused) return { status: 'paused' }
  if (demand === 'more' && search.loaded > before.loaded) {
    const isHidden = search.shown <= before.shown
    update(run, { demand: 'none', hiddenPages: isHidden ? hiddenPages + 1 : 0 })
  }
  const isCatchingUp = run.state.sources.some(({ mode }) => mode === 'catching-up')
  return run.state.demand === 'none' && !isCatchingUp ? { status: 'waiting' } : undefined
}

/** The status when no source can be read further: all are at their end, or were set aside. */
function findSourcesStop(run: Run): Pick<SearchState, 'status' | 'failure'> | undefined {
  const { sources } = run.state
  if (sources.every(({ mode }) => mode === 'set-aside')) {
    return { status: 'failed', failure: sources[0]?.setAside?.failure }
  }
  const isAtEnd = sources.every(
    (source) => isFinished(run.plan, source) || (source.mode === 'set-aside' && !findHead(source)),
  )
  if (!isAtEnd) return undefined
  update(run, { demand: 'none', pagesBefore: undefined })
  return { status: 'finished' }
}

/** While the whole range is read, a window with a repeated cursor starts again from its last entry. */
function restartWindows(run: Run): void {
  const { clock } = run.plan.parts
  for (const stream of listHeadStreams(run)) {
    const { window, pending, chain } = stream
    if (window.failure?.kind !== 'repeated-cursor' || pending.length > 0) continue
    if (!window.chain.hasProgress) continue
    const request = formatApiRequest(toRequest(window))
    const { title: reason } = toFailureWords(window.failure)
    const failure = { at: formatInstant(clock.now()), request, reason }
    if (chain) {
      const { id: source } = getSourceRun(run, stream.source).source
      run.ledger.record({ kind: 'request-failed', source, window: chain.window, failure })
    }
    updateStream(run, stream, { window: retryWindow(window) })
  }
}

/** The failure of a window in the first segment; it stops the search once its pages are committed. */
function findWindowFailure(run: Run): FailureDetail | undefined {
  return listHeadStreams(run).find(({ window, pending }) => window.failure && pending.length === 0)
    ?.window.failure
}

/** The streams of the first segment of each source. */
function listHeadStreams({ state }: Run): readonly PageStream[] {
  return state.sources.flatMap((source) => findHead(source)?.streams ?? [])
}

/** Whether the API named a further page, or one waits; a part of the range not yet requested may be empty. */
function hasNextPage({ state }: Run): boolean {
  return state.sources
    .flatMap(({ segments }) => segments.active)
    .flatMap(({ streams }) => streams)
    .some(({ pending, namesNext }) => namesNext || pending.length > 0)
}

async function ask(run: Run, stream: PageStream): Promise<void> {
  const request = findRequest(stream.window)
  if (!request) return
  const { parts } = run.plan
  const { source } = getSourceRun(run, stream.source)
  const chain = openChain(run, stream)
  updateStream(run, stream, { isBusy: true })
  const isOver = () => run.stopped.signal.aborted
  try {
    const isBulk = run.state.demand === 'all' || getSourceRun(run, stream.source).mode !== 'reading'
    const lane = isBulk ? 'bulk' : run.state.lane
    const answer = await parts.requestPage(request, lane, chain.id, source.id)
    const { staged, requestId = '', at = formatInstant(parts.clock.now()) } = answer
    if (isOver()) return
    const { count, bytes, nextCursor = '' } = staged
    const doubts = listPageDoubts(source.dataset, staged)
    const facts = { at, request: formatApiRequest(request), count, nextCursor, bytes }
    const page = { ...facts, requestId, doubts }
    const recorded = { source: source.id, window: chain.window, page }
    if (!isExpected(run, stream)) {
      run.ledger.record({ kind: 'page-unused', ...recorded })
      update(run, { search: {} })
      return void parts.store.discard([staged.ticket])
    }
    run.ledger.record({ kind: 'page-accepted', ...recorded })
    recordDoubts(run, source.id, stream.number, stream.window.chain.timeRange, doubts)
    applyStaged(run, stream, staged)
  } catch (error) {
    if (isOver() || !isExpected(run, stream)) return
    handleFailure(run, stream, toFailureDetail(error), formatApiRequest(request), pump)
  } finally {
    updateStream(run, stream, { isBusy: false })
  }
  await commitAndPump(run)
}

/** Whether the page of a stream still counts: its segment is read, and its source was not set aside. */
function isExpected(run: Run, stream: PageStream): boolean {
  return findStream(run, stream) !== undefined && isRead(getSourceRun(run, stream.source))
}

/** Commits staged pages, then starts further requests. */
export async function commitAndPump(run: Run): Promise<void> {
  await commitList(run).catch((error: unknown) => {
    update(run, { failure: toFailureDetail(error) })
  })
  pump(run)
}

function applyStaged(run: Run, requested: PageStream, staged: PageFacts): void {
  const segment = findSegment(run, { source: requested.source, id: requested.segment })
  const stream = findStream(run, requested)
  if (!segment || !stream) return
  updateStream(run, stream, {
    namesNext: staged.nextCursor !== undefined,
    damaged: 0,
    pending: [...stream.pending, staged],
    window: applyPage(stream.window, staged),
  })
  updateSegment(run, segment, { received: segment.received + staged.count })
  update(run, { backoffs: 0 })
}
