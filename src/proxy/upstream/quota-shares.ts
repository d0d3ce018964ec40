/**
 * Equal shares of the quota: its refill is divided among all callers of the last minute, so that one busy
 * caller does not delay the others.
 */

/** The shares. Times are milliseconds since the epoch. */
export type QuotaShares = {
  /** Milliseconds until this caller's share allows one more request; 0 for the only caller. */
  waitMs: (asker: string, nowMs: number) => number
  /** Records a granted request. */
  spend: (asker: string) => void
}

/** Callers without a request for this long no longer count. */
const presenceMs = 60_000

/** Creates shares of a bucket with `capacity` tokens and a refill of `perMs`. */
export function createQuotaShares(capacity: number, perMs: number): QuotaShares {
  const askers = new Map<string, { tokens: number; seenMs: number }>()

  /** Updates the share of this caller, and counts all recent callers. */
  function meet(asker: string, nowMs: number) {
    for (const [name, { seenMs }] of askers) {
      // `Math.abs`: entries of a clock that ran ahead expire as well.
      if (Math.abs(nowMs - seenMs) >= presenceMs) askers.delete(name)
    }
    const count = askers.size + (askers.has(asker) ? 0 : 1)
    const cap = Math.max(1, capacity / count)
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
