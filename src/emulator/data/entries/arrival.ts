/**
 * The delay until an entry appears in the log. One account measured 167 to 450 s, with a median of 289 s. Delays
 * differ, so an entry may appear after one that happened later.
 */

import { mix, toFraction } from '../random.ts'
import type { EntrySource } from './entry-source.ts'

/** The shortest and the longest delay, in milliseconds. */
export type ArrivalDelay = { readonly minMs: number; readonly maxMs: number }

/** The delays of v2 that were measured. */
export const measuredDelay: ArrivalDelay = { minMs: 167_000, maxMs: 450_000 }

/** The delay of the n-th entry, in milliseconds. */
function toArrivalDelayMs(index: number, { minMs, maxMs }: ArrivalDelay): number {
  const key = mix(0x6c617465, index)
  // The mean of two random numbers, so that values in the middle are more common.
  const fraction = (toFraction(mix(key, 1)) + toFraction(mix(key, 2))) / 2
  return Math.round(minMs + fraction * (maxMs - minMs))
}

/** Whether an entry has appeared by a time, in a log with this delay. */
export function hasArrived(
  source: EntrySource,
  nowMs: number,
  delay: ArrivalDelay,
): (index: number) => boolean {
  const settled = source.firstAt(nowMs - delay.maxMs)
  return (index) =>
    index < settled || source.timeOf(index) + toArrivalDelayMs(index, delay) <= nowMs
}
