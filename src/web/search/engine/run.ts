/**
 * A running search. Its plan never changes; its state is replaced by `update` alone, which also tells the
 * screen of what concerns it.
 */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import { createLedger, openLedgerWindow } from './create-ledger.ts'
import { countPages, type Ledger } from './ledger.ts'
import type { LoadMeter } from './load-meter.ts'
import {
  createPlan,
  createSegmentList,
  isPlanned,
  listTickets,
  type SearchPlan,
  type SegmentList,
} from './search-plan.ts'
import { emptySearchState, type SearchParts, type SearchState } from './search-state.ts'
import type { PageStream, StreamChain, TimeSegment } from './time-segment.ts'

/** What is wanted: nothing, one more page, or all of the range. */
type Demand = 'none' | 'more' | 'all'

/** Everything that changes while a search runs. */
export type RunState = {
  readonly demand: Demand
  /** How many entries there were when more were wanted. */
  readonly before: { readonly loaded: number; readonly shown: number }
  /** Consecutive loads of which local filters hid every entry. */
  readonly hiddenPages: number
  readonly isPaused: boolean
  /** Whether the search is not on the screen: running requests end, and no more are sent. */
  readonly isResting: boolean
  /** Whether the range was cut into short stretches, several of which download at once. */
  readonly isSplit: boolean
  /** The stretches of the range under way. */
  readonly segments: SegmentList
  /** Up to here everything is in the list, as far as that is known. */
  readonly frontierMs: number | undefined
  /** Waits in a row. */
  readonly backoffs: number
  /** What stopped the requests, until a retry. */
  readonly failure: FailureDetail | undefined
  /** The last stretch that joined the list. */
  readonly lastSegment: { readonly received: number; readonly lengthMs: number } | undefined
  /** Resolves after the last commit; commits run one at a time. */
  readonly commits: Promise<void>
  /** How many chains have been numbered for the store. */
  readonly chains: number
  readonly meter: LoadMeter | undefined
  /** What the screen knows. */
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

/** What the ledger says about a search. */
type LedgerFact = 'ledger' | 'verdict' | 'reason' | 'pages'

/** A change of the state. With `search`, even if it is empty, the screen is told. */
export type RunChange = Partial<Omit<RunState, 'search'>> & {
  search?: Partial<Omit<SearchState, LedgerFact>>
}

/** Creates a search that has not sent a request. */
export function createRun(parts: SearchParts): Run {
  const plan = createPlan(parts)
  return {
    plan,
    ledger: createLedger([parts.source]),
    stopped: new AbortController(),
    listeners: new Set(),
    state: {
      demand: 'none',
      before: { loaded: 0, shown: 0 },
      hiddenPages: 0,
      isPaused: false,
      isResting: false,
      isSplit: false,
      segments: createSegmentList(plan),
      frontierMs: undefined,
      backoffs: 0,
      failure: undefined,
      lastSegment: undefined,
      commits: Promise.resolve(),
      chains: 0,
      meter: undefined,
      search: { ...emptySearchState, mayStillChangeSince: findChangingSince(parts) },
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

/** A stretch as it is now; `undefined` when it is no longer active. */
export function findSegment({ state }: Run, id: number): TimeSegment | undefined {
  return state.segments.active.find((each) => each.id === id)
}

/** A strand as it is now; `undefined` when its stretch is no longer active. */
export function findStream(run: Run, { segment, number }: PageStream): PageStream | undefined {
  return findSegment(run, segment)?.streams[number]
}

/** Changes a stretch, if it is still active. */
export function updateSegment(run: Run, id: number, change: Partial<TimeSegment>): void {
  const { segments } = run.state
  const active = segments.active.map((each) => (each.id === id ? { ...each, ...change } : each))
  update(run, { segments: { ...segments, active } })
}

/** Changes a strand, if its stretch is still active. */
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

/** Whether the range was read up to its end. */
export function isAtEnd({ plan, state: { segments } }: Run): boolean {
  return segments.active.length === 0 && isPlanned(plan, segments)
}

/** A number by which the store knows a new chain of pages. */
export function numberChain(run: Run): number {
  const { chains } = run.state
  update(run, { chains: chains + 1 })
  return chains
}

/** The present chain of a strand, with its numbers in the store and in the ledger. */
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

/** Drops the stretches from this index on, the rest of whose range other windows read. */
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

/** Entries that happened shortly before they were asked for may appear only later. */
function findChangingSince({ dataset, timeRange, clock }: SearchParts): string | undefined {
  const { latestArrivalS } = dataset
  const beforeMs = findEpochMs(timeRange.before)
  const sinceMs = findEpochMs(timeRange.since)
  if (latestArrivalS === undefined || beforeMs === undefined || sinceMs === undefined) return
  const finalMs = clock.now() - latestArrivalS * 1000
  return beforeMs > finalMs ? formatInstant(Math.max(sinceMs, finalMs)) : undefined
}
