/**
 * Counts requests as Cloudflare does: 1,200 per five minutes for each user or account token, announced in the
 * headers of every answer. Once they are used up, all calls are refused for the following five minutes.
 */

/** The state of the quota after a request. */
export type QuotaState = {
  isOver: boolean
  retryAfterSeconds: number
  /** The headers of every answer. */
  headers: Readonly<Record<string, string>>
}

/** The quotas of all callers. */
export type Quota = {
  /** Counts a request; `principal` is any text that identifies the caller. */
  count: (principal: string) => QuotaState
}

const requestsPerWindow = 1200
const windowMs = 300_000

/** Creates a quota; without `isEnforced` it announces at least one remaining request. */
export function createQuota(now: () => number, isEnforced: boolean): Quota {
  const windows = new Map<string, { endMs: number; used: number }>()

  function getWindow(principal: string, nowMs: number): { endMs: number; used: number } {
    const current = windows.get(principal)
    if (current && nowMs < current.endMs) return current
    const fresh = { endMs: nowMs + windowMs, used: 0 }
    windows.set(principal, fresh)
    return fresh
  }

  return {
    count(principal) {
      const nowMs = now()
      const window = getWindow(principal, nowMs)
      window.used++
      // The five minutes of refusals begin with the first request beyond the limit, not with the window.
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
