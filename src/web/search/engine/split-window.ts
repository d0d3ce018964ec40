/**
 * Reads a log without pages. An answer that is not full has all entries of its time range; a full one may lack
 * some, and its range is then requested again in halves. That does not depend on the order of entries, and the
 * store recognizes repeated ones. The halves overlap, because no document says whether the bounds are inclusive. Pure, like the rest of the state machine.
 */
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Direction } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { type ChainReason, endWindow, pageSizes, type WindowState } from './window-state.ts'

/** How far the older half reaches into the newer one; shorter than any window that is requested. */
const halvesOverlapMs = 1

/** Whether a window is read in this way. */
export function readsByTime({ task }: WindowState): boolean {
  return task.dataset.pagination.style === 'window'
}

/** The state after an answer with this many entries. */
export function decideTimeWindow(state: WindowState, count: number): WindowState {
  const { chain, unreadRanges } = state
  const { size } = chain.address
  if (count < size) return openNextRange(state)
  const maxSize = toMaxSize(state)
  if (size < maxSize) return openRange(state, chain.timeRange, unreadRanges, 'larger-pages')
  const halves = findHalves(state)
  if (halves) return openRange(state, halves[0], [halves[1], ...unreadRanges], 'shorter-range')
  const gapReason = `More than ${size} entries share a time that cannot be divided further, and the API gives no more of them.`
  return openNextRange({ ...state, gapReason: state.gapReason ?? gapReason })
}

function openNextRange(state: WindowState): WindowState {
  const [next, ...others] = state.unreadRanges
  return next ? openRange(state, next, others, 'shorter-range') : endWindow(state, state.gapReason)
}

function openRange(
  state: WindowState,
  timeRange: ResolvedTimeRange,
  unreadRanges: readonly ResolvedTimeRange[],
  reason: ChainReason,
): WindowState {
  const address = { size: toMaxSize(state) }
  const number = state.chain.number + 1
  const chain = { number, reason, timeRange, address, cursors: [], hasProgress: false }
  return { ...state, unreadRanges, chain }
}

function toMaxSize({ task }: WindowState): number {
  return Math.min(pageSizes.further, task.dataset.pagination.maxSize)
}

/** The two halves in the direction of the search; `undefined` when they would be too short for the API. */
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
  // The middle is a multiple of `minWindowMs`: the API can tell such an instant from those beside it.
  const middleMs = Math.floor((sinceMs + beforeMs) / 2 / minWindowMs) * minWindowMs
  if (middleMs <= sinceMs || middleMs >= beforeMs) return undefined
  const middle = formatInstant(middleMs)
  return order(query.direction, [
    { since: timeRange.since, before: formatInstant(middleMs + halvesOverlapMs) },
    { since: middle, before: timeRange.before },
  ])
}

function order<T>(direction: Direction, [older, newer]: readonly [T, T]): readonly [T, T] {
  return direction === 'desc' ? [newer, older] : [older, newer]
}
