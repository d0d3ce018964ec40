/**
 * Divides a time range into buckets that begin at round times on the clocks of a zone: at full minutes, at midnight, on
 * Mondays, on the first of a month. The first and the last bucket may be cut by the range.
 */
import { findClockChange, listInstantsAt, toWallMs, type WallMs } from './zoned-time.ts'

/** The length of a bucket as the clocks show it, in milliseconds or in months, and its name: `30 min`. */
export type ClockStep = { name: string; unit: 'ms' | 'month'; count: number }

/** Buckets of a range: bucket `i` begins at `edges[i]` and ends before `edges[i + 1]`, in epoch milliseconds. */
export type ClockBuckets = { step: ClockStep; edges: readonly number[] }

/** A step is chosen so that no more buckets than this fill a range, apart from the two that are cut. */
export const maxClockBuckets = 80

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000]

const steps: readonly ClockStep[] = [
  ...listSteps('ms', 1, [1, 2, 5, 10, 20, 50, 100, 200, 500]),
  ...listSteps('s', secondMs, [1, 2, 5, 10, 15, 30]),
  ...listSteps('min', minuteMs, [1, 2, 5, 10, 15, 30]),
  ...listSteps('h', hourMs, [1, 2, 3, 6, 12]),
  ...listSteps('d', dayMs, [1, 2]),
  ...listSteps('w', 7 * dayMs, [1]),
  { name: '1 month', unit: 'month', count: 1 },
  { name: '3 months', unit: 'month', count: 3 },
  { name: '1 year', unit: 'month', count: 12 },
  ...[2, 5, 10, 25, 50, 100, 200].map(
    (years): ClockStep => ({ name: `${years} years`, unit: 'month', count: years * 12 }),
  ),
]

/** Midnight at the start of a Monday, from which days and weeks are counted. */
const mondayMs: WallMs = -3 * dayMs

/** The buckets of a range in epoch milliseconds: one or more. `undefined` for an empty range; throws for an unknown zone. */
export function findClockBuckets(
  sinceMs: number,
  beforeMs: number,
  timeZone: string,
): ClockBuckets | undefined {
  const lengthMs = beforeMs - sinceMs
  if (!(lengthMs > 0)) return undefined
  const step = steps.find((each) => lengthMs <= toNominalMs(each) * maxClockBuckets) ?? steps.at(-1)
  return step && { step, edges: listClockEdges(sinceMs, beforeMs, step, timeZone) }
}

/**
 * The start of the range, each round time within it, and its end, in ascending order. Steps of up to an hour begin anew
 * in an hour that the clocks repeat. A longer bucket begins once, so it may be longer or shorter by what the clocks
 * change. A round time that the clocks skip is at the change itself.
 */
export function listClockEdges(
  sinceMs: number,
  beforeMs: number,
  step: ClockStep,
  timeZone: string,
): readonly number[] {
  const findNext = step.unit === 'ms' && step.count <= hourMs ? findShortEdge : findLongEdge
  const edges: number[] = []
  for (let at = sinceMs; at < beforeMs; at = findNext(at, step, timeZone)) edges.push(at)
  return [...edges, beforeMs]
}

/** The next round time of a step of up to an hour. */
function findShortEdge(afterMs: number, { count }: ClockStep, timeZone: string): number {
  const wallMs = toWallMs(afterMs, timeZone)
  const nextWallMs = (Math.floor(wallMs / count) + 1) * count
  const nextMs = afterMs + nextWallMs - wallMs
  if (toWallMs(nextMs, timeZone) === nextWallMs) return nextMs
  const change = findClockChange(wallMs, timeZone)
  if (!change) return nextMs
  const isRound = change.to % count === 0 || change.to >= nextWallMs
  return isRound
    ? change.epochMs
    : findShortEdge(change.epochMs, { name: '', unit: 'ms', count }, timeZone)
}

/** The next round time of a step of more than an hour. */
function findLongEdge(afterMs: number, step: ClockStep, timeZone: string): number {
  let number = toStepNumber(toWallMs(afterMs, timeZone), step)
  for (;;) {
    const wallMs = toStepStart(++number, step)
    const [first] = listInstantsAt(wallMs, timeZone)
    const edge = first ?? findClockChange(wallMs, timeZone)?.epochMs
    if (edge !== undefined && edge > afterMs) return edge
  }
}

/** The number of the step that contains a wall clock time. */
function toStepNumber(wallMs: WallMs, { unit, count }: ClockStep): number {
  if (unit === 'ms') return Math.floor((wallMs - mondayMs) / count)
  const date = new Date(wallMs)
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / count)
}

/** The wall clock time at which a step begins. */
function toStepStart(number: number, { unit, count }: ClockStep): WallMs {
  if (unit === 'ms') return mondayMs + number * count
  const months = number * count
  return new Date(0).setUTCFullYear(Math.floor(months / 12), months % 12, 1)
}

function toNominalMs({ unit, count }: ClockStep): number {
  return unit === 'ms' ? count : count * 30.4 * dayMs
}

function listSteps(unit: string, unitMs: number, counts: readonly number[]): readonly ClockStep[] {
  return counts.map((count) => ({ name: `${count} ${unit}`, unit: 'ms', count: count * unitMs }))
}
