/** The state of a history entry. It is validated when it is read, because other code may have written it. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { maxSources } from '../../../query/address/source-text.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** The state of one history entry. */
export type HistoryState = {
  /** The fixed time range of the search. */
  timeRange?: ResolvedTimeRange | undefined
  /** Whether opening the drawer created this history entry; closing the drawer then goes back. */
  opensEntry?: boolean
  /** The row of the open entry; two entries may share id and time. */
  row?: number | undefined
  /** Whether the search is that of an opened link with a fixed time range. */
  isFromLink?: boolean
  /**
   * Tells a search from an earlier one with the same query and range. Questions that are answered from the entries of
   * one search have its number.
   */
  run?: number
  /** The texts of the sources of a timeline that were hidden when the search started, so that it did not ask them. */
  unasked?: readonly string[] | undefined
  /** Why the API was asked although the question is about a part of what was loaded. */
  askedBecause?: string | undefined
}

/** A longer reason is not one that Gumshoe wrote. */
const maxReasonLength = 500

/** Reads the state of a history entry; unusable members are left out. */
export function readHistoryState(state: unknown): HistoryState {
  if (typeof state !== 'object' || state === null) return {}
  const { timeRange, opensEntry, row, run, isFromLink, unasked, askedBecause } = state as Record<
    string,
    unknown
  >
  return {
    timeRange: readTimeRange(timeRange),
    opensEntry: opensEntry === true,
    isFromLink: isFromLink === true,
    row: typeof row === 'number' && Number.isInteger(row) && row >= 0 ? row : undefined,
    run: typeof run === 'number' ? run : 0,
    ...(isTextList(unasked) && { unasked }),
    ...(typeof askedBecause === 'string' &&
      askedBecause.length <= maxReasonLength && { askedBecause }),
  }
}

function isTextList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= maxSources &&
    value.every((text) => typeof text === 'string')
  )
}

function readTimeRange(value: unknown): ResolvedTimeRange | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { since, before } = value as Record<string, unknown>
  if (typeof since !== 'string' || typeof before !== 'string') return undefined
  if (findEpochMs(since) === undefined || findEpochMs(before) === undefined) return undefined
  return { since, before }
}

/** The time and the circumstances in which an address is opened. */
export type Now = {
  /** The proxy's time. */
  nowMs: number
  /** The number of a search that starts now. */
  run: number
  /** Whether the page was reloaded and no search has started since; a stored moment is then ignored. */
  isReload: boolean
}

let lastRun = Date.now()
let isReloadPending = isReload()

/** Numbers a search that may start now; the number is higher than all before it, also across reloads. */
export function createNow(nowMs: number): Now {
  return { nowMs, run: ++lastRun, isReload: isReloadPending }
}

/** Makes stored moments valid again after a reload. Browsers keep the state of a history entry over a reload. */
export function forgetReload(): void {
  isReloadPending = false
}

function isReload(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'reload')
}
