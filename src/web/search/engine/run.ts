/**
 * A running search. Its plan never changes; only `update` replaces its state, and notifies the screen when
 * the change concerns it.
 */
import type { Lane } from '../../../contract/lane.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import { createLedger, openLedgerWindow } from './create-ledger.ts'
import { findChangingSince, planLateReadings } from './late-schedule.ts'
import { countPages, type Ledger } from './ledger.ts'
import {
  createPlan,
  createSegmentList,
  isPlanned,
  listTickets,
  type SearchPlan,
  type SegmentList,
  toRangeMs,
} from './search-plan.ts'
import { emptySearchState, type SearchParts, type SearchState } from './search-state.ts'
import type { PageStream, StreamChain, TimeSegment } from './time-segment.ts'

/** What the analyst wants: nothing, one more page, or the whole range. */
type Demand = 'none' | 'more' | 'all'

/** Everything that changes while a search runs. */
export type RunState = {
  readonly demand: Demand
  /** The lane of the next page; the whole range is always read in bulk. */
  readonly lane: Lane
  /** How many entries there were when the next page was requested. */
  readonly before: { readonly loaded: number; readonly shown: number }
  /** Consecutive loads of which local filters hid every entry. */
  readonly hiddenPages: number
  readonly isPaused: boolean
  /** Whether the search is not on the screen: running requests end, and no more are sent. */
  readonly isSuspended: boolean
  /** Whether the range is split into short segments that download in parallel. */
  readonly isSplit: boolean
  /** The segments of the range that are being read. */
  readonly segments: SegmentList
  /** The list is complete up to here, as far as is known. */
  readonly frontierMs: number | undefined
  /** Consecutive waits. */
  readonly backoffs: number
  /** The failure that stopped the requests, until a retry. */
  readonly failure: FailureDetail | undefined
  /** The last segment that was committed. */
  readonly lastSegment: { readonly received: number; readonly lengthMs: number } | undefined
  /** Resolves after the last commit; commits run one at a time. */
  readonly commits: Promise<void>
  /** How many chains have been numbered for the store. */
  readonly chains: number
  /** How many pages there were when the reading of the whole range began; `undefined` while it is not read. */
  readonly pagesBefore: number | undefined
  /** The part of the state that the screen reads. */
  readonly search: Readonly<SearchState>
}

/** A running search. */
export type Run = {
  readonly plan: SearchPlan<SearchParts>
  readonly state: RunState
  readonly ledger: Ledger
  readonly stopped: AbortController
  readonly listeners: Set<() => void>
}

/** Members of the state that are derived from the ledger. */
type LedgerFact = 'ledger' | 'verdict' | 'reason' | 'pages'

/** A change of the state. With `search`, even if it is empty, the listeners are called. */
export type RunChange = Partial<Omit<RunState, 'search'>> & {
  search?: Partial<Omit<SearchState, LedgerFact>>
}

/** Creates a search that has not sent a request. */
export function createRun(parts: SearchParts): Run {
  const plan = createPlan(parts)
  const range = toRangeMs(plan)
  const nowMs = parts.clock.now()
  return {
    plan,
    ledger: createLedger([parts.source]),
    stopped: new AbortController(),
    listeners: new Set(),
    state: {
      demand: 'none',
      lane: 'interactive',
      before: { loaded: 0, shown: 0 },
      hiddenPages: 0,
      isPaused: false,
      isSuspended: false,
      isSplit: false,
      segments: createSegmentList(plan),
      frontierMs: undefined,
      backoffs: 0,
      failure: undefined,
      lastSegment: undefined,
      commits: Promise.resolve(),
      chains: 0,
      pagesBefore: undefined,
      search: {
        ...emptySearchState,
        late: planLateReadings(range, nowMs),
        mayStillChangeSince: findChangingSince(parts.dataset, range, nowMs),
      },
    },
  }
}

/** Changes the state of a search; its only writer. */
export function update(run: Run, { search, ...change }: RunChange): void {
  const writable: { state: RunState } = run
  writable.state = { ...run.state, ...change }
  if (!search) return
  const ledger = run.ledger.read()
  const { verdict, reason } = ledger
  writable.state = {
    ...run.state,
    search: { ...run.state.search, ...search, ledger, verdict, reason, pages: countPages(ledger) },
  }
  for (const listener of run.listeners) listener()
}

/** The current state of a segment; `undefined` when it is no longer active. */
export function findSegment({ state }: Run, id: number): TimeSegment | undefined {
  return state.segments.active.find((each) => each.id === id)
}

/** The current state of a stream; `undefined` when its segment is no longer active. */
export function findStream(run: Run, { segment, number }: PageStream): PageStream | undefined {
  return findSegment(run, segment)?.streams[number]
}

/** Changes a segment, if it is still active. */
export function updateSegment(run: Run, id: number, change: Partial<TimeSegment>): void {
  const { segments } = run.state
  const active = segments.active.map((each) => (each.id === id ? { ...each, ...change } : each))
  update(run, { segments: { ...segments, active } })
}

/** Changes a stream, if its segment is still active. */
export function updateStream(
  run: Run,
  { segment, number }: PageStream,
  change: Partial<PageStream>,
): void {
  const streams = findSegment(run, segment)?.streams
  const present = streams?.[number]
  if (present)
    updateSegment(run, segment, { streams: streams.with(number, { ...present, ...change }) })
}

/** Whether the range was read to its end. */
export function isAtEnd({ plan, state: { segments } }: Run): boolean {
  return segments.active.length === 0 && isPlanned(plan, segments)
}

/** Numbers a new chain of pages for the store. */
export function numberChain(run: Run): number {
  const { chains } = run.state
  update(run, { chains: chains + 1 })
  return chains
}

/** The current chain of a stream, with its numbers in the store and in the ledger. */
export function openChain(run: Run, stream: PageStream): StreamChain {
  const { number, reason, timeRange } = stream.window.chain
  const present = stream.chain
  if (present?.number === number) return present
  const { source } = run.plan.parts
  if (present) run.ledger.record({ kind: 'window-continued', source, window: present.window })
  const query = stream.number + 1
  const window = openLedgerWindow(run.ledger, source, { ...timeRange, query, reason })
  const chain = { number, id: numberChain(run), window }
  updateStream(run, stream, { chain })
  return chain
}

/** Records the doubts about a page of the query with this index, as gaps of the time range that was asked. */
export function recordDoubts(
  { ledger, plan }: Run,
  queryIndex: number,
  { since, before }: ResolvedTimeRange,
  doubts: readonly string[],
): void {
  for (const reason of doubts) {
    const gap = { since, before, query: queryIndex + 1, reason }
    ledger.record({ kind: 'doubt-found', source: plan.parts.source, gap })
  }
}

/** Drops the segments from this index on; other windows read the rest of their time. */
export function dropSegments(run: Run, from: number): void {
  const { source } = run.plan.parts
  const { segments } = run.state
  const dropped = segments.active.slice(from)
  for (const { chain } of dropped.flatMap(({ streams }) => streams)) {
    if (chain) run.ledger.record({ kind: 'window-continued', source, window: chain.window })
  }
  const tickets = dropped.flatMap(listTickets)
  if (tickets.length > 0) void run.plan.parts.store.discard(tickets)
  update(run, { segments: { ...segments, active: segments.active.slice(0, from) } })
}
