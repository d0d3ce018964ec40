/** Says in words why two entries are shown as a pair, and how certain that is. */
import { pairedLogs } from '../address/pairs-choices.ts'
import type { PairReason } from './compare-facts.ts'
import type { EntryPair } from './pair-entries.ts'

/** What the words need of a pair. */
export type DescribedPair = Pick<
  EntryPair,
  'certainty' | 'reasons' | 'equalValues' | 'rivals' | 'distanceMs'
>

/** What the two degrees of certainty mean. */
export const certaintyWords = {
  certain: 'nothing else comes close',
  likely: 'other entries are about as similar, or too many to compare with all of them',
} as const

/** In the order in which they are told, followed by the distance in time and the number of equal values. */
const reasonWords: Readonly<Record<Exclude<PairReason, 'value' | 'time'>, string>> = {
  actor: 'same actor',
  address: 'same address',
  zone: 'same zone',
  verb: 'same kind of action',
  words: 'similar names',
}

/** For example `Same actor, same zone, 0.4 s apart; 3 equal values`. */
export function formatPairReasons({ reasons, equalValues, distanceMs }: DescribedPair): string {
  const same = Object.entries(reasonWords).flatMap(([reason, words]) =>
    reasons.some((each) => each === reason) ? [words] : [],
  )
  const distance = reasons.includes('time') ? 'at the same time' : formatDistance(distanceMs)
  const list = [...same, distance].join(', ')
  const values = equalValues === 1 ? '; 1 equal value' : `; ${equalValues} equal values`
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}${equalValues > 0 ? values : ''}`
}

/** For example `Certain: nothing else comes close` or `Likely: 2 other entries are about as similar`. */
export function formatPairCertainty({ certainty, rivals }: DescribedPair): string {
  if (certainty === 'certain') return `Certain: ${certaintyWords.certain}`
  if (rivals === 0) return 'Likely: too many entries at this time to compare with all of them'
  return rivals === 1
    ? 'Likely: 1 other entry is about as similar'
    : `Likely: ${rivals} other entries are about as similar`
}

/** How the counts of a list with joined pairs were made, for example `38 events in both logs count as v2`; empty for 0. */
export function formatCountedPairs(pairsShown: number): string {
  const words = pairedLogs.map(([first]) => first.word).join(' or ')
  if (pairsShown === 0) return ''
  const events = pairsShown === 1 ? '1 event' : `${pairsShown.toLocaleString('en-US')} events`
  return `${events} in both logs ${pairsShown === 1 ? 'counts' : 'count'} as ${words}`
}

/** Both as sentences, for a tooltip or a screen reader. */
export function formatPair(pair: DescribedPair): string {
  return `${formatPairReasons(pair)}. ${formatPairCertainty(pair)}.`
}

/** Some logs give whole seconds, so a distance of 0 between unequal times means the same second. */
function formatDistance(distanceMs: number): string {
  if (distanceMs === 0) return 'in the same second'
  const tenths = Math.round(distanceMs / 100)
  return tenths === 0 ? 'less than 0.1 s apart' : `${(tenths / 10).toFixed(1)} s apart`
}
