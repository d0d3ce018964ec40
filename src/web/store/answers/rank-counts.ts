/** Ranks counted values: the most frequent or the rarest first. */
import type { FacetOrder } from '../facet-counts.ts'

/**
 * Indexes of the first `limit` counts from `from` on, in this order, without zeros and without those that `isWanted`
 * refuses; of equal counts the first one. Sorts no more than `limit` of them: a field may have a million values.
 */
export function rankCounts(
  counts: Uint32Array,
  from: number,
  limit: number,
  order: FacetOrder = 'frequent',
  isWanted: (index: number) => boolean = () => true,
): { ranked: number[]; wanted: number } {
  const indexes: number[] = []
  const sizes = new Map<number, number>()
  for (let at = from; at < counts.length; at++) {
    const count = counts[at] ?? 0
    if (count === 0 || !isWanted(at)) continue
    indexes.push(at)
    sizes.set(count, (sizes.get(count) ?? 0) + 1)
  }
  const sign = order === 'rare' ? 1 : -1
  const quota = toQuota(sizes, limit, sign)
  const chosen = indexes.filter((at) => {
    const count = counts[at] ?? 0
    const left = quota.get(count) ?? 0
    if (left > 0) quota.set(count, left - 1)
    return left > 0
  })
  chosen.sort((a, b) => sign * ((counts[a] ?? 0) - (counts[b] ?? 0)) || a - b)
  return { ranked: chosen, wanted: indexes.length }
}

/** How many values of each count are among the first `limit`. */
function toQuota(
  sizes: ReadonlyMap<number, number>,
  limit: number,
  sign: 1 | -1,
): Map<number, number> {
  const quota = new Map<number, number>()
  let left = limit
  for (const count of [...sizes.keys()].sort((a, b) => sign * (a - b))) {
    const size = Math.min(left, sizes.get(count) ?? 0)
    quota.set(count, size)
    left -= size
    if (left === 0) break
  }
  return quota
}
