/**
 * Counts requests as Cloudflare does: 1,200 per five minutes and user, announced on every answer,
 * and once they are used up, all calls are refused until the window ends.
 */

/** The quota of the one user that the emulator knows. */
export type Quota = {
  /** Counts a request; says whether it is over the limit, and what every answer announces. */
  count: () => { isOver: boolean; retryAfterSeconds: number; headers: Record<string, string> }
}

const requestsPerWindow = 1200
const windowMs = 300_000

/** Creates a quota; without `isEnforced` it announces at least one remaining request. */
export function createQuota(now: () => number, isEnforced: boolean): Quota {
  let windowStartMs = Number.NEGATIVE_INFINITY
  let used = 0

  return {
    count() {
      const nowMs = now()
      if (nowMs - windowStartMs >= windowMs) {
        windowStartMs = nowMs
        used = 0
      }
      used++
      const retryAfterSeconds = Math.ceil((windowStartMs + windowMs - nowMs) / 1000)
      const remaining = Math.max(requestsPerWindow - used, isEnforced ? 0 : 1)
      return {
        isOver: isEnforced && used > requestsPerWindow,
        retryAfterSeconds,
        headers: {
          ratelimit: `"default";r=${remaining};t=${retryAfterSeconds}`,
          'ratelimit-policy': `"default";q=${requestsPerWindow};w=${windowMs / 1000}`,
        },
      }
    },
  }
}
