/**
 * Reads a log that has no pages: an answer that is not full is all of its time, a full one may lack entries.
 * Then its time is asked for in halves, which does not depend on the order of entries. What is asked again is
 * recognized by the store. Pure, as the rest of the state machine.
 */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { type ChainReason, endWindow, pageSizes, type WindowState } from './window-state.ts'

/** Whether a window is read in this way. */
export function readsByTime({ task }: WindowState): boolean {
  return task.dataset.pagination.style === 'window'
}

/** Goes on after an answer with this many entries. */
export function decideTimeWindow(state: WindowState, count: number): WindowState {
  const { chain, unreadRanges } = state
  const { size } = chain.address
  if (count < size) return openNextRange(state)
  const maxSize = findMaxSize(state)
  if (size < maxSize) return openRange(state, chain.timeRange, unreadRanges, 'larger-pages')
  const halves = findHalves(state)
  if (halves) return openRange(state, halves[0], [halves[1], ...unreadRanges], 'shorter-range')
  const gapReason = `More than ${size} entries share a time that cannot be divided further, and the API gives no more of them.`
  return openNextRange({ ...state, gapReason: state.gapReason ?? gapReason })
}

function openNextRange(state: WindowState): WindowState {
  const [next, ...rest] = state.unreadRanges
  return next ? openRange(state, next, rest, 'shorter-range') : endWindow(state, state.gapReason)
}

function openRange(
  state: WindowState,
  timeRange: ResolvedTimeRange,
  unreadRanges: readonly ResolvedTimeRange[],
  reason: ChainReason,
): WindowState {
  const address = { size: findMaxSize(state) }
  const number = state.chain.number + 1
  const chain = { number, reason, timeRange, address, cursors: [], hasProgress: false }
  return { ...state, unreadRanges, chain }
}

function findMaxSize({ task }: WindowState): number {
  return Math.min(pageSizes.later, task.dataset.pagination.maxSize)
}

/** The two halves in the direction of the search; `undefined` when they would be too short to be asked for. */
function findHalves({
  task: { dataset, query },
  chain: { timeRange },
}: WindowState): readonly [ResolvedTimeRange, ResolvedTimeRange] | undefined {
  const { pagination } = dataset
  const sinceMs = findEpochMs(timeRange.since)
  const beforeMs = findEpochMs(timeRange.before)
  if (pagination.style !== 'window' || sinceMs === undefined || beforeMs === undefined)
    return undefined
  const { minWindowMs } = pagination
  // The middle lies on a whole multiple, which every API can tell from the instants beside it.
  const middleMs = Math.floor((sinceMs + beforeMs) / 2 / minWindowMs) * minWindowMs
  if (middleMs <= sinceMs || middleMs >= beforeMs) return undefined
  const middle = formatInstant(middleMs)
  return order(query.direction, [
    { since: timeRange.since, before: middle },
    { since: middle, before: timeRange.before },
  ])
}

function order<T>(direction: Direction, [older, newer]: readonly [T, T]): readonly [T, T] {
  return direction === 'desc' ? [newer, older] : [older, newer]
}
