/**
 * A time plan in which planted events, which have given times, replace planned ones. The number of events and their
 * order stay the same, because a planted event replaces the event that is planned next after its time.
 */
import type { TimePlan } from '../time-plan.ts'

/** A plan with the index of the given time that replaces the event of a number, if any. */
export type OverlayPlan = TimePlan & { stepAt: (index: number) => number | undefined }

/** Creates the plan; times are in ascending order, in milliseconds since the epoch. */
export function createOverlayPlan(plan: TimePlan, timesMs: readonly number[]): OverlayPlan {
  const steps = new Map<number, number>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  timesMs.forEach((timeMs, step) => {
    // Where events are rare, several times may select the same event; then the following ones are replaced.
    last = Math.max(plan.firstAt(timeMs), last + 1)
    first = Math.min(first, last)
    steps.set(last, step)
  })

  const stepAt = (index: number) => (index < first || index > last ? undefined : steps.get(index))

  /** A given time is never later than the planned time that it replaces. */
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
