/**
 * Finds entries of two logs that record the same event. The logs share no ids, so a pair is a judgement: it names its
 * reasons and its certainty. Each entry is in one pair at most.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { alignByTime } from './align-by-time.ts'
import { compareFacts, maxPairDistanceMs, type PairReason, toDistanceMs } from './compare-facts.ts'
import { groupBy } from './group-by.ts'
import { type Candidate, createAgreement } from './learn-from-pairs.ts'
import { type PairFacts, toPairFacts } from './pair-facts.ts'

/** The loaded entries of one log. */
export type PairSide = { dataset: Dataset; entries: readonly unknown[] }

/** Two entries, by their numbers in the lists, that record the same event. */
export type EntryPair = {
  one: number
  other: number
  /** `certain` when nothing else comes close; `likely` when other entries are about as like. */
  certainty: 'certain' | 'likely'
  reasons: readonly PairReason[]
  /** The distance of their times in milliseconds. */
  distanceMs: number
}

/** A candidate within this weight of a pair makes the pair no more than likely. */
const ambiguousWeight = 1
/** Weights that differ by less are equal, so that order and time decide. */
const weightStep = 0.5

/** The pairs of two logs, in the order of the first list. An entry without a readable time is in none. */
export function pairEntries(one: PairSide, other: PairSide): readonly EntryPair[] {
  const facts = toFacts(one)
  const otherFacts = toFacts(other)
  const candidates = listCandidates(facts, otherFacts)
  const agreeing = candidates.filter(createAgreement(candidates))
  const chosen = chooseCandidates(agreeing, facts, otherFacts)
  const isCertain = createCertainty(candidates)
  return chosen
    .map(({ one, other, weight, reasons, distanceMs }): EntryPair => {
      const certainty = isCertain(one, other, weight) ? 'certain' : 'likely'
      return { one, other, certainty, reasons, distanceMs }
    })
    .toSorted((a, b) => a.one - b.one)
}

type NumberedFacts = ReadonlyMap<number, PairFacts>

function toFacts({ dataset, entries }: PairSide): NumberedFacts {
  const numbered = entries.flatMap((entry, number) => {
    const facts = toPairFacts(dataset, entry)
    return facts ? [[number, facts] as const] : []
  })
  return new Map(numbered.toSorted(([, a], [, b]) => a.timeMs - b.timeMs))
}

function listCandidates(facts: NumberedFacts, otherFacts: NumberedFacts): readonly Candidate[] {
  const rarityOf = createRarity([...facts.values(), ...otherFacts.values()])
  const others = [...otherFacts]
  const candidates: Candidate[] = []
  // A time without a fraction may be up to a second later than it says.
  const reachMs = maxPairDistanceMs + 1_000
  let first = 0
  for (const [one, given] of facts) {
    while ((others[first]?.[1].timeMs ?? Infinity) < given.timeMs - reachMs) first++
    for (let at = first; at < others.length; at++) {
      const [other, otherGiven] = others[at] ?? []
      if (other === undefined || !otherGiven || otherGiven.timeMs > given.timeMs + reachMs) break
      const likeness = compareFacts(given, otherGiven, rarityOf)
      if (likeness) {
        const kind = `${toKind(given)} | ${toKind(otherGiven)}`
        const distanceMs = toDistanceMs(given, otherGiven)
        candidates.push({ one, other, kind, ...likeness, distanceMs })
      }
    }
  }
  return candidates
}

function toKind({ actionWords, kindWords }: PairFacts): string {
  return [...actionWords, ...kindWords].join(' ')
}

/** A value in two entries identifies a pair; the more entries have it, the less it says. */
function createRarity(all: readonly PairFacts[]): (value: string) => number {
  const counts = new Map<string, number>()
  for (const { values } of all) {
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const scale = Math.log2(Math.max(all.length / 2, 4))
  return (value) => Math.max(0, 1 - Math.log2(Math.max(counts.get(value) ?? 0, 2) / 2) / scale)
}

/** Takes the heaviest candidates first; among equal ones, those that keep the order of both logs. */
function chooseCandidates(
  candidates: readonly Candidate[],
  facts: NumberedFacts,
  otherFacts: NumberedFacts,
): readonly Candidate[] {
  const tiers = groupBy(candidates, ({ weight }) => Math.round(weight / weightStep))
  const chosen: Candidate[] = []
  const takenOnes = new Set<number>()
  const takenOthers = new Set<number>()
  const isFree = ({ one, other }: Candidate) => !takenOnes.has(one) && !takenOthers.has(other)
  for (const tier of [...tiers.keys()].toSorted((a, b) => b - a)) {
    const free = (tiers.get(tier) ?? []).filter(isFree)
    for (const candidate of alignByTime(free, facts, otherFacts)) {
      chosen.push(candidate)
      takenOnes.add(candidate.one)
      takenOthers.add(candidate.other)
    }
  }
  return chosen
}

function createCertainty(candidates: readonly Candidate[]) {
  const byOne = groupBy(candidates, ({ one }) => one)
  const byOther = groupBy(candidates, ({ other }) => other)
  return (one: number, other: number, weight: number): boolean =>
    [...(byOne.get(one) ?? []), ...(byOther.get(other) ?? [])].every(
      (each) =>
        (each.one === one && each.other === other) || each.weight < weight - ambiguousWeight,
    )
}
