/** How one source of a search is being read. Pure. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { FailureDetail } from '../../api/api-failure.ts'
import { getSource, type LedgerGap, type LedgerSnapshot, type SourceLedger } from './ledger.ts'
import {
  createSegmentList,
  isPlanned,
  type NumberedSource,
  type SearchPlan,
  type SegmentList,
  toRangeMs,
} from './search-plan.ts'
import {
  type SearchSource,
  type SearchState,
  type SourceState,
  toSourceShown,
} from './search-state.ts'
import type { TimeSegment } from './time-segment.ts'

/** Why and where a source was set aside. */
export type SetAside = {
  readonly failure: FailureDetail
  /** It was read completely up to here. */
  readonly stoppedMs: number
  readonly gap: LedgerGap
}

/** The state of one source. */
export type SourceRun = NumberedSource & {
  /**
   * A source is read together with the others. After a failure it is set aside, and they go on without it. A retry
   * reads what it missed, until it is as far as they are.
   */
  readonly mode: 'reading' | 'set-aside' | 'catching-up'
  /** Present until all that it missed was read. */
  readonly setAside: SetAside | undefined
  /** The segments of the range that are being read. */
  readonly segments: SegmentList
  /** Whether its range is split into short segments that download in parallel. */
  readonly isSplit: boolean
  /** The list has all of its entries up to here, as far as is known. */
  readonly frontierMs: number | undefined
  /** The last segment that was committed. */
  readonly lastSegment: { readonly received: number; readonly lengthMs: number } | undefined
  /** The parts of the range that were read completely. */
  readonly coverage: readonly ResolvedTimeRange[]
  /** Its entries in the list. */
  readonly loaded: number
  /** Why it is not polled for new entries any more. */
  readonly pollFailure: string | undefined
}

/** A source before its first request. */
export function createSourceRun(plan: SearchPlan, source: SearchSource, number: number): SourceRun {
  return {
    number,
    source,
    mode: 'reading',
    setAside: undefined,
    segments: createSegmentList(plan),
    isSplit: false,
    frontierMs: undefined,
    lastSegment: undefined,
    coverage: [],
    loaded: 0,
    pollFailure: undefined,
  }
}

/** The segment that is committed next; `undefined` when none is being read. */
export function findHead({ segments }: SourceRun): TimeSegment | undefined {
  return segments.active[0]
}

/** Whether the whole range was read. */
export function isFinished(plan: SearchPlan, { segments, mode }: SourceRun): boolean {
  return mode === 'reading' && segments.active.length === 0 && isPlanned(plan, segments)
}

/** Whether requests may be sent. */
export function isRead({ mode }: SourceRun): boolean {
  return mode !== 'set-aside'
}

/** What the screen is told of a source. */
export function toSourceState(
  plan: SearchPlan,
  { source, loaded, coverage, mode, setAside, pollFailure }: SourceRun,
  ledger: LedgerSnapshot,
  shownOf?: SearchState['shownOf'],
): SourceState {
  const { id } = source
  const state = {
    id,
    loaded,
    ...toSourceShown(id, loaded, shownOf),
    share: toShare(plan, coverage),
    coverage,
    retries: countFailures(getSource(ledger, id)),
    ...(pollFailure !== undefined && { pollFailure }),
  }
  return mode === 'set-aside' ? { ...state, failure: setAside?.failure } : state
}

function toShare(plan: SearchPlan, coverage: readonly ResolvedTimeRange[]): number {
  const { sinceMs, beforeMs } = toRangeMs(plan)
  if (sinceMs === beforeMs) return 1
  const coveredMs = coverage.reduce((sum, { since, before }) => {
    const fromMs = Math.max(sinceMs, findEpochMs(since) ?? beforeMs)
    const untilMs = Math.min(beforeMs, findEpochMs(before) ?? sinceMs)
    return sum + Math.max(0, untilMs - fromMs)
  }, 0)
  return coveredMs / (beforeMs - sinceMs)
}

function countFailures({ windows }: SourceLedger): number {
  return windows.reduce(
    (sum, { retries, earlier }) => sum + retries.length + (earlier?.refused ?? 0),
    0,
  )
}
