/** Finds matches that follow each other in the order of the rules within a timespan. */
import type { StepMatch } from './group-matches.ts'

/** The matches of sequences that overlap in time, ordered by time, and those that complete one. */
export type Sequences = { matches: readonly StepMatch[]; last: readonly StepMatch[] }

/**
 * The sequences: one match of each step, each at the same time as the one before or later, all within the timespan. Two
 * steps that follow each other are two entries: one entry that matches both is no sequence. Sequences that overlap in time
 * are one. The matches are ordered by time and step. Linear in their number.
 */
export function findSequences(
  matches: readonly StepMatch[],
  stepCount: number,
  timespanMs: number,
): readonly Sequences[] {
  const starts = findStarts(matches, stepCount)
  const ends = findEnds(matches, stepCount)
  const parts = matches.filter((_, index) => {
    const [startMs, endMs] = [starts[index], ends[index]]
    return startMs !== undefined && endMs !== undefined && endMs - startMs <= timespanMs
  })
  return joinSequences(parts, stepCount, timespanMs)
}

/** The end of the best sequence up to a step: when it began, and the row of its last match. */
type Reached = { startMs: number; row: number }

/** For each match, the latest beginning of a sequence of the steps up to it; `undefined` without one. */
function findStarts(
  matches: readonly StepMatch[],
  stepCount: number,
): readonly (number | undefined)[] {
  const reach = createReach(stepCount)
  return matches.map(({ step, timeMs, row }) => reach(step, timeMs, row))
}

/** For each match, the earliest end of a sequence of the steps from it: backward, the last step is the first one. */
function findEnds(
  matches: readonly StepMatch[],
  stepCount: number,
): readonly (number | undefined)[] {
  const reach = createReach(stepCount)
  const ends: (number | undefined)[] = []
  for (const { step, timeMs, row } of [...matches].reverse()) {
    const negativeEnd = reach(stepCount - 1 - step, -timeMs, row)
    ends.push(negativeEnd === undefined ? undefined : -negativeEnd)
  }
  return ends.reverse()
}

/** Takes matches in order of time and step, and gives the latest beginning of a sequence up to each. */
function createReach(stepCount: number) {
  const reached = Array.from({ length: stepCount }, (): Reached[] => [])
  return (step: number, timeMs: number, row: number): number | undefined => {
    const before = step === 0 ? undefined : reached[step - 1]?.find((each) => each.row !== row)
    if (step > 0 && !before) return undefined
    const startMs = before?.startMs ?? timeMs
    keepBest(reached[step] ?? [], { startMs, row })
    return startMs
  }
}

/** Keeps the best two of different rows, the best first: the other one is for a next match of the same row. */
function keepBest(best: Reached[], reached: Reached): void {
  const [first, second] = best
  const isBest = !first || reached.startMs >= first.startMs
  if (first?.row === reached.row) {
    if (isBest) best[0] = reached
  } else if (isBest) {
    best.splice(0, best.length, reached, ...(first ? [first] : []))
  } else if (!second || reached.startMs >= second.startMs) {
    best[1] = reached
  }
}

/** Joins what overlaps. A sequence may go from its first match to any last one within the timespan. */
function joinSequences(
  parts: readonly StepMatch[],
  stepCount: number,
  timespanMs: number,
): readonly Sequences[] {
  const ends = parts.filter(({ step }) => step === stepCount - 1)
  const ranges: { toMs: number }[] = []
  let next = 0
  for (const { step, timeMs } of parts) {
    if (step !== 0) continue
    while ((ends[next]?.timeMs ?? Number.POSITIVE_INFINITY) - timeMs <= timespanMs) next += 1
    const toMs = stepCount === 1 ? timeMs : (ends[next - 1]?.timeMs ?? timeMs)
    const last = ranges.at(-1)
    if (last && timeMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs)
    else ranges.push({ toMs })
  }
  let at = 0
  return ranges.map(({ toMs }) => {
    const from = at
    while ((parts[at]?.timeMs ?? Number.POSITIVE_INFINITY) <= toMs) at += 1
    const found = parts.slice(from, at)
    return { matches: found, last: found.filter(({ step }) => step === stepCount - 1) }
  })
}
