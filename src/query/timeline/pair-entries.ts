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
  /**
   * `certain` when nothing else comes close; `likely` when other entries are about as like, or when so many are near in
   * time that not all were compared.
   */
  certainty: 'certain' | 'likely'
  reasons: readonly PairReason[]
  /** Values, such as ids and contents, that both entries have and few others. */
  equalValues: number
  /** Other entries of either log that are about as like; 0 for a certain pair. */
  rivals: number
  /** The distance of their times in milliseconds; 0 within one second when only one of the times has a fraction. */
  distanceMs: number
}

/** A candidate within this weight of a pair makes the pair no more than likely. */
const ambiguousWeight = 1
/** Weights that differ by less are equal, so that order and time decide. */
const weightStep = 0.5
/** Maximum number of entries with which one is compared, so that thousands of entries in one second take no minutes. */
const maxNear = 200
/** A time without a fraction may be up to a second later than it says. */
const reachMs = maxPairDistanceMs + 1_000

/** The pairs of two logs, in the order of the first list. An entry without a readable time is in none. */
export function pairEntries(one: PairSide, other: PairSide): readonly EntryPair[] {
  const facts = toFacts(one)
  const otherFacts = toFacts(other)
  const candidates = listCandidates(facts, otherFacts)
  const agreeing = candidates.filter(createAgreement(candidates))
  const chosen = chooseCandidates(agreeing, facts, otherFacts)
  const countRivals = createRivalCount(candidates)
  return chosen
    .map((candidate): EntryPair => {
      const { one, other, reasons, equalValues, distanceMs } = candidate
      const rivals = countRivals(candidate)
      const certainty = rivals === 0 && !candidate.isCut ? 'certain' : 'likely'
      return { one, other, certainty, reasons, equalValues, rivals, distanceMs }
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
  const ones = [...facts]
  const others = [...otherFacts]
  const listNear = createNear(ones, others)
  return ones.flatMap(([one, given], at) => {
    const { near, isCut } = listNear(at)
    return near.flatMap(([other, otherGiven]): Candidate[] => {
      const likeness = compareFacts(given, otherGiven, rarityOf)
      if (!likeness) return []
      const kind = `${toKind(given)} | ${toKind(otherGiven)}`
      const distanceMs = toDistanceMs(given, otherGiven)
      return [{ one, other, kind, ...likeness, distanceMs, isCut }]
    })
  })
}

type Numbered = readonly (readonly [number, PairFacts])[]

/** The entries of the other list within reach of the entry at an index; both lists are in order, and so are the calls. */
function createNear(ones: Numbered, others: Numbered) {
  const createReach = (list: Numbered) => {
    let first = 0
    let end = 0
    return (timeMs: number) => {
      while ((list[first]?.[1].timeMs ?? Infinity) < timeMs - reachMs) first++
      while ((list[end]?.[1].timeMs ?? Infinity) <= timeMs + reachMs) end++
      return { first, count: end - first }
    }
  }
  const reachOwn = createReach(ones)
  const reachOther = createReach(others)
  return (at: number): { near: Numbered; isCut: boolean } => {
    const timeMs = ones[at]?.[1].timeMs ?? 0
    const { first, count } = reachOther(timeMs)
    if (count <= maxNear) return { near: others.slice(first, first + count), isCut: false }
    // Among so many, the entry at the same share of the time within reach is the most likely counterpart.
    const own = reachOwn(timeMs)
    const middle = first + Math.round(((at - own.first) / own.count) * count)
    const from = Math.min(Math.max(middle - maxNear / 2, first), first + count - maxNear)
    return { near: others.slice(from, from + maxNear), isCut: true }
  }
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

/** Counts the candidates of the two entries of a pair that are about as like. */
function createRivalCount(candidates: readonly Candidate[]): (pair: Candidate) => number {
  const byOne = groupBy(candidates, ({ one }) => one)
  const byOther = groupBy(candidates, ({ other }) => other)
  return (pair) =>
    [...(byOne.get(pair.one) ?? []), ...(byOther.get(pair.other) ?? [])]
      .filter((each) => each.one !== pair.one || each.other !== pair.other)
      .filter(({ weight }) => weight >= pair.weight - ambiguousWeight).length
}
