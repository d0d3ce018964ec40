/**
 * Counts requests as Cloudflare does: 1,200 per five minutes and user or account token, announced on
 * every answer. Once they are used up, all calls are refused for the following five minutes.
 */

/** What a request finds. */
export type QuotaState = {
  isOver: boolean
  retryAfterSeconds: number
  /** What every answer announces. */
  headers: Readonly<Record<string, string>>
}

/** The quotas of everybody who asks. */
export type Quota = {
  /** Counts a request of somebody, by any name. */
  count: (principal: string) => QuotaState
}

const requestsPerWindow = 1200
const windowMs = 300_000

/** Creates a quota; without `isEnforced` it announces at least one remaining request. */
export function createQuota(now: () => number, isEnforced: boolean): Quota {
  const windows = new Map<string, { endMs: number; used: number }>()

  function findWindow(principal: string, nowMs: number): { endMs: number; used: number } {
    const known = windows.get(principal)
    if (known && nowMs < known.endMs) return known
    const fresh = { endMs: nowMs + windowMs, used: 0 }
    windows.set(principal, fresh)
    return fresh
  }

  return {
    count(principal) {
      const nowMs = now()
      const window = findWindow(principal, nowMs)
      window.used++
      // The block begins with the request that is one too many, wherever in the window that is.
      if (isEnforced && window.used === requestsPerWindow + 1) window.endMs = nowMs + windowMs
      const seconds = Math.ceil((window.endMs - nowMs) / 1000)
      const remaining = Math.max(requestsPerWindow - window.used, isEnforced ? 0 : 1)
      return {
        isOver: isEnforced && window.used > requestsPerWindow,
        retryAfterSeconds: seconds,
        headers: {
          ratelimit: `"default";r=${remaining};t=${seconds}`,
          'ratelimit-policy': `"default";q=${requestsPerWindow};w=${windowMs / 1000}`,
        },
      }
    },
  }
}
