/** The state of a history entry, checked when it is read: anything may have written it. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** The state of one history entry. */
export type HistoryState = {
  /** The moment at which the search was fixed. */
  timeRange?: ResolvedTimeRange | undefined
  /** Set when this entry was made by opening the drawer over an entry without it. */
  opensEntry?: boolean
  /** The row of the open entry; two entries may share id and time. */
  row?: number | undefined
  /** Whether a link with a fixed time range was opened, and nothing else asked since. */
  isFromLink?: boolean
  /** Tells a search from an earlier one with the same query and range. */
  run?: number
}

/** Reads a history entry's state; whatever is unusable is left out. */
export function readHistoryState(state: unknown): HistoryState {
  if (typeof state !== 'object' || state === null) return {}
  const { timeRange, opensEntry, row, run, isFromLink } = state as Record<string, unknown>
  return {
    timeRange: readTimeRange(timeRange),
    opensEntry: opensEntry === true,
    isFromLink: isFromLink === true,
    row: typeof row === 'number' && Number.isInteger(row) && row >= 0 ? row : undefined,
    run: typeof run === 'number' ? run : 0,
  }
}

function readTimeRange(value: unknown): ResolvedTimeRange | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { since, before } = value as Record<string, unknown>
  if (typeof since !== 'string' || typeof before !== 'string') return undefined
  if (findEpochMs(since) === undefined || findEpochMs(before) === undefined) return undefined
  return { since, before }
}

/** When an address is opened. */
export type Now = {
  /** The proxy's time. */
  nowMs: number
  /** The number of a search that begins now. */
  run: number
  /** Whether the page was reloaded and no search has begun since: then a remembered moment is over. */
  isReload: boolean
}

let lastRun = Date.now()
let isReloadPending = isReload()

/** Numbers a search that may begin now: higher than any before it, those before a reload included. */
export function createNow(nowMs: number): Now {
  return { nowMs, run: ++lastRun, isReload: isReloadPending }
}

/** Ends the effect of the reload. Browsers keep a history entry's state over a reload. */
export function forgetReload(): void {
  isReloadPending = false
}

function isReload(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'reload')
}
