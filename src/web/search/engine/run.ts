/**
 * A running search. Its plan never changes; only `update` replaces its state, and notifies the screen when
 * the change concerns it.
 */
import type { Lane } from '../../../contract/lane.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import type { SourceId } from '../../store/entry-store.ts'
import { intersectCoverage } from './coverage.ts'
import { createLedger, openLedgerWindow } from './create-ledger.ts'
import { findAllChangingSince, planLateReadings } from './late-schedule.ts'
import { countPages, type Ledger } from './ledger.ts'
import { createPlan, listTickets, type SearchPlan, toRangeMs } from './search-plan.ts'
import {
  emptySearchState,
  findShownOf,
  type SearchParts,
  type SearchState,
} from './search-state.ts'
import { createSourceRun, type SourceRun, toSourceState } from './source-run.ts'
import type { PageStream, StreamChain, TimeSegment } from './time-segment.ts'
import { isBeyond } from './window-state.ts'

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
  /** In the order of the search. */
  readonly sources: readonly SourceRun[]
  readonly edge: ListEdge
  /** Consecutive waits. */
  readonly backoffs: number
  /** The failure that stopped the requests, until a retry. */
  readonly failure: FailureDetail | undefined
  /** Resolves after the last commit; commits run one at a time. */
  readonly commits: Promise<void>
  /** How many chains have been numbered for the store. */
  readonly chains: number
  /** How many pages there were when the reading of the whole range began; `undefined` while it is not read. */
  readonly pagesBefore: number | undefined
  /** The part of the state that the screen reads. */
  readonly search: Readonly<SearchState>
}

/**
 * Up to where the sources were merged into the list. Of the entries of that very instant, it has those of the sources
 * up to this number. Only a search over several sources moves it.
 */
export type ListEdge = { readonly ms: number; readonly source: number }

/** A running search. */
export type Run = {
  readonly plan: SearchPlan<SearchParts>
  readonly state: RunState
  readonly ledger: Ledger
  readonly stopped: AbortController
  readonly listeners: Set<() => void>
}

/** Members of the state that are derived from the ledger and the sources. */
type DerivedMember = 'ledger' | 'verdict' | 'reason' | 'pages' | 'sources' | 'coverage'

/** A change of the state. With `search`, even if it is empty, the listeners are called. */
export type RunChange = Partial<Omit<RunState, 'search'>> & {
  search?: Partial<Omit<SearchState, DerivedMember>>
}

/** Creates a search that has not sent a request. */
export function createRun(parts: SearchParts): Run {
  const plan = createPlan(parts)
  const range = toRangeMs(plan)
  const nowMs = parts.clock.now()
  const sources = parts.sources.map((source, number) => createSourceRun(plan, source, number))
  const ledger = createLedger(parts.sources.map(({ id }) => id))
  return {
    plan,
    ledger,
    stopped: new AbortController(),
    listeners: new Set(),
    state: {
      demand: 'none',
      lane: 'interactive',
      before: { loaded: 0, shown: 0 },
      hiddenPages: 0,
      isPaused: false,
      isSuspended: false,
      sources,
      edge: { ms: plan.startMs, source: sources.length },
      backoffs: 0,
      failure: undefined,
      commits: Promise.resolve(),
      chains: 0,
      pagesBefore: undefined,
      search: {
        ...emptySearchState,
        ledger: ledger.read(),
        sources: sources.map((each) => toSourceState(plan, each, ledger.read())),
        late: planLateReadings(range, nowMs),
        mayStillChangeSince: findAllChangingSince(parts.sources, range, nowMs),
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
  const { plan, state } = run
  const ids = state.sources.map(({ source }) => source.id)
  const shownOf = findShownOf(ids, { ...state.search, ...search })
  const sources = state.sources.map((source) => toSourceState(plan, source, ledger, shownOf))
  const derived = { ledger, verdict, reason, pages: countPages(ledger), sources }
  const coverage = intersectCoverage(listParticipants(run).map((source) => source.coverage))
  writable.state = { ...state, search: { ...state.search, ...search, ...derived, coverage } }
  for (const listener of run.listeners) listener()
}

/** The sources that are read together; all sources when there are none. */
export function listParticipants({ state }: Run): readonly SourceRun[] {
  const reading = state.sources.filter(({ mode }) => mode === 'reading')
  return reading.length > 0 ? reading : state.sources
}

/** The list is complete up to here, as far as is known, apart from sources that were set aside. */
export function findFrontierMs(run: Run): number | undefined {
  const { direction } = run.plan.parts
  return listParticipants(run)
    .map(({ frontierMs }) => frontierMs)
    .reduce((weakest, each) =>
      weakest === undefined || each === undefined
        ? undefined
        : isBeyond(direction, weakest, each)
          ? each
          : weakest,
    )
}

/** The state of a source by its number. */
export function getSourceRun({ state }: Run, number: number): SourceRun {
  const source = state.sources[number]
  if (!source) throw new RangeError(`No source ${number} in the search.`)
  return source
}

/** Changes the state of a source. */
export function updateSource(run: Run, number: number, change: Partial<SourceRun>): void {
  const { sources } = run.state
  update(run, { sources: sources.with(number, { ...getSourceRun(run, number), ...change }) })
}

/** The current state of a segment; `undefined` when it is no longer active. */
export function findSegment(
  { state }: Run,
  { source, id }: Pick<TimeSegment, 'source' | 'id'>,
): TimeSegment | undefined {
  return state.sources[source]?.segments.active.find((each) => each.id === id)
}

/** The current state of a stream; `undefined` when its segment is no longer active. */
export function findStream(
  run: Run,
  { source, segment, number }: PageStream,
): PageStream | undefined {
  return findSegment(run, { source, id: segment })?.streams[number]
}

/** Changes a segment, if it is still active. */
export function updateSegment(
  run: Run,
  { source, id }: Pick<TimeSegment, 'source' | 'id'>,
  change: Partial<TimeSegment>,
): void {
  const { segments } = getSourceRun(run, source)
  const active = segments.active.map((each) => (each.id === id ? { ...each, ...change } : each))
  updateSource(run, source, { segments: { ...segments, active } })
}

/** Changes a stream, if its segment is still active. */
export function updateStream(
  run: Run,
  { source, segment, number }: PageStream,
  change: Partial<PageStream>,
): void {
  const streams = findSegment(run, { source, id: segment })?.streams
  const present = streams?.[number]
  if (present) {
    const changed = streams.with(number, { ...present, ...change })
    updateSegment(run, { source, id: segment }, { streams: changed })
  }
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
  const { id: source } = getSourceRun(run, stream.source).source
  if (present) run.ledger.record({ kind: 'window-continued', source, window: present.window })
  const query = stream.number + 1
  const window = openLedgerWindow(run.ledger, source, { ...timeRange, query, reason })
  const chain = { number, id: numberChain(run), window }
  updateStream(run, stream, { chain })
  return chain
}

/** Records the doubts about a page of the query of a source with this index, as gaps of the time range that was asked. */
export function recordDoubts(
  { ledger }: Run,
  source: SourceId,
  queryIndex: number,
  { since, before }: ResolvedTimeRange,
  doubts: readonly string[],
): void {
  for (const reason of doubts) {
    const gap = { since, before, query: queryIndex + 1, reason }
    ledger.record({ kind: 'doubt-found', source, gap })
  }
}

/** Drops the segments of a source from this index on; other windows read the rest of their time. */
export function dropSegments(run: Run, number: number, from: number): void {
  const { source, segments } = getSourceRun(run, number)
  const dropped = segments.active.slice(from)
  for (const { chain } of dropped.flatMap(({ streams }) => streams)) {
    if (chain) {
      run.ledger.record({ kind: 'window-continued', source: source.id, window: chain.window })
    }
  }
  const tickets = dropped.flatMap(listTickets)
  if (tickets.length > 0) void run.plan.parts.store.discard(tickets)
  updateSource(run, number, { segments: { ...segments, active: segments.active.slice(0, from) } })
}
