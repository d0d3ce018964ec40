/**
 * Learns from the entries that have only one counterpart how the two logs agree: how far their times differ, and which
 * kinds of changes have their content in both. In a burst of similar changes this tells the right counterpart.
 */
import type { Likeness } from './compare-facts.ts'
import { groupBy } from './group-by.ts'

/** Two entries that may be a pair. */
export type Candidate = Likeness & {
  one: number
  other: number
  /** How the two logs call what was done; equal for equal kinds of changes. */
  kind: string
  distanceMs: number
  /** Whether more entries are near in time than were compared. */
  isCut: boolean
}

/** A kind of which this many pairs are known, and this share of them has common values, is expected to have them. */
const minKnown = 5
const minShare = 0.8
/** The clocks of the pairs that are not known may differ by this much more than those of nearly all known ones. */
const usualShare = 0.95
const clockFactor = 1.5
const clockSlackMs = 50

/** Whether a candidate among several agrees with what the clear pairs show. */
export function createAgreement(
  candidates: readonly Candidate[],
): (candidate: Candidate) => boolean {
  const isContested = createContested(candidates)
  const clear = candidates.filter((candidate) => !isContested(candidate))
  const distances = clear.map(({ distanceMs }) => distanceMs).toSorted((a, b) => a - b)
  const usualMs = distances[Math.floor(distances.length * usualShare)] ?? Number.POSITIVE_INFINITY
  const maxMs = usualMs * clockFactor + clockSlackMs
  const kindsWithValues = new Set(
    [...groupBy(clear, ({ kind }) => kind)]
      .filter(([, known]) => {
        const count = known.filter(hasValue).length
        return known.length >= minKnown && count >= known.length * minShare
      })
      .map(([kind]) => kind),
  )
  return (candidate) =>
    !isContested(candidate) ||
    (candidate.distanceMs <= maxMs && (hasValue(candidate) || !kindsWithValues.has(candidate.kind)))
}

function hasValue({ reasons }: Candidate): boolean {
  return reasons.includes('value')
}

/** Whether one of the two entries has another candidate. */
function createContested(candidates: readonly Candidate[]): (candidate: Candidate) => boolean {
  const ones = groupBy(candidates, ({ one }) => one)
  const others = groupBy(candidates, ({ other }) => other)
  return ({ one, other }) =>
    (ones.get(one)?.length ?? 0) > 1 || (others.get(other)?.length ?? 0) > 1
}
