/** Compares the times of a timeline honestly: some logs record fractions of a second, others do not. */
import { findEpochMs } from '../../../cloudflare/instant.ts'

/** Whether a time, as the entry spells it, has a fraction of a second. */
export function hasFraction(time: string): boolean {
  return /[.,]\d/.test(time)
}

/** What the tooltip of a time says where the order of entries is not certain. */
export const sameSecondWords =
  'This log records whole seconds; entries of the same second may be in another order.'

/** Whether a time without a fraction is in the same second as a neighbor, so that their order is not certain. */
export function isOrderUncertain(
  time: string,
  neighbors: readonly (string | undefined)[],
): boolean {
  const second = hasFraction(time) ? undefined : findSecond(time)
  if (second === undefined) return false
  return neighbors.some((other) => other !== undefined && findSecond(other) === second)
}

function findSecond(time: string): number | undefined {
  const epochMs = findEpochMs(time)
  return epochMs === undefined ? undefined : Math.floor(epochMs / 1_000)
}
