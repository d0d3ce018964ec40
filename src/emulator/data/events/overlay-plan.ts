/**
 * A plan of time in which some places are taken by events with times of their own. The number of
 * events stays the same, and so does the order: a place is taken where the time falls anyway.
 */
import type { TimePlan } from '../time-plan.ts'

/** A plan that also knows which of the given times took the place of a number, if any. */
export type OverlayPlan = TimePlan & { stepAt: (index: number) => number | undefined }

/** Lays times, in ascending order and in milliseconds since the epoch, over a plan. */
export function createOverlayPlan(plan: TimePlan, timesMs: readonly number[]): OverlayPlan {
  const steps = new Map<number, number>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  timesMs.forEach((timeMs, step) => {
    // Where events are rare, several times fall on one place; then the next places are taken.
    last = Math.max(plan.firstAt(timeMs), last + 1)
    first = Math.min(first, last)
    steps.set(last, step)
  })

  const stepAt = (index: number) => (index < first || index > last ? undefined : steps.get(index))

  /** The given time is never later than the time of the place that it takes. */
  function timeOf(index: number): number {
    const step = stepAt(index)
    return (step === undefined ? undefined : timesMs[step]) ?? plan.timeOf(index)
  }

  function firstAt(timeMs: number): number {
    let index = plan.firstAt(timeMs)
    while (timeOf(index) < timeMs) index++
    return index
  }

  return { timeOf, firstAt, stepAt }
}
