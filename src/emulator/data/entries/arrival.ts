/**
 * When an entry appears, if not at once. One account measured 167 to 450 s, 289 s in the middle; the
 * delays differ, so an entry may appear behind one that happened later.
 */

import { mix, toFraction } from '../random.ts'
import type { EntrySource } from './entry-source.ts'

const minMs = 167_000
const maxMs = 450_000

/** How long after it happened the n-th entry appears, in milliseconds. */
function toArrivalDelayMs(index: number): number {
  const key = mix(0x6c617465, index)
  // The mean of two dice: values in the middle are more common.
  const fraction = (toFraction(mix(key, 1)) + toFraction(mix(key, 2))) / 2
  return Math.round(minMs + fraction * (maxMs - minMs))
}

/** Whether an entry has appeared by a time. */
export function hasArrived(source: EntrySource, nowMs: number): (index: number) => boolean {
  const settled = source.firstAt(nowMs - maxMs)
  return (index) => index < settled || source.timeOf(index) + toArrivalDelayMs(index) <= nowMs
}
