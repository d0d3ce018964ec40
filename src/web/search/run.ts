/** A running search: everything that changes while it runs, and the one way to tell the screen. */
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import type { FailureDetail } from '../api/api-failure.ts'
import { createLedger, openLedgerWindow } from './create-ledger.ts'
import type { LedgerBook } from './ledger.ts'
import type { LoadMeter } from './load-meter.ts'
import { createPlan, isPlanned, type SearchPlan } from './search-plan.ts'
import { emptySearchState, type SearchParts, type SearchState } from './search-state.ts'
import type { Strand, StrandChain } from './stretch.ts'

/** What the ledger says about a search. */
type LedgerFact = 'ledger' | 'verdict' | 'reason'

/** What is wanted: nothing, one more page, or all of the range. */
export type Demand = 'none' | 'more' | 'all'

/** A running search. */
export type Run = {
  readonly parts: SearchParts
  readonly plan: SearchPlan
  readonly ledger: LedgerBook
  readonly stopped: AbortController
  demand: Demand
  /** How many entries there were when more were wanted. */
  before: { loaded: number; shown: number }
  /** Times in a row that more were wanted and local filters hid all that came. */
  hiddenPages: number
  isPaused: boolean
  /** Whether nobody looks: what is under way ends, and nothing more is asked. */
  isResting: boolean
  /** Whether the range was cut into short stretches, several of which download at once. */
  isCut: boolean
  /** Up to here everything is in the list, as far as that is known. */
  frontierMs: number | undefined
  /** Waits in a row. */
  waits: number
  /** What stopped the requests, until a retry. */
  failure: FailureDetail | undefined
  /** The last stretch that joined the list. */
  lastStretch: { received: number; lengthMs: number } | undefined
  /** Commits, one after the other. */
  commits: Promise<void>
  chains: number
  meter: LoadMeter | undefined
  state: SearchState
  readonly listeners: Set<() => void>
}

/** A search of which nothing was asked yet. */
export function createRun(parts: SearchParts): Run {
  return {
    parts,
    plan: createPlan(parts),
    ledger: createLedger([parts.source]),
    stopped: new AbortController(),
    demand: 'none',
    before: { loaded: 0, shown: 0 },
    hiddenPages: 0,
    isPaused: false,
    isResting: false,
    isCut: false,
    frontierMs: undefined,
    waits: 0,
    failure: undefined,
    lastStretch: undefined,
    commits: Promise.resolve(),
    chains: 0,
    meter: undefined,
    state: { ...emptySearchState, mayStillChangeSince: findUnsettledStart(parts) },
    listeners: new Set(),
  }
}

/** Tells the screen what has changed, with the latest records of the ledger. */
export function update(run: Run, change: Partial<Omit<SearchState, LedgerFact>>): void {
  const ledger = run.ledger.read()
  const { verdict, reason } = ledger
  run.state = { ...run.state, ...change, ledger, verdict, reason }
  for (const listener of run.listeners) listener()
}

/** Whether the range was read up to its end. */
export function isAtEnd({ plan }: Run): boolean {
  return plan.active.length === 0 && isPlanned(plan)
}

/** The present chain of a strand under the number by which the store knows it, with its ledger entry. */
export function openChain(run: Run, strand: Strand): StrandChain {
  const { number, reason, timeRange } = strand.window.chain
  if (strand.chain?.number === number) return strand.chain
  const { source } = run.parts
  if (strand.chain) {
    run.ledger.record({ kind: 'window-continued', source, window: strand.chain.window })
  }
  const query = strand.number + 1
  strand.chain = {
    number,
    id: run.chains++,
    window: openLedgerWindow(run.ledger, source, { ...timeRange, query, reason }),
  }
  return strand.chain
}

/** Notes in the ledger that the stretches from this one on are read by other windows. */
export function dropWindows({ plan, parts, ledger }: Run, from: number): void {
  const { source } = parts
  for (const { strands } of plan.active.slice(from)) {
    for (const { chain } of strands) {
      if (chain) ledger.record({ kind: 'window-continued', source, window: chain.window })
    }
  }
}

/** Entries that happened shortly before they were asked for may appear only later. */
function findUnsettledStart({ dataset, timeRange, clock }: SearchParts): string | undefined {
  const { latestArrivalS } = dataset
  const beforeMs = findEpochMs(timeRange.before)
  const sinceMs = findEpochMs(timeRange.since)
  if (latestArrivalS === undefined || beforeMs === undefined || sinceMs === undefined) return
  const settledMs = clock.now() - latestArrivalS * 1000
  return beforeMs > settledMs ? formatInstant(Math.max(sinceMs, settledMs)) : undefined
}
