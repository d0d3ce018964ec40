/** Decides between neighboring slices which of them gets an entry near their border that both want to pair. */

import { filterPairs, isCertain, type PairList } from '../pages/pair-list.ts'
import { pairReachMs, type SlicePairs } from './pair-index.ts'

type Claim = { pairs: PairList; at: number }

/** The slices in order of time, without the pairs of a second entry that is in a better one. */
export function resolveClaims(
  slices: readonly SlicePairs[],
  timeAt: (row: number) => number,
): readonly SlicePairs[] {
  const claims = new Map<number, Claim>()
  const lost = new Map<PairList, Set<number>>()
  for (const { fromMs, toMs, pairs } of slices) {
    for (let at = 0; at < pairs.others.length; at++) {
      const other = pairs.others[at] ?? 0
      const timeMs = timeAt(other)
      if (timeMs >= fromMs + pairReachMs && timeMs < toMs - pairReachMs) continue
      const claim = { pairs, at }
      const earlier = claims.get(other)
      const loser = earlier && isBetter(claim, earlier) ? earlier : claim
      if (loser !== claim || !earlier) claims.set(other, claim)
      if (earlier) lost.set(loser.pairs, (lost.get(loser.pairs) ?? new Set()).add(loser.at))
    }
  }
  return slices.map((slice) => {
    const lostHere = lost.get(slice.pairs)
    return lostHere
      ? { ...slice, pairs: filterPairs(slice.pairs, (at) => !lostHere.has(at)) }
      : slice
  })
}

/** Whether a claim is more certain, or else nearer in time. */
function isBetter(one: Claim, other: Claim): boolean {
  const [certain, otherCertain] = [isCertain(one.pairs, one.at), isCertain(other.pairs, other.at)]
  if (certain !== otherCertain) return certain
  return (one.pairs.distances[one.at] ?? 0) < (other.pairs.distances[other.at] ?? 0)
}
