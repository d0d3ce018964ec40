/** Limits how many hashes of entries a browser keeps. */

/** What is known of a fingerprint without its entries. */
export type SealSummary = { seal: string; madeMs: number; count: number }

/** Half a million entries take 22 MB. */
export const keptLimits = { seals: 50, entries: 500_000 } as const

/** The fingerprints to drop when `next` is added: the oldest ones, or `next` itself where it alone is too large. */
export function listOutdated(
  kept: readonly SealSummary[],
  next: SealSummary,
  limits: { seals: number; entries: number } = keptLimits,
): readonly string[] {
  if (next.count > limits.entries) return [next.seal]
  let { seals, entries } = { seals: 1, entries: next.count }
  let isFull = false
  return kept
    .toSorted((a, b) => b.madeMs - a.madeMs)
    .filter(({ count }) => {
      isFull ||= seals + 1 > limits.seals || entries + count > limits.entries
      if (!isFull) {
        seals++
        entries += count
      }
      return isFull
    })
    .map(({ seal }) => seal)
}
