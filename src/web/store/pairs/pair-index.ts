/** The pairs that were found, for looking one up by either of its rows. */
import { maxPairDistanceMs } from '../../../query/timeline/compare-facts.ts'
import { type PairDetails, type PairList, readPair } from '../pages/pair-list.ts'

/** The pairs whose first entries are in a part of the time. */
export type SlicePairs = { fromMs: number; toMs: number; pairs: PairList }

/** The other row of a pair, and what is known of the pair. */
export type RowPair = PairDetails & { row: number }

/** Slices in order of time. */
export type PairIndex = {
  slices: readonly SlicePairs[]
  find: (row: number) => RowPair | undefined
}

/** The times of a pair may differ by this much: one without a fraction may be up to a second later than it says. */
export const pairReachMs = maxPairDistanceMs + 1_000

/** Creates the index. Only the rows on screen are looked up, so it needs no memory of its own. */
export function createPairIndex(
  slices: readonly SlicePairs[],
  timeAt: (row: number) => number,
): PairIndex {
  return {
    slices,
    find(row) {
      const timeMs = timeAt(row)
      if (Number.isNaN(timeMs)) return undefined
      let first = 0
      for (let end = slices.length; first < end; ) {
        const middle = (first + end) >> 1
        if ((slices[middle]?.toMs ?? 0) + pairReachMs < timeMs) first = middle + 1
        else end = middle
      }
      // Rows before the first slice and after the last one are in these.
      for (let at = Math.min(first, slices.length - 1); at < slices.length; at++) {
        const slice = slices[at]
        if (!slice || (at > 0 && slice.fromMs - pairReachMs > timeMs)) return undefined
        const found = findIn(slice.pairs, row)
        if (found) return found
      }
      return undefined
    },
  }
}

function findIn(pairs: PairList, row: number): RowPair | undefined {
  const asOne = pairs.ones.indexOf(row)
  if (asOne !== -1) return { row: pairs.others[asOne] ?? 0, ...readPair(pairs, asOne) }
  const asOther = pairs.others.indexOf(row)
  if (asOther !== -1) return { row: pairs.ones[asOther] ?? 0, ...readPair(pairs, asOther) }
  return undefined
}
