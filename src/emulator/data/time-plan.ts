/**
 * Distributes events over time in the rhythm of a working week. The time of the n-th event increases with n, so a
 * time range is a range of numbers. There is no last event: the plan continues into the future.
 */
import { mix, toFraction } from './random.ts'

const hourMs = 3_600_000
/** Hours of a week; an hour's index counts from Monday 00:00 UTC. */
export const hoursPerWeek = 168
const weekMs = hoursPerWeek * hourMs
/** Days of history that `count` events fill. */
const historyDays = 30
/** Events that are planned together, so that some come in a burst. */
export const eventsPerBlock = 32

/** Maps the number of an event, counted from 0, to its time and back. */
export type TimePlan = {
  timeOf: (index: number) => number
  /** The first event at or after a time. */
  firstAt: (timeMs: number) => number
}

/** Whether a block is a burst, such as a Terraform run: its events follow within minutes. */
export function isBurst(key: number, block: number): boolean {
  return toFraction(mix(mix(key, 71), block)) < 0.12
}

/** Hour of the week of a time, counted from Monday 00:00 UTC. */
export function toHourOfWeek(timeMs: number): number {
  // 1970-01-01 was a Thursday.
  return (Math.floor(timeMs / hourMs) + 72) % hoursPerWeek
}

/**
 * Plans events from `startMs` (a full hour) on, so that `count` of them fall into the first 30 days.
 * `hourWeights` is the activity in each hour of the week.
 */
export function createTimePlan(options: {
  key: number
  startMs: number
  count: number
  hourWeights: readonly number[]
}): TimePlan {
  const { key, startMs } = options
  const work = createWork(startMs, options.hourWeights)
  const perWork = options.count / work.until(startMs + historyDays * 24 * hourMs)

  function timeOf(index: number): number {
    const block = Math.floor(index / eventsPerBlock)
    const jitter = toFraction(mix(mix(key, 72), index))
    let position = index - block * eventsPerBlock + jitter
    if (isBurst(key, block)) {
      const offset = toFraction(mix(mix(key, 73), block)) * 0.9 * eventsPerBlock
      position = offset + position * 0.06
    }
    return Math.floor(work.timeOf((block * eventsPerBlock + position) / perWork))
  }

  function firstAt(timeMs: number): number {
    if (timeMs <= startMs) return 0
    // Bursts move events within their block only, so the answer is at most one block away.
    const guess = Math.floor(work.until(timeMs) * perWork)
    let low = Math.max(0, guess - eventsPerBlock - 1)
    let high = guess + eventsPerBlock + 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (timeOf(middle) < timeMs) low = middle + 1
      else high = middle
    }
    return low
  }

  return { timeOf, firstAt }
}

/** The amount of work done since the start, as a function of time, and its inverse. */
function createWork(startMs: number, hourWeights: readonly number[]) {
  const firstHour = toHourOfWeek(startMs)
  const sums = new Float64Array(hoursPerWeek + 1)
  for (let hour = 0; hour < hoursPerWeek; hour++) {
    const weight = hourWeights[(firstHour + hour) % hoursPerWeek] ?? 0
    sums[hour + 1] = (sums[hour] ?? 0) + Math.max(weight, 1e-6)
  }
  const perWeek = sums[hoursPerWeek] ?? 1

  function until(timeMs: number): number {
    const weeks = Math.floor((timeMs - startMs) / weekMs)
    const hours = (timeMs - startMs - weeks * weekMs) / hourMs
    const hour = Math.min(hoursPerWeek - 1, Math.floor(hours))
    const before = sums[hour] ?? 0
    return weeks * perWeek + before + (hours - hour) * ((sums[hour + 1] ?? 0) - before)
  }

  function timeOf(work: number): number {
    const weeks = Math.floor(work / perWeek)
    const workOfWeek = work - weeks * perWeek
    let low = 0
    let high = hoursPerWeek - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle + 1] ?? 0) > workOfWeek) high = middle
      else low = middle + 1
    }
    const before = sums[low] ?? 0
    const share = (workOfWeek - before) / ((sums[low + 1] ?? 0) - before)
    return startMs + weeks * weekMs + (low + Math.min(share, 1)) * hourMs
  }

  return { until, timeOf }
}
