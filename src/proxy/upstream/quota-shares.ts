/**
 * An even part for each of those who ask: what comes in is divided among everybody who asked in the last
 * minute, so that one who asks without pause does not keep the others waiting.
 */

/** The parts. Times are milliseconds since the epoch. */
export type QuotaShares = {
  /** Milliseconds until their part has one more for them; 0 when it has, and when nobody else asks. */
  waitMs: (asker: string, nowMs: number) => number
  /** Notes a request that was granted to them. */
  spend: (asker: string) => void
}

/** Whoever did not ask for this long is no longer counted. */
const presenceMs = 60_000

/** Creates them: `most` is what may be saved up together, `perMs` what comes in. */
export function createQuotaShares(most: number, perMs: number): QuotaShares {
  const askers = new Map<string, { tokens: number; seenMs: number }>()

  /** Everybody who asked lately, the one who asks among them. */
  function meet(asker: string, nowMs: number) {
    for (const [name, { seenMs }] of askers) {
      // What was noted by a clock that ran ahead is no longer of use.
      if (Math.abs(nowMs - seenMs) >= presenceMs) askers.delete(name)
    }
    const count = askers.size + (askers.has(asker) ? 0 : 1)
    const cap = Math.max(1, most / count)
    const known = askers.get(asker) ?? { tokens: cap, seenMs: nowMs }
    const gain = (Math.max(0, nowMs - known.seenMs) * perMs) / count
    const own = { tokens: Math.min(cap, known.tokens + gain), seenMs: nowMs }
    askers.set(asker, own)
    return { own, count }
  }

  return {
    waitMs(asker, nowMs) {
      const { own, count } = meet(asker, nowMs)
      if (count === 1 || own.tokens >= 1 - 1e-6) return 0
      return ((1 - own.tokens) * count) / perMs
    },
    spend(asker) {
      const own = askers.get(asker)
      if (own) own.tokens = Math.max(0, own.tokens - 1)
    },
  }
}
