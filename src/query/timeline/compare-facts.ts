/** Judges whether two entries of different logs can record the same event, and how much speaks for it. */
import type { PairFacts } from './pair-facts.ts'

/** Maximum distance of the times of one event in two logs, in milliseconds. */
export const maxPairDistanceMs = 5_000

/** One reason why two entries record the same event, for the user. */
export type PairReason = 'actor' | 'time' | 'address' | 'zone' | 'value' | 'verb' | 'words'

/** What speaks for a pair: the weight grows with it, and the reasons name it. `equalValues` counts the values that do. */
export type Likeness = { weight: number; reasons: readonly PairReason[]; equalValues: number }

/** How rare a value is among the compared entries: 0 for one that most of them have, 1 for one that only one pair has. */
export type RarityOf = (value: string) => number

/** Pairs of less weight are not claimed. */
export const minPairWeight = 5

/** The distance of two times in milliseconds; a time without a fraction means any moment of its second. */
export function toDistanceMs(one: PairFacts, other: PairFacts): number {
  if (one.hasFraction === other.hasFraction) return Math.abs(one.timeMs - other.timeMs)
  const [whole, exact] = one.hasFraction ? [other, one] : [one, other]
  return Math.max(0, whole.timeMs - exact.timeMs, exact.timeMs - (whole.timeMs + 999))
}

/** The likeness of two entries; `undefined` when a fact contradicts it or too little speaks for it. */
export function compareFacts(
  one: PairFacts,
  other: PairFacts,
  rarityOf: RarityOf,
): Likeness | undefined {
  if (toDistanceMs(one, other) > maxPairDistanceMs) return undefined
  const actor = compareActors(one, other)
  const isOpposed = (key: 'address' | 'zone' | 'outcome') =>
    one[key] !== undefined && other[key] !== undefined && one[key] !== other[key]
  if (actor === undefined || isOpposed('address') || isOpposed('zone') || isOpposed('outcome')) {
    return undefined
  }
  const isSame = (key: 'address' | 'zone') => one[key] !== undefined && one[key] === other[key]
  const { value, equalValues } = weighValues(one, other, rarityOf)
  const actionWords = countCommon(one.actionWords, other.actionWords)
  const kindWords = countCommon(one.kindWords, other.kindWords)
  const verb = compareVerbs(one, other, actionWords)
  const isAboutSame = isSame('zone') || value > 0 || actionWords + kindWords >= 2
  if (verb === undefined || !isAboutSame) return undefined
  const weights: readonly [PairReason, number][] = [
    ['actor', actor],
    ['time', isSameInstant(one, other) ? 1 : 0],
    ['address', isSame('address') ? 1 : 0],
    ['zone', isSame('zone') ? 1 : 0],
    ['value', value],
    ['verb', verb],
    ['words', Math.min(actionWords, 2) + Math.min(kindWords, 2) / 2],
  ]
  const weight = weights.reduce((sum, [, each]) => sum + each, 0)
  const reasons = weights.filter(([, each]) => each > 0).map(([reason]) => reason)
  return weight < minPairWeight ? undefined : { weight, reasons, equalValues }
}

/** Whether both times are the same fraction of a second: in logs with one clock, this tells changes of a burst apart. */
function isSameInstant(one: PairFacts, other: PairFacts): boolean {
  return one.hasFraction && other.hasFraction && one.timeMs === other.timeMs
}

/** 3 for the same actor, 1 for two systems, 0 when an entry names none; `undefined` for different ones. */
function compareActors(one: PairFacts, other: PairFacts): number | undefined {
  if (one.isSystem || other.isSystem) return one.isSystem === other.isSystem ? 1 : undefined
  if (one.email !== undefined && other.email !== undefined) {
    return one.email === other.email ? 3 : undefined
  }
  if (one.actorIds.length === 0 || other.actorIds.length === 0) return 0
  return one.actorIds.some((id) => other.actorIds.includes(id)) ? 3 : undefined
}

/**
 * 2 for the same verb; `undefined` for different ones. A word of the action in common outweighs different verbs: one log
 * calls a purge of the cache a deletion, the other one a creation.
 */
function compareVerbs(one: PairFacts, other: PairFacts, actionWords: number): number | undefined {
  if (one.verb === other.verb) return one.verb === 'other' ? 0 : 2
  if (one.verb === 'other' || other.verb === 'other') return 0
  return actionWords > 0 ? 0 : undefined
}

/** Up to 6 for common values: a rare one, such as an id or the content of a record, weighs 2. */
function weighValues(one: PairFacts, other: PairFacts, rarityOf: RarityOf) {
  let weight = 0
  let equalValues = 0
  for (const value of one.values) {
    const rarity = other.values.has(value) ? rarityOf(value) : 0
    weight += 2 * rarity
    if (rarity > 0) equalValues++
  }
  return { value: Math.min(weight, 6), equalValues }
}

function countCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const word of one) if (other.has(word)) count++
  return count
}
